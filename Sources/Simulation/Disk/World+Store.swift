import Reconciliation
import Trading

/// The records of one input, which are synced together.
struct SyncBatch {
  var last: UInt64?
  var failure: Word?
  /// Whether what comes next is part of a transaction that has begun: the store takes all of that in one write.
  var isInTransaction = false
  var records: [(order: UInt32, execution: UInt32)] = []
}

/// What the store says of the records of an input; plain bytes, unlike the input that it becomes.
enum StoreReport {
  case durable(upTo: UInt64)
  case failed(Word)

  var input: EngineInput {
    switch self {
    case .durable(let sequence): .persisted(upTo: sequence)
    case .failed(let reason): .persistFailed(reason: reason)
    }
  }
}

extension World {
  mutating func append(_ entry: JournalEntry, to sync: inout SyncBatch) {
    let record = OwnRecord(
      entry.sequence, entry.record.kind, order: entry.record.order, execution: entry.record.execution)
    guard mayAppend(record, to: &sync, isContinued: entry.isContinued) else { return }
    disk.append(entry)
    noteAppended(record, to: &sync)
  }

  /// Appends a record to a journal of the engine's own.
  mutating func append(_ record: OwnRecord, to sync: inout SyncBatch) {
    guard mayAppend(record, to: &sync, isContinued: false) else { return }
    disk.append(incarnation.bytes(ofRecord: record.sequence), as: record.sequence)
    noteAppended(record, to: &sync)
  }

  /// Whether a record gets to the disk: nobody kills the container before, and the store takes it.
  private mutating func mayAppend(_ record: OwnRecord, to sync: inout SyncBatch, isContinued: Bool) -> Bool {
    if crashes(at: .persistBefore, order: record.order, execution: record.execution) { return false }
    let isInTransaction = sync.isInTransaction
    sync.isInTransaction = isContinued
    guard !isInTransaction, let reason = failure() else { return true }
    sync.failure = reason
    var event = Event(.journalFailed)
    event.sequence = record.sequence
    event.reason = reason
    cause = self.record(event, cause: cause)
    return false
  }

  private mutating func noteAppended(_ record: OwnRecord, to sync: inout SyncBatch) {
    sync.last = record.sequence
    sync.records.append((record.order, record.execution))
    var event = Event(.journalAppended)
    event.sequence = record.sequence
    event.subject = record.kind
    event.order = record.order
    event.execution = record.execution
    cause = self.record(event, cause: cause)
    _ = crashes(at: .persistUnsynced, order: record.order, execution: record.execution)
  }

  private mutating func failure() -> Word? {
    for rule in storeRules where faults.isActive(rule.fault, at: now) {
      if let reason = rule.effect.failure {
        faults.fire(rule.fault, at: now)
        return reason
      }
    }
    return nil
  }

  /// Syncs what was appended.
  ///
  /// - Returns: The report for the engine, unless it comes later.
  mutating func finish(_ sync: SyncBatch) -> StoreReport? {
    guard let last = sync.last else { return sync.failure.map(StoreReport.failed) }
    var delay = TimeSpan.zero
    var isLost = false
    for rule in storeRules where rule.effect.hitsSync && faults.isActive(rule.fault, at: now) {
      faults.fire(rule.fault, at: now)
      delay = delay + rule.effect.syncDelay
      if rule.effect.losesSync { isLost = true }
    }
    if delay > .zero {
      queue.schedule(
        .synced(upTo: last, isLost: isLost, generation: generation, cause: cause), at: now + delay)
      return sync.failure.map(StoreReport.failed)
    }
    noteSynced(upTo: last, isLost: isLost)
    for (order, execution) in sync.records where crashes(at: .persistAfter, order: order, execution: execution) {
      return nil
    }
    if let reason = sync.failure {
      feed(.persisted(upTo: last), cause: cause)
      return !isRunning ? nil : .failed(reason)
    }
    return .durable(upTo: last)
  }

  mutating func noteSynced(upTo sequence: UInt64, isLost: Bool) {
    if isLost { storeHasLied = true } else { disk.sync() }
    var event = Event(.journalSynced)
    event.sequence = sequence
    cause = record(event, cause: cause)
  }

  mutating func finishSync(upTo sequence: UInt64, isLost: Bool, _ generation: UInt32, cause: UInt32) {
    guard generation == self.generation, isRunning else { return }
    self.cause = cause
    noteSynced(upTo: sequence, isLost: isLost)
    feed(.persisted(upTo: sequence), cause: self.cause)
  }

  mutating func writeCheckpoint() {
    if crashes(at: .checkpointBefore, order: Event.none, execution: Event.none) { return }
    // The engine has had no input since it wanted this: what is synced meanwhile is reported after the last effect.
    var event = Event(.checkpointWritten)
    if Engine.abilities.hasOurJournal {
      let checkpoint = incarnation.checkpoint
      disk.write(checkpoint)
      event.sequence = checkpoint.sequence
    } else {
      let checkpoint = incarnation.ownCheckpoint
      disk.write(checkpoint.bytes)
      event.sequence = checkpoint.sequence
    }
    cause = record(event, cause: cause)
    _ = crashes(at: .checkpointAfter, order: Event.none, execution: Event.none)
  }
}
