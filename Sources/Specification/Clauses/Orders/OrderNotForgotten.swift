import Reconciliation
import Trading

/// `order-not-forgotten`: for what is not settled about an order, something is always under way.
struct OrderNotForgotten: Clause {
  static let page = ClausePage(
    "order-not-forgotten", .lookUps, .action,
    "while an order's state is unknown, a look-up is called for, or the trader wants it cancelled or changed, a request "
      + "for it is under way, its timer is set or it waits for its turn to be looked up; in a start only for what lowers the risk of an order that works, once it was "
      + "asked for or a pass has ended, and for the cancel of another one once a pass has lacked an answer; with a question that follows on one without an answer the cancel goes too",
    source: "design, section 3, rules 1 and 10; settings max-retries, retry-delay and while-degraded",
    settings: [.maximumRetries, .whileDegraded])
  static let hooks: ClauseHooks = [.end]
  static let endsWhenUnsettled = true

  /// The orders whose cancel or replace is due, and the record after which it has to be sent.
  private var due: [Due] = []

  /// Whether a pass has ended since the start.
  private var isPassOver = false

  private struct Due {
    var slot: Int
    var isCancel: Bool
    var record: UInt64
  }

  init(_ configuration: EngineConfiguration) {}

  mutating func end(_ scene: inout Scene) {
    defer { scene.wait(!due.isEmpty) }
    if scene.dialogue.telling.endsPass, !scene.dialogue.isPassLook { isPassOver = true }
    // A start decides anew, and what it decides rests on records of its own.
    if case .started = scene.turn.input { (due, isPassOver) = ([], false) }
    guard !scene.isBlind else {
      due = []
      return
    }
    let former = due
    due.removeAll(keepingCapacity: true)
    let unsettled = scene.dialogue.unsettled
    for slot in unsettled where !scene.dialogue.orders[slot].isVague {
      if scene.hearsay.condition != .starting {
        look(slot, former, &scene)
      } else if isPassOver || isAsked(slot, scene) || former.contains(where: { $0.slot == slot }) {
        lookAtStart(slot, former, &scene)
      }
    }
  }

  /// Whether the trader asks in this turn for something of an order, and is not refused.
  private func isAsked(_ slot: Int, _ scene: Scene) -> Bool {
    switch scene.turn.input {
    case .command(.cancel(let order)), .command(.replace(let order, _, _, _)):
      scene.model.orders[slot].id == order
        && !scene.turn.effects.contains { if case .log(let event) = $0 { event.kind == .orderRefused } else { false } }
    default: false
    }
  }

  private mutating func lookAtStart(_ slot: Int, _ former: [Due], _ scene: inout Scene) {
    let (status, heard) = (scene.model.orders[slot].status, scene.dialogue.orders[slot])
    if status == .unknown {
      let wasDue = former.contains { $0.slot == slot && $0.isCancel } && heard.cancel == 0
      if wasDue || isOverdue(slot, scene) { lookAtIntent(slot, former, &scene) }
    }
    guard status == .open || status == .partial, heard.lookUp == 0, heard.timer == nil, !heard.wantsLookUp,
      !heard.isDone
    else { return }
    lookAtIntent(slot, former, &scene)
  }

  private mutating func look(_ slot: Int, _ former: [Due], _ scene: inout Scene) {
    // Read in place, since this is asked of every order in every turn.
    let isAsked = scene.dialogue.orders[slot].lookUp != 0 || scene.dialogue.orders[slot].timer != nil
    switch scene.model.orders[slot].status {
    case .submitted: lookAtSubmitted(slot, scene.dialogue.orders[slot], &scene)
    case .unknown:
      scene.tried()
      if !isAsked, !scene.dialogue.orders[slot].isQueued {
        breach(slot, "is unknown, and nobody asks", "unknown", &scene)
      }
      let wasDue = former.contains { $0.slot == slot && $0.isCancel } && scene.dialogue.orders[slot].cancel == 0
      if wasDue || isOverdue(slot, scene) { lookAtIntent(slot, former, &scene) }
    case .open, .partial:
      if scene.dialogue.orders[slot].wantsLookUp {
        scene.tried()
        if !isAsked, !scene.dialogue.orders[slot].isQueued {
          breach(slot, "is to be looked up, and nobody asks", "look-up", &scene)
        }
      } else if !scene.dialogue.orders[slot].isDone, !isAsked {
        lookAtIntent(slot, former, &scene)
      }
    case .pending, .filled, .cancelled, .rejected, .expired: break
    }
  }

  private func lookAtSubmitted(_ slot: Int, _ heard: OrderHearsay, _ scene: inout Scene) {
    guard heard.place == 0, heard.attemptRecord == 0 else { return }
    scene.tried()
    guard heard.isStopped else { return breach(slot, "is submitted, and no request is out", "submitted", &scene) }
    guard heard.timer == nil, maySend(slot, scene) else { return }
    breach(slot, "was stopped by a rate limit, and is not sent again", "stopped", &scene)
  }

  private mutating func lookAtIntent(
    _ slot: Int, _ former: [Due], _ scene: inout Scene
  ) {
    let isCancel = scene.model.orders[slot].hasCancelIntent
    let isDue =
      isCancel
      ? scene.dialogue.orders[slot].cancel == 0
      : scene.model.orders[slot].replaceIntent != nil && scene.dialogue.orders[slot].replace == 0
    guard isDue, isCancel || mayReplace(slot, scene) else { return }
    scene.tried()
    // It has to be durable that it was decided; what was decided in this turn rests on the last record of it.
    var record =
      former.first { $0.slot == slot && $0.isCancel == isCancel }?.record ?? scene.model.sequence
    // Another wish has taken the place of the one that it was decided for, and has to be durable as well.
    if !isCancel, record <= scene.hearsay.durable, scene.dialogue.orders[slot].replaceRecord > scene.hearsay.durable {
      record = scene.model.sequence
    }
    if record <= scene.hearsay.durable {
      breach(slot, "is to be \(isCancel ? "cancelled" : "replaced"), and is not", "intent", &scene)
    }
    due.append(Due(slot: slot, isCancel: isCancel, record: record))
  }

  /// Whether the cancel of an order of unknown outcome is due now, whatever jitter its distance has.
  private func isOverdue(_ slot: Int, _ scene: Scene) -> Bool {
    guard IntentRequest.isDueUnseen(slot, scene) else { return false }
    guard let last = scene.dialogue.orders[slot].lastIntent else { return true }
    return Int128(scene.now.nanoseconds) - Int128(last.sentAt.nanoseconds)
      > RepeatWait(last.attempt, scene.configuration).most
  }

  /// What is more than was ordered, or goes sooner, waits until an order might be sent.
  private func mayReplace(_ slot: Int, _ scene: Scene) -> Bool {
    let order = scene.model.orders[slot]
    guard let amendment = order.replaceIntent, amendment.isMore(than: order.terms) else { return true }
    return maySend(slot, scene)
  }

  private func maySend(_ slot: Int, _ scene: Scene) -> Bool {
    OrderDialogue.maySend(slot, scene.hearsay.condition, scene.model, scene.configuration)
  }

  private func breach(_ slot: Int, _ what: String, _ cause: String, _ scene: inout Scene) {
    scene.breach({ scene in "order \(scene.name(scene.model.orders[slot].id)) \(what)" }, cause: cause)
  }
}
