public import Trading

/// One line of the journal: a record, and when, why and for which account it was written.
public struct JournalEntry: Hashable, Sendable {
  /// The number of the entry; the first one is 1, and none is ever left out.
  public var sequence: UInt64
  /// When the engine committed the record, by its own clock.
  public var instant: Instant
  /// What the engine was handling.
  public var cause: EntryCause
  /// The account whose books the record changes.
  public var account: AccountID
  /// What changed.
  public var record: JournalRecord
  /// Whether the next entry is part of the same transaction: a journal that ends here has none of it.
  public var isContinued: Bool

  /// Makes an entry.
  public init(
    sequence: UInt64, instant: Instant, cause: EntryCause, account: AccountID = .default, record: JournalRecord,
    isContinued: Bool = false
  ) {
    self.sequence = sequence
    self.instant = instant
    self.cause = cause
    self.account = account
    self.record = record
    self.isContinued = isContinued
  }
}

/// What made the engine write an entry: the kind of input that it was handling.
///
/// Journals hold the raw values.
public enum EntryCause: UInt8, Hashable, Sendable, CaseIterable {
  /// The process started.
  case start = 1
  /// A trader's command.
  case trader = 2
  /// An operator's command.
  case `operator` = 3
  /// An answer of the broker.
  case response = 4
  /// A request that ended without an answer of the broker.
  case failure = 5
  /// An update of the stream, or its loss or return.
  case stream = 6
  /// A timer.
  case timer = 7
  /// A report of the store.
  case store = 8

  /// The cause that an input is.
  public init(_ input: borrowing EngineInput) {
    switch input {
    case .started: self = .start
    case .command: self = .trader
    case .operatorCommand: self = .operator
    case .response: self = .response
    case .requestFailed: self = .failure
    case .streamUpdate, .streamConnected, .streamLost: self = .stream
    case .timer: self = .timer
    // A stop writes no entry, nor does a failure of the bus.
    case .persisted, .persistFailed, .publishFailed, .published, .stopping: self = .store
    }
  }

  /// The word that files and reports use.
  public var text: String { "\(self)" }
}
