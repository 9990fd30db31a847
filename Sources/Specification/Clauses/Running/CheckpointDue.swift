import Reconciliation
import Trading

/// `checkpoint-due`: when the whole state is written.
struct CheckpointDue: Clause {
  static let page = ClausePage(
    "checkpoint-due", .durability, .action,
    "a checkpoint ends the turn in which all records are durable, the bus has not failed, and `checkpoint-every` executions were counted, a "
      + "person was told something, 1000 records were made, one was not written since the bus took nothing, or the process is about to stop; and no other turn",
    source: "`checkpoint-every`; design, section 3 (bounded journal); engine, restarts tell nothing twice",
    settings: [.checkpointEvery])
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .bus, .stop]
  static let endings: ClauseInputs = [.start, .bus, .stop]
  static let effects: ClauseEffects = [.notify, .publish, .checkpoint]

  private var every: Int
  /// The record of the last checkpoint, and the executions counted since.
  private var last: UInt64 = 0, executions = 0
  private var hasTold = false
  private var stops = false
  private var written: UInt64?
  /// The checkpoint before the last one, and the turn of that: a bus that fails in it has kept it from being written.
  private var former: UInt64 = 0, turn = 0

  init(_ configuration: EngineConfiguration) { every = configuration.checkpointEvery }

  mutating func change(_ configuration: EngineConfiguration) {
    every = configuration.checkpointEvery
  }

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started(let recovery, _):
      last = recovery.checkpoint
      executions = recovery.events.count {
        [.orderFilled, .executionBusted, .executionCorrected, .fillInferred, .fillReplaced].contains($0.kind)
      }
      former = last
      hasTold = false
      stops = false
    case .stopping: stops = true
    case .publishFailed:
      guard last != former, turn + 1 == scene.turnNumber else { return }
      last = former
      hasTold = true
    default: return
    }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    if case .execution = entry.record { executions += 1 }
    if let written { scene.breach("record \(entry.sequence) came after the checkpoint of \(written)", cause: "order") }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .notify: hasTold = true
    case .publish(let event):
      if let written { scene.breach("\(event.kind.name) came after the checkpoint of \(written)", cause: "order") }
    case .writeCheckpoint(let sequence):
      if written != nil { scene.breach("two checkpoints in one turn", cause: "twice") }
      written = sequence
    case .send, .persist, .keep, .log, .setTimer, .cancelTimer, .account: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    let sequence = scene.model.sequence
    let isQuiet = !scene.isBlind && !scene.hearsay.bus.isFailing && sequence == scene.hearsay.durable
    let isDue = executions >= every || hasTold || sequence >= last + 1000 || stops && sequence > last
    guard isDue || written != nil else { return scene.wait(false) }
    scene.tried()
    if isQuiet, isDue, written == nil {
      scene.breach(
        "no checkpoint of record \(sequence), after \(executions) executions and \(sequence &- last) records since the "
          + "last\(hasTold ? ", and an alert" : "")\(stops ? ", at a stop" : "")", cause: "missing")
      written = sequence
    } else if let written, !isDue || !isQuiet {
      scene.breach(
        "a checkpoint of record \(written), after \(executions) executions and \(sequence &- last) records since the "
          + "last", cause: "not due")
    }
    guard let written else { return scene.wait(true) }
    scene.wait(false)
    self.written = nil
    former = last
    turn = scene.turnNumber
    last = written
    executions = 0
    hasTold = false
  }
}
