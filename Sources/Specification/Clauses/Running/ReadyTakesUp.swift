import Reconciliation
import Trading

/// `ready-takes-up`: what a start has held up.
struct ReadyTakesUp: Clause {
  static let page = ClausePage(
    "ready-takes-up", .restarts, .action,
    "in the turn in which the engine is ready, every order of unknown outcome is asked for, or waits for its turn, and every one not yet sent "
      + "is on its way unless a halt, a block or `while-degraded hold` forbids it",
    source: "design, section 3, rules 1 and 6; `while-degraded`", settings: [.whileDegraded])
  static let hooks: ClauseHooks = [.effects, .end]
  static let lines: [EventKind] = [.engineReady]

  private var isReady = false

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    if case .log(let event) = effect, event.kind == .engineReady { isReady = true }
  }

  mutating func end(_ scene: inout Scene) {
    guard isReady else { return }
    isReady = false
    guard !scene.isBlind, !scene.model.orders.isEmpty else { return }
    scene.tried()
    let hearsay = scene.hearsay
    for (slot, order) in scene.model.orders.enumerated() {
      switch order.status {
      case .unknown:
        // Only where the usual place has none are all requests looked through.
        if let slot = scene.model.slot(of: order.id),
          scene.dialogue.orders[slot].lookUp != 0 || scene.dialogue.orders[slot].isQueued
        {
          continue
        }
        guard !hearsay.pending.requests.contains(where: { $0.request.content == .query(order.id) }) else { continue }
        let name = scene.name(order.id)
        return scene.breach(
          "the outcome of \(name) is unknown, and it was not asked for", cause: "query")
      case .pending where OrderDialogue.maySend(slot, hearsay.condition, scene.model, scene.configuration):
        let name = scene.name(order.id)
        return scene.breach("\(name) waits to be sent, and was not", cause: "place")
      default: continue
      }
    }
  }
}
