import Reconciliation
import Trading

/// `operator-orders`: what an operator's halt, resume and reconcile leave behind.
struct OperatorOrders: Clause {
  static let page = ClausePage(
    "operator-orders", .conditions, .justification,
    "an operator's halt or resume, and a supervisor's stop or release, is recorded with his name if it changes something, "
      + "and nothing else is; `reconcile` is refused as `disabled` while reconciliation is off, unless it is an emergency, and as `left-out` if it is of "
      + "a symbol that `reconcile-symbols` leaves out; "
      + "what a person's role does not allow is refused as `role` and changes nothing",
    source: "`trueup list events`: operator.refused; `enabled`, `reconcile-symbols`",
    settings: [.enabled, .reconcileSymbols])
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command]
  static let endings: ClauseInputs = [.command, .durable]
  static let records: ClauseRecords = [.control]
  static let lines: [EventKind] = [.operatorRefused]

  private var isHalted = false, isStopped = false
  /// What has to be recorded, oldest first: a store that fails takes it later.
  private var due: [ControlRecord] = []
  private var refusal: Event?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started:
      isHalted = scene.model.isHalted
      isStopped = scene.model.isStopped
      due = []
    case .operatorCommand(let command, let person):
      scene.tried()
      if let forbidden = scene.forbidden {
        refuse(forbidden, .role, person)
        return
      }
      switch command {
      case .halt: note(true, by: person)
      case .resume: note(false, by: person)
      case .pass(let request):
        if !scene.configuration.isEnabled, request.kind != .emergency {
          refuse(command, .disabled, person)
        } else if request.symbols.contains(where: { scene.reckoning.isLeftOut($0) }) {
          refuse(command, .leftOut, person)
        }
      case .stop, .release:
        let isOn = command == .stop
        if isStopped != isOn { due.append(.stop(isOn, by: person?.index ?? Event.none)) }
        isStopped = isOn
      case .query, .choose, .acknowledge, .assign, .resolve, .prioritize: return
      }
    default: return
    }
  }

  private mutating func note(_ halts: Bool, by person: OperatorID?) {
    if isHalted != halts { due.append(.halt(halts, by: person?.index ?? Event.none)) }
    isHalted = halts
  }

  private mutating func refuse(_ command: OperatorCommand, _ reason: Word, _ person: OperatorID?) {
    var event = Event(.operatorRefused)
    event.subject = command.word
    event.reason = reason
    event.person = person?.index ?? Event.none
    switch command {
    case .acknowledge(let id), .assign(let id, _), .resolve(let id, _, _), .prioritize(let id, _):
      event.number = Int64(id)
    case .pass, .choose, .halt, .resume, .query, .stop, .release: break
    }
    refusal = event
  }

  /// Whether a person may give a command: a viewer looks, an operator does the work of every day, and only a supervisor
  /// stops all, sets figures and priorities, takes over orders of others, or changes how passes go; somebody whom nobody knows may do nothing.
  static func may(_ person: OperatorID, _ command: OperatorCommand, _ configuration: EngineConfiguration) -> Bool {
    switch (configuration.roles[person], command) {
    case (nil, _): return false
    case (.supervisor, _): return true
    case (.viewer, .pass(let request)):
      return request.isDetectOnly || !request.symbols.isEmpty || request.kind.onlyTells
    case (.viewer, _): return false
    case (.operator, .choose), (.operator, .stop), (.operator, .release), (.operator, .prioritize): return false
    case (.operator, .resolve(_, let decision, _)):
      switch decision {
      case .figure, .adopt: return false
      case .acceptBroker, .acceptLocal, .cancel, .discard, .ignore: return true
      }
    case (.operator, _): return true
    }
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .control(let record) = entry.record, record.isSwitch else { return }
    if due.first == record {
      due.removeFirst()
    } else {
      scene.breach("record \(entry.sequence) says \(record.text), and no operator has said so", cause: "halt")
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .operatorRefused else { return }
    if event.reason != .role, event.subject == .choose || event.number != 0 { return }
    if event != refusal {
      scene.breach(
        "operator.refused request=\(event.subject?.text ?? "nothing") reason=\(event.reason?.text ?? "nothing") is not due",
        cause: "refused")
    }
    refusal = nil
  }

  mutating func end(_ scene: inout Scene) {
    if let refusal {
      let (request, reason) = (refusal.subject?.text ?? "nothing", refusal.reason?.text ?? "nothing")
      scene.breach("\(request) is to be refused as \(reason), and was not", cause: "not refused")
    }
    refusal = nil
    guard let first = due.first, !scene.isBlind else { return }
    scene.breach("an operator said \(first.text), and that was not recorded", cause: "not recorded")
    due = []
  }
}

extension ControlRecord {
  /// Whether it switches something on or off.
  fileprivate var isSwitch: Bool {
    switch self {
    case .halt, .stop: true
    case .kind, .opening, .opened, .passReport, .archived, .accountSeen: false
    }
  }

  fileprivate var text: String {
    switch self {
    case .halt(let isOn, _): "halt \(isOn ? "on" : "off")"
    case .stop(let isOn, _): "stop \(isOn ? "on" : "off")"
    case .kind(let kind, _): kind.word.text
    case .opening, .opened: "the store"
    case .passReport: "a report"
    case .archived: "the archive"
    case .accountSeen: "an account"
    }
  }
}
