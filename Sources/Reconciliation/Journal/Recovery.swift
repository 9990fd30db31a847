import Trading

/// What a start finds on disk: the ledger, and the records whose events may not have been published.
public struct Recovery: Sendable {
  /// The ledger as of the last durable record.
  public var ledger: Ledger
  /// The number of the last durable record; 0 for a disk without any.
  public var sequence: UInt64
  /// The number of the checkpoint that recovery started from; 0 without one.
  public var checkpoint: UInt64
  /// How many records were replayed on top of the checkpoint.
  public var replayedCount: Int
  /// The events of the replayed records; whoever receives them a second time knows them by `seq`.
  public var events: [Event]
  /// Whether the journal ended in the middle of a record, as after a kill during a write.
  public var hadTornTail: Bool
  /// How many bytes of the journal are good; what follows is to be cut off before anything is appended.
  public var journalLength: Int
  /// The names behind the numbers of books and records; a new process has to go on with these numbers.
  public var names = NameTable()
  /// The accounts of the events that are not of the default one, by the number of the record.
  var otherAccounts: [UInt64: AccountID] = [:]

  /// The books of the default account.
  public var books: Books { ledger.books }

  /// The account that an event is about.
  public func account(of event: Event) -> AccountID { otherAccounts[event.sequence] ?? .default }

  /// The state of a disk that holds nothing.
  public static func empty(_ configuration: EngineConfiguration) -> Recovery {
    Recovery(
      ledger: Ledger(Books(instruments: configuration.instruments, currencyCount: configuration.currencyCount)),
      sequence: 0, checkpoint: 0, replayedCount: 0, events: [], hadTornTail: false, journalLength: 0)
  }
}

extension Recovery {
  /// The state of a disk that holds this checkpoint and nothing else.
  public init(_ checkpoint: Checkpoint) {
    self.init(
      ledger: checkpoint.ledger, sequence: checkpoint.sequence, checkpoint: checkpoint.sequence, replayedCount: 0,
      events: [], hadTornTail: false, journalLength: 0)
  }

  /// Reads checkpoints and journal: the newest good checkpoint, then the records after it.
  ///
  /// A torn tail is cut off: it was never reported as durable. A hole in the middle is refused, and so are a store whose
  /// checkpoints are all damaged, whatever this program does not understand, and a store of other settings.
  ///
  /// - Parameters:
  ///   - checkpoints: the bytes of the checkpoints kept, newest first.
  ///   - journal: the bytes of the journal.
  ///   - identity: what the process that starts is configured for.
  /// - Throws: ``RecoveryError``.
  public init(
    checkpoints: [[UInt8]], journal: [UInt8], identity: ConfigurationIdentity
  ) throws(RecoveryError) {
    var reader = StoreReader(identity)
    try reader.read(checkpoints, journal)
    self = reader.recovery
  }
}
