public import Reconciliation

/// What a start of an engine of somebody else finds on its disk.
///
/// The bytes are those that earlier processes have wanted written, as kills and faults of the store have left them: the
/// last record may be cut off in its middle, and a damaged disk holds other bytes than were written. How that is told is
/// the engine's own affair; a checksum over each record does it.
public struct ForeignStore: Hashable, Sendable {
  /// What the case says that the books held before the run, if that is still what the store begins with.
  ///
  /// It stands for a checkpoint from before the run that the engine has not replaced so far.
  public var opening: BooksStatement?
  /// The checkpoints kept, newest first; two at the most.
  public var checkpoints: [[UInt8]]
  /// The journal: at least all records since the older of the checkpoints, so perhaps some that the newest one holds.
  public var journal: [UInt8]

  /// Makes what a start finds.
  public init(opening: BooksStatement? = nil, checkpoints: [[UInt8]] = [], journal: [UInt8] = []) {
    self.opening = opening
    self.checkpoints = checkpoints
    self.journal = journal
  }
}

/// Why an engine of somebody else does not start from what is on its disk.
public struct StoreRefusal: Error, Hashable, Sendable {
  /// What is wrong, and what to do about it.
  public var message: String

  /// Makes a refusal.
  public init(_ message: String) { self.message = message }
}
