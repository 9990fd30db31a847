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
    let sequence = entry.sequence
    let order = entry.record.order
    let execution = entry.record.execution
    if crashes(at: .persistBefore, order: order, execution: execution) { return }
    let isInTransaction = sync.isInTransaction
    sync.isInTransaction = entry.isContinued
    if !isInTransaction, let reason = failure() {
      sync.failure = reason
      var event = Event(.journalFailed)
      event.sequence = sequence
      event.reason = reason
      cause = record(event, cause: cause)
      return
    }
    disk.append(entry)
    sync.last = sequence
    sync.records.append((order, execution))
    var event = Event(.journalAppended)
    event.sequence = sequence
    event.subject = entry.record.kind
    event.order = order
    event.execution = execution
    cause = record(event, cause: cause)
    _ = crashes(at: .persistUnsynced, order: order, execution: execution)
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
    let checkpoint = incarnation.checkpoint
    disk.write(checkpoint)
    var event = Event(.checkpointWritten)
    event.sequence = checkpoint.sequence
    cause = record(event, cause: cause)
    _ = crashes(at: .checkpointAfter, order: Event.none, execution: Event.none)
  }
}
