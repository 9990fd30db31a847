import Trading

extension Core {
  /// Applies a record to the books of the account in hand and hands it to the store; its event waits for durability.
  ///
  /// - Returns: Whether the record fits; if a figure would leave the range of a decimal nothing happens at all.
  @discardableResult
  mutating func commit(_ record: JournalRecord) -> Bool { commit(record, of: account) }

  /// Applies a record to the books of an account and hands it to the store; its event waits for durability.
  ///
  /// - Returns: Whether the record fits; if a figure would leave the range of a decimal nothing happens at all.
  @discardableResult
  mutating func commit(_ record: JournalRecord, of account: AccountID) -> Bool {
    do { try ledger.apply(record, of: account, at: now) } catch { return false }
    journal.last += 1
    let entry = JournalEntry(
      sequence: journal.last, instant: now, cause: cause, account: account, record: record,
      isContinued: journal.transactionStart != nil)
    journal.unsynced.append(entry)
    // A store that has refused a record takes none before that one: the journal must not have a hole.
    if !journal.isFailing {
      journal.handed = journal.last
      effects.append(.persist(entry))
    }
    switch record {
    case .ticket, .discrepancy(.held): hasTicketsChanged = true
    case .execution, .position, .discrepancy, .order(.status), .order(.terms), .order(.intentEnd): hasRoomChanged = true
    default: break
    }
    if case .execution = record { journal.executionsSinceCheckpoint += 1 }
    if configuration.staleOrders != .off { news.note(record, at: now) }
    if configuration.activityGrace != nil { activity.note(record, books, at: now) }
    if let event = ledger.event(of: record, in: account, sequence: journal.last) {
      outbox.append(.event(event), after: journal.last)
    }
    return true
  }

  /// What is committed from here on becomes durable together or not at all.
  mutating func beginTransaction() { journal.transactionStart = journal.last }

  /// The transaction is whole; what waits for any record of it waits for the last one.
  mutating func endTransaction() {
    guard let start = journal.transactionStart else { return }
    journal.transactionStart = nil
    guard journal.last > start else { return }
    journal.unsynced[journal.unsynced.count - 1].isContinued = false
    outbox.holdBack(after: start, until: journal.last)
    let last = journal.unsynced[journal.unsynced.count - 1]
    let place = effects.lastIndex {
      if case .persist(let entry) = $0 { entry.sequence == last.sequence } else { false }
    }
    if let place { effects[place] = .persist(last) }
  }

  mutating func noteDurable(upTo sequence: UInt64) {
    guard sequence > journal.durable, sequence <= journal.handed else { return }
    journal.unsynced.removeFirst(Int(sequence - journal.durable))
    journal.durable = sequence
    guard journal.isFailing, let retried = journal.retriedUpTo, sequence >= retried else { return }
    endStoreFailure()
  }

  private mutating func endStoreFailure() {
    journal.isFailing = false
    journal.failures = 0
    journal.retriedUpTo = nil
    persistUnsynced()
    followUps.append(.reviewCondition(reason: nil))
  }

  /// The store took nothing after the last durable record: stop sending, and try again later.
  mutating func noteStoreFailure(_ reason: Word) {
    journal.failures += 1
    journal.retriedUpTo = nil
    setTimer(.store, at: now + backoff(attempt: journal.failures, salt: 0))
    guard !journal.isFailing else { return }
    journal.isFailing = true
    journal.failureReason = reason
    notify(.storeFailure, reason: reason)
    followUps.append(.reviewCondition(reason: reason))
  }

  mutating func retryStore() {
    guard journal.isFailing else { return }
    // A failure told late, when everything has become durable since: no answer would come to end it.
    if journal.unsynced.isEmpty { return endStoreFailure() }
    journal.retriedUpTo = journal.last
    persistUnsynced()
  }

  private mutating func persistUnsynced() {
    journal.handed = journal.last
    for entry in journal.unsynced { effects.append(.persist(entry)) }
  }

  /// Writes a checkpoint once everything it covers is durable, and so published: called when the outbox has let out all
  /// that is.
  ///
  /// A checkpoint never stands ahead of the bus: so the events of the records after it are exactly those that a
  /// restart may have to publish again.
  mutating func writeCheckpointIfDue() {
    // After an alert too, so that a restart does not tell a person the same again.
    if journal.executionsSinceCheckpoint >= configuration.checkpointEvery || journal.hasToldSinceCheckpoint
      || journal.last - journal.checkpoint >= JournalState.recordsBetweenCheckpoints
      // At the end too: what was published is not published again after a start.
      || journal.isStopping && journal.last > journal.checkpoint,
      !journal.isFailing, journal.durable == journal.last, !bus.isFailing
    {
      journal.executionsSinceCheckpoint = 0
      journal.hasToldSinceCheckpoint = false
      journal.formerCheckpoint = journal.checkpoint
      journal.checkpoint = journal.last
      effects.append(.writeCheckpoint(upTo: journal.last))
    }
  }
}
