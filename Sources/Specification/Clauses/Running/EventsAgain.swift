import Reconciliation
import Trading

/// `events-again`: what a restart publishes once more.
struct EventsAgain: Clause {
  static let page = ClausePage(
    "events-again", .restarts, .projection,
    "a start publishes the events of the durable records behind the checkpoint that it read, all of them, in their order, "
      + "and no other",
    source: "design, section 3, rule 5")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start]
  static let effects: ClauseEffects = [.publish]

  /// The numbers of the records that call for an event, ascending.
  private var numbers: [UInt64] = []
  /// The first record of this session; what was before is known from the recovery alone.
  private var origin: UInt64 = 0
  private var due: [UInt64] = []
  private var isStart = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started(let recovery, _) = scene.turn.input else { return }
    isStart = true
    if scene.hearsay.starts == 1 { origin = recovery.sequence }
    while let last = numbers.last, last > recovery.sequence { numbers.removeLast() }
    due = recovery.events.lazy.map(\.sequence).filter { $0 <= origin }
    due += numbers.drop { $0 <= recovery.checkpoint }
    if !due.isEmpty { scene.tried() }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .order(.status), .order(.terms), .order(.intentEnd), .execution, .position, .cash, .discrepancy(.found),
      .discrepancy(.resolved):
      numbers.append(entry.sequence)
    case .order, .discrepancy(.held), .control: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard isStart, case .publish(let event) = effect else { return }
    guard due.first != event.sequence else {
      due.removeFirst()
      return
    }
    scene.breach(
      "\(event.kind.name) of record \(event.sequence) was published at a start, and "
        + (due.first.map { "record \($0)" } ?? "nothing") + " is due", cause: "order")
  }

  mutating func end(_ scene: inout Scene) {
    isStart = false
    guard let first = due.first else { return }
    scene.breach("the event of record \(first) was not published again", cause: "missing")
  }
}
