import Reconciliation
import Trading

/// `absence-decides`: an order that a look-up does not find is dealt with as the proof and the settings say.
struct AbsenceDecides: Clause {
  static let page = ClausePage(
    "absence-decides", .lookUps, .justification,
    "an order that was sent without an answer is sent again, given up or cancelled when its absence is proven, and not "
      + "before, nor by what was asked within `reads-lag` of the last instant at which it could arrive; as often as `max-retries` and no less, but not beyond `resend-within` or `resend-day-within`; where a second request would be taken, after "
      + "`missing-confirmations` answers, each asked for `retry-delay` after the last; one that worked is gone after as "
      + "many; what is older than news of the order decides nothing; an order whose id was refused as taken is rejected "
      + "when there is another's order under it, and proves nothing before that where no id is ever free again; while the "
      + "account differs on the order's side, and no person has decided to leave that, nothing is proven; what was taken over "
      + "since, or is left by `drift-policy`, is not sent again, and takes `max-retries` answers more",
    source: "design, section 3, rules 1, 2, 4 and 6; reference, brokers, section 6.1, and edge case 157",
    settings: [
      .onTimeout, .maximumRetries, .missingConfirmations, .retryDelay, .resendWithin, .resendDayWithin, .readsLag,
      .driftPolicy,
    ])
  static let hooks: ClauseHooks = [.end]
  static let endings: ClauseInputs = [.orderAnswer]

  init(_ configuration: EngineConfiguration) {}

  mutating func end(_ scene: inout Scene) {
    guard let verdict = scene.dialogue.telling.absence, let slot = scene.dialogue.telling.slot,
      let before = scene.dialogue.telling.before, !scene.isBlind, !scene.dialogue.orders[slot].isVague
    else { return }
    let after = scene.model.orders[slot]
    let (status, attempts): (OrderStatus, Int) =
      switch verdict {
      case .arrivesUntil, .askAgain, .pointless, .outdated, .resendLater: (before.status, before.attempts)
      case .resend: (.submitted, before.attempts + 1)
      case .cancel, .gone: (.cancelled, before.attempts)
      case .giveUp, .taken: (.rejected, before.attempts)
      }
    scene.require(
      after.status == status && after.attempts == attempts,
      { scene in
        "the broker does not know order \(scene.name(before.id)): it is \(after.status) after \(after.attempts) attempts, "
          + "and \(status) after \(attempts) is due"
      }, cause: "\(status)")
  }
}
