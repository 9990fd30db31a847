import Reconciliation
import Trading

/// `engine-start`: what a start says, and what it makes of what was on its way.
struct EngineStart: Clause {
  static let page = ClausePage(
    "engine-start", .restarts, .projection,
    "a start first logs engine.started with its reason, the last durable record and how many were read behind the "
      + "checkpoint; then every order that was submitted becomes unknown, from `replay` and because of `restart`, and no "
      + "other one ever does",
    source: "design, section 3, rule 1; `trueup list events`: engine.started")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start]
  static let records: ClauseRecords = [.order]
  static let lines: [EventKind] = [.engineStarted]

  private var isStart = false
  private var isFirst = false
  /// The orders that were submitted when the process ended, in the order of their acceptance.
  private var due: [ClientOrderID] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started = scene.turn.input else { return }
    scene.tried()
    isStart = true
    isFirst = true
    due = scene.model.orders.lazy.filter { $0.status == .submitted }.map(\.id)
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(.status(let change)) = entry.record, change.source == .replay || isStart && !due.isEmpty else {
      return
    }
    let wanted = due.first.map {
      StatusChange(order: $0, from: .submitted, to: .unknown, source: .replay, reason: .restart)
    }
    if isStart, change == wanted {
      due.removeFirst()
    } else {
      let name = scene.name(change.order)
      let other = due.first.map { "\(scene.name($0)) unknown" } ?? "nothing"
      scene.breach(
        "record \(entry.sequence) makes \(name) \(change.to) from \(change.source.text), and \(other) is due",
        cause: "unknown")
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    if case .log(let event) = effect, event.kind == .engineStarted {
      guard isStart, isFirst, case .started(let recovery, let reason) = scene.turn.input else {
        return scene.breach("engine.started was logged again", cause: "again")
      }
      isFirst = false
      let replayed = Int64(clamping: recovery.sequence) - Int64(clamping: recovery.checkpoint)
      guard event.reason != reason || event.sequence != recovery.sequence || event.number != replayed else { return }
      scene.breach(
        "engine.started says reason=\(event.reason?.text ?? "nothing") seq=\(event.sequence) records=\(event.number), and "
          + "reason=\(reason.text) seq=\(recovery.sequence) records=\(replayed) is due", cause: "started")
    } else if isFirst {
      isFirst = false
      scene.breach("engine.started is due before anything else of a start", cause: "not first")
    }
  }

  mutating func end(_ scene: inout Scene) {
    isStart = false
    if isFirst { scene.breach("engine.started was not logged", cause: "missing") }
    if let first = due.first {
      let name = scene.name(first)
      scene.breach(
        "\(name) was on its way when the process ended, and is not unknown", cause: "not unknown")
    }
    isFirst = false
    due = []
  }
}
