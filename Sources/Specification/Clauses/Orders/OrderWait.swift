import Reconciliation
import Trading

/// `order-wait`: how long an order waits for its next step, and what ends the wait.
struct OrderWait: Clause {
  static let page = ClausePage(
    "order-wait", .timing, .action,
    "an order's timer is set for a repeat: after `retry-delay`, doubling up to `retry-limit` with up to a tenth more, or "
      + "until a request has lapsed or a pause is over; news of the order, the stream, the end of a halt or of what held "
      + "the order back, a whole pass that may correct, an operator or, of unknown outcome, the trader's wish to cancel it end "
      + "the wait, and nothing else does",
    source: "design, section 3, rules 1 and 10; settings retry-delay, retry-limit and request-timeout",
    settings: [.retryDelay, .retryLimit, .requestTimeout])
  static let hooks: ClauseHooks = [.effects, .end]
  static let endsWhenUnsettled = true
  static let effects: ClauseEffects = [.wakeUp]

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .setTimer(.order(let order), let instant):
      guard let slot = judged(order, scene) else { return }
      scene.tried()
      if let due = OrderWait.difference(instant, slot, scene) {
        scene.breach(
          { scene in "the timer of order \(scene.name(order)) was set for \(instant), which is not \(due)" }, cause: due
        )
      }
    case .cancelTimer(.order(let order)):
      guard let slot = judged(order, scene) else { return }
      scene.tried()
      if scene.dialogue.orders[slot].timer == nil || !OrderWait.ends(slot, scene) {
        scene.breach({ scene in "the wait of order \(scene.name(order)) was ended without a reason" }, cause: "ended")
      }
    default: return
    }
  }

  private func judged(_ order: ClientOrderID, _ scene: Scene) -> Int? {
    guard !scene.isBlind, let slot = scene.model.slot(of: order), !scene.dialogue.orders[slot].isVague else {
      return nil
    }
    return slot
  }

  /// What the wait ought to have been, if it is none that is called for.
  private static func difference(_ instant: Instant, _ slot: Int, _ scene: Scene) -> String? {
    let (heard, telling) = (scene.dialogue.orders[slot], scene.dialogue.telling)
    func isBackoff(_ repeats: Int) -> Bool {
      RepeatWait(repeats, scene.configuration).allows(instant, since: scene.now)
    }
    if telling.slot == slot, telling.kind == .query {
      switch (telling.outcome, telling.absence) {
      case (.unknown, _) where heard.wantsLookUp, (.limited, _) where heard.wantsLookUp:
        return isBackoff(heard.lookUps) ? nil : "the wait after look-up \(heard.lookUps)"
      case (.found, _) where scene.model.orders[slot].status == .unknown:
        return isBackoff(heard.answeredLookUps) ? nil : "the wait after look-up \(heard.answeredLookUps)"
      case (_, .arrivesUntil(let lapse)): return instant == lapse ? nil : "when the request has lapsed"
      case (_, .askAgain(let repeats)): return isBackoff(repeats) ? nil : "the wait after absence \(repeats)"
      case (_, .resendLater(let repeats)):
        return isBackoff(repeats) ? nil : "the wait after absence \(repeats)"
      case (_, .outdated) where heard.wantsLookUp: return isBackoff(1) ? nil : "the wait after an outdated absence"
      default: break
      }
    }
    let last = heard.lastIntent ?? (scene.dialogue.hasStreamReturned ? heard.formerIntent : nil)
    if heard.limitedUntil > scene.now {
      if instant == heard.limitedUntil {
        // A pause does not shorten the distance between two cancels; that the stream is back ends it.
        let isShort =
          heard.lastIntent.map { RepeatWait(1, scene.configuration).forbids(heard.limitedUntil, since: $0.sentAt) }
          ?? false
        return isShort && OrderWait.isWorking(slot, scene) && !heard.wantsLookUp ? "the wait of an intent" : nil
      }
      if instant < heard.limitedUntil { return "the end of the pause" }
    }
    guard let last, OrderWait.isWorking(slot, scene), instant > scene.now else { return "called for" }
    // What was tried often enough waits for nothing.
    let isCancel = scene.model.orders[slot].hasCancelIntent
    let count = isCancel ? heard.cancels - heard.unseenCancels : heard.replaces - heard.unseenReplaces
    if count > scene.configuration.maximumRetries { return "called for" }
    let wait = RepeatWait(last.attempt, scene.configuration)
    return wait.allows(instant, since: last.sentAt) ? nil : "the wait after attempt \(last.attempt)"
  }

  private static func isWorking(_ slot: Int, _ scene: Scene) -> Bool {
    scene.model.orders[slot].status == .open || scene.model.orders[slot].status == .partial
  }

  /// Whether something in this turn ends the wait of an order.
  private static func ends(_ slot: Int, _ scene: Scene) -> Bool {
    let heard = scene.dialogue.orders[slot]
    if heard.toldTurn == scene.dialogue.turn || scene.dialogue.hasStreamReturned || scene.dialogue.hasHaltEnded {
      return true
    }
    if case .operatorCommand(.query(let order), _) = scene.turn.input { return order == scene.model.orders[slot].id }
    if heard.isStopped, scene.model.orders[slot].hasCancelIntent { return true }
    if isToBeCancelled(slot, scene) { return true }
    // What a block holds back does not go because the broker is seen again.
    let wasHeld = scene.dialogue.hasHoldEnded && scene.configuration.holdsOrdersWhileDegraded
    if heard.isHeldBack, wasHeld { return true }
    return scene.dialogue.telling.endsPass && scene.dialogue.telling.isPassWhole && heard.lookUps > 0
  }

  /// Whether the trader wants an order of unknown outcome cancelled from this turn on.
  private static func isToBeCancelled(_ slot: Int, _ scene: Scene) -> Bool {
    guard case .command(.cancel(let order)) = scene.turn.input, scene.model.orders[slot].id == order,
      scene.model.orders[slot].status == .unknown
    else { return false }
    return scene.turn.effects.contains { effect in
      if case .persist(let entry) = effect { entry.record == .order(.cancelIntent(order)) } else { false }
    }
  }

  mutating func end(_ scene: inout Scene) {
    let isCommand = if case .command(.cancel) = scene.turn.input { true } else { false }
    let mayEnd =
      isCommand || scene.dialogue.hasStreamReturned || scene.dialogue.hasHaltEnded || scene.dialogue.hasHoldEnded
      || scene.dialogue.telling.endsPass
      || scene.dialogue.telling.report != nil
    guard mayEnd, !scene.isBlind else { return }
    for slot in scene.dialogue.unsettled {
      guard scene.dialogue.orders[slot].timer != nil, scene.dialogue.orders[slot].timerTurn < scene.dialogue.turn,
        !scene.dialogue.orders[slot].isVague, !scene.model.orders[slot].status.isTerminal
      else { continue }
      guard scene.dialogue.conditionBefore != .starting, OrderWait.ends(slot, scene) else { continue }
      scene.require(
        false,
        { scene in "order \(scene.name(scene.model.orders[slot].id)) still waits, and what it waits for is there" },
        cause: "waits on")
    }
  }
}
