import Reconciliation
import Trading

/// `outcome-told`: what came of a request about an order is logged once, with its figures.
struct OutcomeTold: Clause {
  static let page = ClausePage(
    "outcome-told", .timing, .projection,
    "the log tells once of each look-up whether the order was found or absent and how often, and of each request that "
      + "got no usable answer or was stopped which it was, why, and under which attempt it went out; and of nothing else",
    source: "`trueup list events`: order.found, order.absent, order.timeout, order.limited",
    settings: [.requestTimeout])
  static let hooks: ClauseHooks = [.effects, .end]
  static let endings: ClauseInputs = [.orderAnswer]
  static let lines: [EventKind] = [.orderFound, .orderAbsent, .orderTimeout, .orderLimited]

  /// What the log said of outcomes in this turn.
  private var told: [Event] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect else { return }
    switch event.kind {
    case .orderFound, .orderAbsent, .orderTimeout, .orderLimited: told.append(event)
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    guard !told.isEmpty || scene.dialogue.telling.outcome != .none else { return }
    let telling = scene.dialogue.telling
    var due = telling.outcome == .none ? nil : self.due(telling, scene)
    if due != nil { scene.tried() }
    for event in told {
      guard var expected = due else {
        scene.require(false, "\(event.kind.name) was logged, and nothing came of a request", cause: "undue")
        continue
      }
      due = nil
      // After a store failure it cannot be told where the count of absences stands.
      if telling.outcome == .absent, telling.slot.map({ scene.dialogue.orders[$0].isVague }) ?? true {
        expected.number = event.number
      }
      if event != expected {
        let field = event.kind.fields.first { event[$0] != expected[$0] }
        scene.breach(
          "\(event.kind.name) was logged with another \(field?.name ?? "meaning") than is due, \(expected.kind.name)",
          cause: "\(expected.kind.name) \(field?.name ?? "kind")")
      }
    }
    told.removeAll(keepingCapacity: true)
    if let due { scene.breach("\(due.kind.name) was due and was not logged", cause: due.kind.name) }
  }

  private func due(_ telling: OrderTelling, _ scene: Scene) -> Event? {
    guard let slot = telling.slot, let before = telling.before, let kind = telling.kind,
      let attempt = telling.request?.attempt
    else { return nil }
    var event: Event
    switch telling.outcome {
    case .found:
      guard let report = telling.report else { return nil }
      event = Event(.orderFound)
      event.state = Word(report.status)
      event.filled = report.filled
    case .absent:
      event = Event(.orderAbsent)
      event.number = Int64(scene.dialogue.orders[slot].absences)
    case .unknown(let reason):
      event = Event(.orderTimeout)
      event.subject = kind
      event.reason = reason
      event.number = attempt
    case .limited:
      event = Event(.orderLimited)
      event.subject = kind
      event.number = attempt
    case .none, .done, .refused, .stopped: return nil
    }
    event.order = before.id.index
    return event
  }
}
