import Reconciliation
import Trading

/// `intent-request`: a cancel or replace that the trader wants is sent as often and as far apart as the settings say.
struct IntentRequest: Clause {
  static let page = ClausePage(
    "intent-request", .intents, .action,
    "a cancel or replace is sent for an order that works, under the broker's number of it, while the trader wants it, with the terms that are wanted; a "
      + "cancel of one of unknown outcome with each question how it stands that follows on one without an answer, and in a start with "
      + "each pass that lacks one, but for the last "
      + "repeat, and not where ids are never one order's alone; a "
      + "cancel takes back a replace, and more than was ordered, or what goes sooner, goes only where an order might; one at a time, at most "
      + "`max-retries` repeats beside those that a rate limit stopped, each after its wait",
    source: "design, section 3, rules 1, 5 and 10; settings max-retries, retry-delay and retry-limit",
    settings: [.maximumRetries, .retryDelay, .retryLimit])
  static let hooks: ClauseHooks = [.effects, .end]
  static let endsWhenUnsettled = true
  static let effects: ClauseEffects = [.send]
  static let lines: [EventKind] = [.cancelSent, .replaceSent]

  private var told: Event?
  /// The cancels and replaces that were due at the end of a turn and have not been sent since, by order.
  private var decided: [(slot: Int, isCancel: Bool)] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event) where event.kind == .cancelSent || event.kind == .replaceSent:
      if told != nil { scene.breach("a cancel or replace was logged and was not sent", cause: "log") }
      told = event
    case .send(let request):
      switch request.content {
      case .cancel(let order):
        lookAtNumber(of: order, request, &scene)
        look(order, nil, &scene)
      case .replace(let order, let amendment):
        lookAtNumber(of: order, request, &scene)
        look(order, amendment, &scene)
      case .place, .query, .cancelStranger, .queryStranger, .orders, .changedOrders, .executions, .account: return
      }
      told = nil
    default: return
    }
  }

  /// Of several orders that bear one client order id the one is meant that is the engine's.
  private func lookAtNumber(of id: ClientOrderID, _ request: Request, _ scene: inout Scene) {
    guard !scene.isBlind, let order = scene.model.order(id), order.brokerOrder != request.brokerOrder else { return }
    scene.breach(
      { scene in
        "a \(request.content.kind.text) of \(scene.name(id)) was sent for another of the broker's orders than its own"
      }, cause: "number")
  }

  private mutating func look(_ id: ClientOrderID, _ amendment: Amendment?, _ scene: inout Scene) {
    scene.tried()
    let what = amendment == nil ? "cancel" : "replace"
    guard let slot = scene.model.slot(of: id) else {
      return scene.breach("a \(what) was sent for an order that was never accepted", cause: "unknown")
    }
    let (heard, name) = (scene.dialogue.orders[slot], scene.name(id))
    let number = 1 + (amendment == nil ? heard.cancels : heard.replaces)
    let unseen = amendment == nil ? heard.unseenCancels : heard.unseenReplaces
    if number - unseen > scene.configuration.maximumRetries + 1 {
      scene.breach("the \(what) of \(name) was sent \(number) times", cause: "\(what) count")
    }
    if (amendment == nil ? heard.cancel : heard.replace) != 0 {
      scene.breach("the \(what) of \(name) was sent while one is on its way", cause: "\(what) twice")
    }
    if told?.kind != (amendment == nil ? .cancelSent : .replaceSent) || told?.order != id.index
      || told?.number != Int64(number) || told?.sequence != scene.hearsay.durable
    {
      scene.breach(
        { scene in
          "the log tells attempt=\(told?.number ?? 0) seq=\(told?.sequence ?? 0) of the \(what) of \(name), and attempt "
            + "\(number) with record \(scene.hearsay.durable) is due"
        }, cause: "\(what) log")
    }
    // The first one of a kind repeats nothing.
    if number > 1, let last = heard.lastIntent,
      RepeatWait(last.attempt, scene.configuration).forbids(scene.now, since: last.sentAt)
    {
      scene.breach("the \(what) of \(name) was repeated too soon", cause: "\(what) spacing")
    }
    if !scene.isBlind { look(slot, heard, amendment, &scene) }
  }

  private mutating func look(_ slot: Int, _ heard: OrderHearsay, _ amendment: Amendment?, _ scene: inout Scene) {
    let order = scene.model.orders[slot]
    let what = amendment == nil ? "cancel" : "replace"
    let name = scene.name(order.id)
    if let amendment, amendment != order.replaceIntent {
      scene.breach("order \(name) was replaced with other terms than are wanted", cause: "terms")
    }
    if amendment == nil, !order.hasCancelIntent {
      scene.breach("order \(name) was cancelled, and nobody wants that", cause: "no intent")
    }
    if !IntentRequest.isAllowed(amendment, of: slot, scene) {
      let condition = scene.hearsay.condition
      scene.breach(
        "more of \(name) was ordered, or sooner, while the engine is \(condition), or its instrument blocked",
        cause: "condition")
    }
    guard !heard.isVague else { return }
    // What waited for durability was decided before; what has changed since does not call it back.
    if case .persisted = scene.turn.input,
      let index = decided.firstIndex(where: {
        scene.model.orders[$0.slot].id == order.id && $0.isCancel == (amendment == nil)
      })
    {
      decided.remove(at: index)
      return
    }
    if amendment != nil, order.hasCancelIntent {
      scene.breach("order \(name) is to be cancelled, and was replaced", cause: "precedence")
    }
    if amendment == nil, IntentRequest.isDueUnseen(slot, scene) { return }
    let isWorking = order.status == .open || order.status == .partial
    if !isWorking || heard.isDone || heard.wantsLookUp || heard.lookUp != 0 || heard.timer != nil
      || heard.limitedUntil > scene.now
    {
      scene.breach(
        "a \(what) was sent for \(name), which is \(order.status) or has to wait for something else",
        cause: "\(what) not due")
    }
  }

  mutating func end(_ scene: inout Scene) {
    if told != nil {
      scene.breach("a cancel or replace was logged and was not sent", cause: "log")
      told = nil
    }
    if case .started = scene.turn.input { decided = [] }
    if !decided.isEmpty { decided.removeAll { !IntentRequest.isWanted($0.slot, isCancel: $0.isCancel, scene) } }
    defer { scene.wait(!decided.isEmpty) }
    for slot in scene.dialogue.unsettled {
      guard scene.model.orders[slot].hasCancelIntent || scene.model.orders[slot].replaceIntent != nil else { continue }
      let isCancel = scene.model.orders[slot].hasCancelIntent
      guard
        scene.dialogue.orders[slot].isVague || IntentRequest.isDue(slot, isCancel: isCancel, scene)
          || isCancel && IntentRequest.isDueUnseen(slot, scene),
        !decided.contains(where: { $0 == (slot, isCancel) })
      else { continue }
      decided.append((slot, isCancel))
    }
  }

  private static func isWanted(_ slot: Int, isCancel: Bool, _ scene: Scene) -> Bool {
    guard slot < scene.model.orders.count else { return false }
    return isCancel ? scene.model.orders[slot].hasCancelIntent : scene.model.orders[slot].replaceIntent != nil
  }

  /// Whether terms may be asked for as the engine is: more than was ordered, or sooner, only where an order may be sent.
  private static func isAllowed(_ amendment: Amendment?, of slot: Int, _ scene: Scene) -> Bool {
    guard let amendment, amendment.isMore(than: scene.model.orders[slot].terms) else { return true }
    return OrderDialogue.maySend(slot, scene.hearsay.condition, scene.model, scene.configuration)
  }

  /// Whether a cancel is due though nobody knows how its order stands: the question before the one of this turn was not
  /// answered, or a pass of the start lacks an answer.
  static func isDueUnseen(_ slot: Int, _ scene: Scene) -> Bool {
    let (order, heard) = (scene.model.orders[slot], scene.dialogue.orders[slot])
    guard order.status == .unknown, order.hasCancelIntent, heard.cancel == 0, heard.limitedUntil <= scene.now else {
      return false
    }
    if scene.hearsay.condition == .starting {
      guard scene.dialogue.telling.endsPass, !scene.dialogue.telling.isPassWhole, !scene.dialogue.isPassLook else {
        return false
      }
    } else {
      guard heard.lookUp != 0, heard.lookUps > 1, heard.lookUpTurn == scene.dialogue.turn else { return false }
    }
    let isKnown = order.brokerOrder != nil || scene.configuration.guarantees.identityScope != .never
    return isKnown && heard.cancels - heard.unseenCancels < scene.configuration.maximumRetries
  }

  private static func isDue(_ slot: Int, isCancel: Bool, _ scene: Scene) -> Bool {
    guard scene.model.orders[slot].status == .open || scene.model.orders[slot].status == .partial else { return false }
    let heard = scene.dialogue.orders[slot]
    guard isCancel || isAllowed(scene.model.orders[slot].replaceIntent, of: slot, scene) else {
      return false
    }
    return !heard.isDone && !heard.wantsLookUp && heard.lookUp == 0 && heard.timer == nil
      && heard.limitedUntil <= scene.now && (isCancel ? heard.cancel : heard.replace) == 0
  }
}
