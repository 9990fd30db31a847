import Trading

/// What a start finds on disk: the books, and the records whose events may not have been published.
public struct Recovery: Sendable {
  /// The books as of the last durable record.
  public var books: Books
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

  /// The state of a disk that holds nothing.
  public static func empty(_ configuration: EngineConfiguration) -> Recovery {
    Recovery(
      books: Books(instruments: configuration.instruments, currencyCount: configuration.currencyCount), sequence: 0,
      checkpoint: 0, replayedCount: 0, events: [], hadTornTail: false, journalLength: 0)
  }
}

/// Why a start refuses what it finds on disk: going on would silently forget something that was durable.
public enum RecoveryError: Error, Hashable, Sendable {
  /// Readable records follow unreadable bytes.
  case hole(offset: Int)
  /// A record is missing between two others.
  case gap(expected: UInt64, found: UInt64)
  /// There are checkpoints, none of them is readable, and the journal does not go back to the start.
  case noCheckpoint
  /// A record cannot be applied to the books.
  case inconsistent(sequence: UInt64)
}

extension RecoveryError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .hole(let offset):
      "the journal is unreadable at byte \(offset), and good records follow: restore it from a copy"
    case .gap(let expected, let found):
      "record \(expected) of the journal is missing, the next one is \(found): restore it from a copy"
    case .noCheckpoint:
      "no checkpoint is readable and the journal does not go back to the start: restore a checkpoint from a copy"
    case .inconsistent(let sequence):
      "record \(sequence) of the journal does not fit the books before it: restore journal and checkpoint from copies"
    }
  }
}

extension Recovery {
  /// Reads checkpoints and journal: the newest good checkpoint, then the records after it.
  ///
  /// A torn tail is cut off: it was never reported as durable. A hole in the middle is refused.
  ///
  /// - Parameters:
  ///   - checkpoints: the bytes of the checkpoints kept, newest first.
  ///   - journal: the bytes of the journal.
  ///   - configuration: the engine's configuration.
  /// - Throws: ``RecoveryError``.
  public init(
    checkpoints: [[UInt8]], journal: [UInt8], configuration: EngineConfiguration
  ) throws(RecoveryError) {
    self = .empty(configuration)
    var hasCheckpoint = false
    for bytes in checkpoints {
      guard let checkpoint = Checkpoint(decoding: bytes, configuration: configuration) else { continue }
      books = checkpoint.books
      sequence = checkpoint.sequence
      self.checkpoint = checkpoint.sequence
      hasCheckpoint = true
      break
    }
    var offset = 0
    var isFirst = true
    while offset < journal.count {
      guard case .record(let number, let record, let end) = JournalFrame.read(journal, at: offset) else {
        if JournalFrame.hasFrame(journal, after: offset) { throw .hole(offset: offset) }
        hadTornTail = true
        break
      }
      offset = end
      if number > sequence {
        guard number == sequence + 1 else {
          throw isFirst && !hasCheckpoint && !checkpoints.isEmpty
            ? .noCheckpoint : .gap(expected: sequence + 1, found: number)
        }
        guard books.covers(record) else { throw .inconsistent(sequence: number) }
        do { try books.apply(record) } catch { throw .inconsistent(sequence: number) }
        sequence = number
        replayedCount += 1
        if let event = record.event(in: books, sequence: number) { events.append(event) }
      }
      isFirst = false
    }
    if sequence == 0, !checkpoints.isEmpty, !hasCheckpoint { throw .noCheckpoint }
    journalLength = offset
  }
}

extension Books {
  /// Whether the books have the instrument or currency that a record names.
  ///
  /// A journal can be whole and still be another configuration's.
  fileprivate func covers(_ record: JournalRecord) -> Bool {
    switch record {
    case .accepted(_, let terms, _): Int(terms.instrument.index) < positions.count
    case .execution(let execution, _, _): Int(execution.instrument.index) < positions.count
    case .position(let adoption): Int(adoption.instrument.index) < positions.count
    case .cash(let currency, _, _, _): Int(currency.index) < cash.count
    case .attempt, .status, .cancelIntent, .replaceIntent, .intentEnd, .terms, .discrepancy, .resolution, .halt: true
    }
  }
}
