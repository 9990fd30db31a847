import Reconciliation
import Trading

/// `place-outcome`: what came of a place request decides where its order stands.
struct PlaceOutcome: Clause {
  static let page = ClausePage(
    "place-outcome", .placing, .justification,
    "silence, a reset or a server error make a submitted order unknown, never anything else; a refusal for good rejects "
      + "it, but for one that speaks of its id or of time; one that a rate limit stopped waits to be sent again, as often as that takes",
    source: "design, section 3, rule 1; reference, brokers, section 6.2", settings: [.onTimeout])
  static let hooks: ClauseHooks = [.end]
  static let endings: ClauseInputs = [.orderAnswer]

  init(_ configuration: EngineConfiguration) {}

  mutating func end(_ scene: inout Scene) {
    guard scene.dialogue.telling.slot != nil else { return }
    let telling = scene.dialogue.telling
    guard telling.kind == .place, let before = telling.before, let slot = telling.slot, !scene.isBlind else { return }
    let after = scene.model.orders[slot].status
    guard let due = due(before, telling, scene) else { return }
    scene.require(
      after == due,
      { scene in
        "order \(scene.name(before.id)) was \(before.status) and is \(after) after "
          + "the end of its place request, and \(due) is due"
      }, cause: "\(due)")
  }

  /// Where the order has to stand; nil where reports of the same turn decide.
  private func due(_ before: ModelOrder, _ telling: OrderTelling, _ scene: Scene) -> OrderStatus? {
    guard before.status == .submitted else {
      guard before.status == .unknown, case .refused(let refusal) = telling.outcome else {
        return telling.report == nil ? before.status : nil
      }
      return [.duplicateKey, .late].contains(refusal.reason) ? .unknown : .rejected
    }
    switch telling.outcome {
    case .refused(let refusal): return refusal.reason == .duplicateKey || refusal.reason == .late ? .unknown : .rejected
    case .stopped: return .rejected
    case .limited:
      if before.hasCancelIntent { return .cancelled }
      return before.outlastsLimits(scene.configuration) ? .submitted : .rejected
    case .unknown:
      if let report = telling.report, report.order == before.id { return nil }
      return .unknown
    case .done:
      guard let report = telling.report, !report.isNews(to: before) else { return nil }
      return .unknown
    case .none, .found, .absent: return nil
    }
  }
}
