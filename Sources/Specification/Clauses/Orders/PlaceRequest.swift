import Reconciliation
import Trading

/// `place-request`: each attempt becomes one request as soon as it is durable, with the terms that were asked for.
struct PlaceRequest: Clause {
  static let page = ClausePage(
    "place-request", .placing, .action,
    "an attempt becomes one place request in the turn that hears of its durability, under the order's own id and with "
      + "its terms, unless the order was cancelled or is known to live by then; while no orders may be sent, or its instrument is blocked, it waits, unless it takes away no more than is there for certain; "
      + "beyond `resend-within` or `resend-day-within` the order is not sent, whatever it has waited for; "
      + "there is no place request without an attempt",
    source: "design, section 3, rules 5 and 6; `trueup list events`, order.sent and order.resent; while-degraded",
    settings: [.whileDegraded, .blockFrom, .blockContradictions, .resendWithin, .resendDayWithin])
  static let hooks: ClauseHooks = [.effects, .end]
  static let endings: ClauseInputs = [.start, .durable]
  static let effects: ClauseEffects = [.send]
  static let lines: [EventKind] = [.orderSent, .orderResent]

  /// The order whose sending the log has told of last, until it is sent.
  private var told: Event?
  /// The attempts that may not be sent though they are durable, and the record after which they have to be once orders
  /// may be sent again; nil before that.
  private var held: [(slot: Int, record: UInt64?)] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event) where event.kind == .orderSent || event.kind == .orderResent:
      if told != nil { scene.breach("an order was logged as sent and was not sent", cause: "log") }
      told = event
    case .send(let request):
      guard case .place(let order, let terms) = request.content else { return }
      scene.tried()
      look(order, terms, &scene)
      told = nil
    default: return
    }
  }

  private func look(_ id: ClientOrderID, _ terms: OrderTerms, _ scene: inout Scene) {
    guard let slot = scene.model.slot(of: id), scene.dialogue.orders[slot].attemptRecord != 0 else {
      return scene.breach(
        { scene in "order \(scene.name(id)) was sent without a recorded attempt" }, cause: "no attempt")
    }
    let order = scene.model.orders[slot]
    let name = scene.name(id)
    if scene.dialogue.orders[slot].attemptRecord > scene.hearsay.durable {
      scene.breach("order \(name) was sent before its attempt was durable", cause: "durable")
    }
    if !OrderDialogue.maySend(slot, scene.hearsay.condition, scene.model, scene.configuration) {
      let condition = scene.hearsay.condition
      let isHeld = !OrderDialogue.maySend(condition, scene.configuration)
      scene.breach(
        "order \(name) was sent while \(isHeld ? "the engine is \(condition)" : "its instrument is blocked")",
        cause: isHeld ? "condition" : "blocked")
    }
    if order.isOutOfDate(at: scene.now, scene.configuration) {
      scene.breach("order \(name) was sent, and is older than its time in force allows", cause: "age")
    }
    guard let told, told.order == id.index else {
      return scene.breach("order \(name) was sent, and the log does not tell", cause: "log")
    }
    if told.kind != (order.attempts == 1 ? .orderSent : .orderResent) || told.number != Int64(order.attempts)
      || told.sequence != scene.hearsay.durable
    {
      scene.breach(
        { scene in
          "\(told.kind.name) of \(name) says attempt=\(told.number) seq=\(told.sequence), and attempt "
            + "\(order.attempts) with record \(scene.hearsay.durable) is due"
        }, cause: "log")
    }
    guard !scene.isBlind else { return }
    if order.status != .submitted || order.hasCancelIntent {
      scene.breach("order \(name) was sent though it is \(order.status) or is to be cancelled", cause: "reason gone")
    }
    if terms != order.terms { scene.breach("order \(name) was sent with other terms than its own", cause: "terms") }
  }

  mutating func end(_ scene: inout Scene) {
    if told != nil {
      scene.breach("an order was logged as sent and was not sent", cause: "log")
      told = nil
    }
    defer { scene.wait(!held.isEmpty) }
    guard !scene.dialogue.unsent.isEmpty else {
      if !held.isEmpty { held = [] }
      return
    }
    guard !scene.isBlind else {
      // A store that fails halts the engine: what becomes durable meanwhile waits for the end of that.
      held = scene.dialogue.unsent.filter { slot in
        let attempt = scene.dialogue.orders[slot].attemptRecord
        return attempt != 0 && attempt <= scene.hearsay.durable
      }.map { ($0, nil) }
      return
    }
    let former = held
    held.removeAll(keepingCapacity: true)
    for slot in scene.dialogue.unsent where scene.model.orders[slot].status == .submitted {
      look(slot, former.first { $0.slot == slot }, &scene)
    }
  }

  private mutating func look(_ slot: Int, _ former: (slot: Int, record: UInt64?)?, _ scene: inout Scene) {
    let attempt = scene.dialogue.orders[slot].attemptRecord
    guard attempt != 0, attempt <= scene.hearsay.durable else { return }
    guard OrderDialogue.maySend(slot, scene.hearsay.condition, scene.model, scene.configuration) else {
      return held.append((slot, nil))
    }
    // What lets it go has to be durable as well.
    let record = former.map { $0.record ?? scene.model.sequence } ?? attempt
    guard record <= scene.hearsay.durable else { return held.append((slot, record)) }
    scene.breach(
      { scene in
        "the attempt of order \(scene.name(scene.model.orders[slot].id)) is durable, and the order was not sent"
      },
      cause: "missing")
  }
}
