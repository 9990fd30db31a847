import Reconciliation
import Trading

/// `wake-ups`: that no order is woken up for nothing.
struct WakeUps: Clause {
  static let page = ClausePage(
    "wake-ups", .timing, .action,
    "the wake-up of an order lies in the future when it is set, and nothing is asked about an order while its wake-up is "
      + "set: what it was for is done by then",
    source: "`retry-delay`; design, section 3, rule 10", settings: [.retryDelay])
  static let hooks: ClauseHooks = [.effects]
  static let effects: ClauseEffects = [.wakeUp, .send]

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .setTimer(.order(let order), let instant):
      scene.tried()
      guard instant <= scene.now else { return }
      let name = scene.name(order)
      scene.breach("\(name) is woken up at \(instant), which is not later than now", cause: "past")
    case .send(let request):
      guard request.content.stranger == nil, let order = request.content.order, let slot = scene.model.slot(of: order),
        let instant = scene.dialogue.orders[slot].timer,
        !WakeUps.wasDecided(request, before: scene.dialogue.orders[slot].timerTurn, scene)
      else { return }
      let name = scene.name(order)
      scene.breach(
        "\(request.content.kind.text) of \(name) was sent, and it is still to be woken up at \(instant)",
        cause: "left")
    default: return
    }
  }

  /// Whether a cancel or replace waited for durability: it was decided before, and what has come to be waited for since
  /// does not call it back.
  private static func wasDecided(_ request: Request, before turn: Int, _ scene: Scene) -> Bool {
    // A store that works again lets every wait begin anew, before what had been decided goes out.
    guard case .persisted = scene.turn.input, turn < scene.dialogue.turn || scene.hearsay.isStoreFailing else {
      return false
    }
    switch request.content {
    case .cancel, .replace: return true
    case .place, .query, .cancelStranger, .queryStranger, .orders, .changedOrders, .executions, .account: return false
    }
  }
}
