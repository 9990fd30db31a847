import Trading

/// The journal as far as the engine knows it.
struct JournalState: Sendable {
  /// The number of the last record there is.
  var last: UInt64 = 0
  /// The number of the last record handed to the store; behind `last` while the store fails.
  var handed: UInt64 = 0
  /// The number of the last record known to be durable.
  var durable: UInt64 = 0
  /// Records that are not known to be durable, oldest first; written again after a failure.
  var unsynced: [JournalEntry] = []
  /// Executions booked since the last checkpoint.
  var executionsSinceCheckpoint = 0
  var checkpoint: UInt64 = 0
  /// Whether a person was told of something since the last checkpoint.
  var hasToldSinceCheckpoint = false
  var isFailing = false
  var failures = 0
  /// While failing: the last record of the retry that is under way.
  var retriedUpTo: UInt64?
}

extension ReconciliationEngine {
  /// Applies a record to the books and hands it to the store; its event waits for durability.
  ///
  /// - Returns: Whether the record fits; if a figure would leave the range of a decimal nothing happens at all.
  @discardableResult
  mutating func commit(_ record: JournalRecord) -> Bool {
    do { try books.apply(record) } catch { return false }
    journal.last += 1
    let entry = JournalEntry(sequence: journal.last, instant: now, cause: cause, record: record)
    journal.unsynced.append(entry)
    // A store that has refused a record takes none before that one: the journal must not have a hole.
    if !journal.isFailing {
      journal.handed = journal.last
      effects.append(.persist(entry))
    }
    if case .execution = record { journal.executionsSinceCheckpoint += 1 }
    if let event = record.event(in: books, sequence: journal.last) {
      outbox.append(.event(event), after: journal.last)
    }
    return true
  }

  mutating func noteDurable(upTo sequence: UInt64) {
    guard sequence > journal.durable, sequence <= journal.handed else { return }
    journal.unsynced.removeFirst(Int(sequence - journal.durable))
    journal.durable = sequence
    guard journal.isFailing, let retried = journal.retriedUpTo, sequence >= retried else { return }
    journal.isFailing = false
    journal.failures = 0
    journal.retriedUpTo = nil
    persistUnsynced()
    updateCondition()
  }

  /// The store took nothing after the last durable record: stop sending, and try again later.
  mutating func noteStoreFailure(_ reason: Word) {
    journal.failures += 1
    journal.retriedUpTo = nil
    effects.append(.setTimer(.store, at: now + backoff(attempt: journal.failures, salt: 0)))
    guard !journal.isFailing else { return }
    journal.isFailing = true
    raiseAlert(.invalidReport, reason: reason)
    updateCondition(reason: reason)
  }

  mutating func retryStore() {
    guard journal.isFailing else { return }
    journal.retriedUpTo = journal.last
    persistUnsynced()
  }

  private mutating func persistUnsynced() {
    journal.handed = journal.last
    for entry in journal.unsynced { effects.append(.persist(entry)) }
  }

  /// Lets out what is durable, and writes a checkpoint once everything it covers is durable and published.
  ///
  /// A checkpoint never stands ahead of the bus: so the events of the records after it are exactly those that a
  /// restart may have to publish again.
  mutating func releaseOutbox() {
    while let item = outbox.removeFirst(durable: journal.durable) {
      switch item.content {
      case .event(let event): effects.append(.publish(event))
      case .notice(let event):
        effects.append(.notify(event))
        journal.hasToldSinceCheckpoint = true
      case .place(let order): sendPlace(order)
      case .cancel(let order): sendCancel(order)
      case .replace(let order): sendReplace(order)
      }
    }
    // After an alert too, so that a restart does not tell a person the same again.
    if journal.executionsSinceCheckpoint >= configuration.checkpointEvery || journal.hasToldSinceCheckpoint
      || journal.last - journal.checkpoint >= ReconciliationEngine.recordsBetweenCheckpoints,
      journal.durable == journal.last, outbox.isEmpty
    {
      journal.executionsSinceCheckpoint = 0
      journal.hasToldSinceCheckpoint = false
      journal.checkpoint = journal.last
      effects.append(.writeCheckpoint(Checkpoint(sequence: journal.last, books: books)))
    }
  }

  /// Bounds the journal, and so the time of a recovery, however few executions there are.
  static let recordsBetweenCheckpoints: UInt64 = 1000
}
