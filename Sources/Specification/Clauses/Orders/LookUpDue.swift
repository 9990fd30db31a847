import Reconciliation
import Trading

/// `look-up-due`: the broker is asked about an order when something calls for it and no wait is under way.
struct LookUpDue: Clause {
  static let page = ClausePage(
    "look-up-due", .lookUps, .action,
    "the broker is asked about one order only if its state is unknown, a cancel or replace came to nothing, complete "
      + "answers lack it or an operator wants to know; once at a time, not in a pause, never again in the turn in which "
      + "that has come to nothing, and with its number in the log",
    source: "design, section 3, rules 1 and 10; reference, edge cases 58 and 59; setting missing-confirmations",
    settings: [.missingConfirmations, .retryDelay])
  static let hooks: ClauseHooks = [.effects, .end]
  static let effects: ClauseEffects = [.send]
  static let lines: [EventKind] = [.orderLookup]

  private var told: Event?

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event) where event.kind == .orderLookup:
      if told != nil { scene.breach("a look-up was logged and was not sent", cause: "log") }
      told = event
    case .send(let request):
      guard case .query(let order) = request.content else { return }
      scene.tried()
      look(order, &scene)
      told = nil
    default: return
    }
  }

  private func look(_ id: ClientOrderID, _ scene: inout Scene) {
    guard let slot = scene.model.slot(of: id) else {
      if !scene.isBlind { scene.breach("an order was looked up that was never accepted", cause: "unknown") }
      return
    }
    let (order, heard, name) = (scene.model.orders[slot], scene.dialogue.orders[slot], scene.name(id))
    if heard.lookUp != 0 { scene.breach("order \(name) was looked up twice at a time", cause: "twice") }
    if heard.timer != nil {
      scene.breach("order \(name) was looked up though it waits for the next repeat", cause: "waits")
    }
    // What has just come to nothing waits for its repeat.
    if scene.dialogue.telling.slot == slot, scene.dialogue.telling.kind == .query {
      scene.breach("order \(name) was looked up again at once", cause: "at once")
    }
    if heard.limitedUntil > scene.now {
      scene.breach("order \(name) was looked up in the pause of a rate limit", cause: "pause")
    }
    if scene.hearsay.condition == .starting {
      scene.breach("order \(name) was looked up at startup", cause: "starting")
    }
    let isVague = heard.isVague || scene.isBlind
    guard let told, told.order == id.index, isVague || told.number == Int64(heard.lookUps + 1) else {
      return scene.breach(
        "the log tells attempt \(told?.number ?? 0) of the look-up of \(name), and \(heard.lookUps + 1) is due",
        cause: "log")
    }
    guard !isVague else { return }
    // What had waited for the stream is asked for before the report that brings it back is read.
    if scene.dialogue.hasStreamReturned, scene.dialogue.telling.report?.order == id { return }
    let isCalledFor =
      order.status == .unknown || (order.status == .open || order.status == .partial) && heard.wantsLookUp
    if !isCalledFor {
      scene.breach("order \(name) is \(order.status) and was looked up without a reason", cause: "no reason")
    }
  }

  mutating func end(_ scene: inout Scene) {
    guard told != nil else { return }
    scene.breach("a look-up was logged and was not sent", cause: "log")
    told = nil
  }
}
