import Reconciliation
import Trading

/// `attempt-due`: an order is about to be sent when it may be, and not otherwise.
struct AttemptDue: Clause {
  static let page = ClausePage(
    "attempt-due", .placing, .justification,
    "an order is recorded as about to be sent, under the next number, as soon as orders may be sent and no ticket blocks its instrument, or, where one does or "
      + "`while-degraded` holds orders, as soon as it takes away no more than is there for certain: first when it is "
      + "accepted, again when it is proven absent or a rate limit has stopped it; and never otherwise",
    source:
      "design, section 3, rules 1, 5 and 6; settings while-degraded, max-retries, block-from and block-contradictions",
    settings: [.whileDegraded, .blockFrom, .blockContradictions])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenUnsettled = true
  static let records: ClauseRecords = [.order]

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(.attempt(let id, let number, let listed)) = entry.record, !scene.isBlind else { return }
    guard let slot = scene.model.slot(of: id) else {
      return scene.breach("an order that was never accepted is about to be sent", cause: "unknown")
    }
    let order = scene.model.orders[slot]
    scene.require(
      number == order.attempts + 1,
      { scene in "order \(scene.name(id)) is about to be sent for time \(number), and was sent \(order.attempts) times"
      },
      cause: "number")
    let known = scene.reckoning.ordersKnownUpTo
    scene.require(
      listed == known,
      { scene in
        "order \(scene.name(id)) is about to be sent as of change \(listed.value), and all orders were listed as of "
          + "\(known.value)"
      }, cause: "as of")
    if !OrderDialogue.maySend(slot, scene.hearsay.condition, scene.model, scene.configuration) {
      let condition = scene.hearsay.condition
      let isHeld = !OrderDialogue.maySend(condition, scene.configuration)
      scene.breach(
        { scene in
          "order \(scene.name(id)) is about to be sent while "
            + (isHeld ? "the engine is \(condition)" : "its instrument is blocked")
        }, cause: isHeld ? "condition" : "blocked")
    }
    if !isDue(slot, order, scene) {
      scene.breach(
        { scene in "order \(scene.name(id)) is \(order.status) and is about to be sent" }, cause: "\(order.status)")
    }
  }

  /// Whether the engine is past its start and nobody halts it.
  private func isSeeing(_ scene: Scene) -> Bool {
    scene.hearsay.condition == .ready || scene.hearsay.condition == .degraded
  }

  private func isDue(_ slot: Int, _ order: ModelOrder, _ scene: Scene) -> Bool {
    switch order.status {
    case .pending: return !order.hasCancelIntent
    case .unknown: return scene.dialogue.telling.slot == slot && scene.dialogue.telling.absence == .resend
    case .submitted:
      let heard = scene.dialogue.orders[slot]
      return heard.isStopped && heard.limitedUntil <= scene.now && !order.hasCancelIntent
    case .open, .partial, .filled, .cancelled, .rejected, .expired: return false
    }
  }

  mutating func end(_ scene: inout Scene) {
    guard !scene.isBlind, isSeeing(scene) else { return }
    for slot in scene.dialogue.unsettled where scene.model.orders[slot].status == .pending {
      // What waits for a person does so as under a halt.
      guard OrderDialogue.maySend(slot, scene.hearsay.condition, scene.model, scene.configuration) else { continue }
      scene.require(
        false, { scene in "order \(scene.name(scene.model.orders[slot].id)) waits to be sent, and orders may be sent" },
        cause: "waits")
    }
  }
}
