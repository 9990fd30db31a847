import Reconciliation
import Trading

/// `refusal-told`: what is refused is logged as refused, once and with the reason, and nothing else is.
struct RefusalTold: Clause {
  static let page = ClausePage(
    "refusal-told", .commands, .projection,
    "a command that cannot be carried out, and a request that the broker or a gateway refuses, is logged once as "
      + "`order.refused` with what was asked and why, and nothing else is; no new order of an instrument is taken while a "
      + "ticket of the level of `block-from` about it waits for a decision",
    source: "`trueup list events`, order.refused; design, section 3, rule 9",
    settings: [.blockFrom, .blockContradictions])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.command, .orderAnswer]
  static let endings: ClauseInputs = [.command, .orderAnswer]
  static let lines: [EventKind] = [.orderRefused]

  private var order = ClientOrderID(index: 0)
  private var request = Word.place
  /// The reasons of which one has to be named; none where nothing is to be refused.
  private var reasons: [Word] = []
  private var isUnclear = false
  /// The refusals that the log told of in this turn.
  private var told: [Event] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .command, .operatorCommand(.query, _):
      let reading = CommandReading(scene)
      order = reading.order
      request = reading.request
      if case .refused(let reasons) = reading.verdict { self.reasons = reasons }
      if case .unclear = reading.verdict { isUnclear = true }
    case .response, .requestFailed: readAnswer(scene)
    default: break
    }
  }

  private mutating func readAnswer(_ scene: Scene) {
    guard let before = scene.dialogue.telling.before, let kind = scene.dialogue.telling.kind else { return }
    order = before.id
    request = kind
    switch scene.dialogue.telling.outcome {
    case .refused(let refusal): reasons = [refusal.reason]
    // A place that a gateway refuses ends its order, which is told on the bus.
    case .stopped(let reason) where kind != .place: reasons = [reason]
    default: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .orderRefused, !isUnclear else { return }
    told.append(event)
  }

  mutating func end(_ scene: inout Scene) {
    defer { isUnclear = false }
    guard !reasons.isEmpty || !told.isEmpty else { return }
    defer {
      reasons = []
      told = []
    }
    if !reasons.isEmpty { scene.tried() }
    var isTold = false
    for event in told {
      guard !reasons.isEmpty, !isTold else {
        scene.require(false, "order.refused was logged, and nothing is to be refused", cause: "undue")
        continue
      }
      isTold = true
      if event.order != order.index || event.subject != request {
        scene.breach("order.refused names another order or request than \(request.text)", cause: "subject")
      } else if let reason = event.reason, reasons.contains(reason) {
        continue
      } else {
        scene.breach(
          "order.refused says reason=\(event.reason?.text ?? "nothing"), and \(reasons[0].text) is due",
          cause: "reason")
      }
    }
    if !reasons.isEmpty, !isTold {
      scene.breach(
        { scene in
          "the \(request.text) of order \(scene.name(order)) is to be refused as \(reasons[0].text), and was not"
        },
        cause: "missing")
    }
  }
}
