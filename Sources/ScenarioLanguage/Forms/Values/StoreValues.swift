import Reconciliation

extension StoreFile: SlotValue {
  package static var contents: ValueContents? { [] }
  package static var reading: Reading<StoreFile> { .choice(.storeFile, "FILE", "a file of the store") }
  package var text: String { rawValue }
}

/// Why the disk does not take a record.
package enum DiskError: String, SlotValue, CaseIterable {
  case noSpace = "enospc"
  case ioError = "eio"

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<DiskError> { .choice(.diskError, "ERROR", "an error of the disk") }
  package var text: String { rawValue }

  /// The error as events name it.
  var word: Word {
    switch self {
    case .noSpace: .noSpace
    case .ioError: .ioError
    }
  }
}
