import Reconciliation
import Trading

/// `operator-orders`: what an operator's halt, resume and reconcile leave behind.
struct OperatorOrders: Clause {
  static let page = ClausePage(
    "operator-orders", .conditions, .justification,
    "an operator's halt or resume is recorded if it changes something, and nothing else is; `reconcile` is refused as "
      + "`disabled` while reconciliation is off, unless it is an emergency, and only then",
    source: "`trueup list events`: operator.refused; `enabled`", settings: [.enabled])
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command]
  static let endings: ClauseInputs = [.command, .durable]
  static let records: ClauseRecords = [.control]
  static let lines: [EventKind] = [.operatorRefused]

  private var isHalted = false
  /// What has to be recorded, oldest first: a store that fails takes it later.
  private var due: [Bool] = []
  private var refuses = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started:
      isHalted = scene.model.isHalted
      due = []
    case .operatorCommand(let command):
      scene.tried()
      switch command {
      case .halt: note(true)
      case .resume: note(false)
      case .pass(let request): refuses = !scene.configuration.isEnabled && request.kind != .emergency
      case .query, .choose: return
      }
    default: return
    }
  }

  private mutating func note(_ halts: Bool) {
    if isHalted != halts { due.append(halts) }
    isHalted = halts
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .control(.halt(let isOn)) = entry.record else { return }
    if due.first == isOn {
      due.removeFirst()
    } else {
      scene.breach(
        "record \(entry.sequence) says halt \(isOn ? "on" : "off"), and no operator has said so", cause: "halt")
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .operatorRefused, event.subject != .choose else { return }
    if !refuses || event.subject != .reconcile || event.reason != .disabled {
      scene.breach(
        "operator.refused request=\(event.subject?.text ?? "nothing") reason=\(event.reason?.text ?? "nothing") is not due",
        cause: "refused")
    }
    refuses = false
  }

  mutating func end(_ scene: inout Scene) {
    if refuses { scene.breach("reconciliation is off, and a pass was not refused", cause: "not refused") }
    refuses = false
    guard !due.isEmpty, !scene.isBlind else { return }
    scene.breach("an operator said halt \(due[0] ? "on" : "off"), and that was not recorded", cause: "not recorded")
    due = []
  }
}
