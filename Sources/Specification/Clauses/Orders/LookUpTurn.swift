import Reconciliation
import Trading

/// `look-up-turn`: how many orders are asked for in a cycle, and whose turn it is.
struct LookUpTurn: Clause {
  static let page = ClausePage(
    "look-up-turn", .lookUps, .action,
    "no more look-ups than `max-look-ups` are sent in any time as long as `order-interval`, or as `retry-delay` where that "
      + "is off; while so many were, or others wait, the log says of the next order that it waits, and of no other; as soon as one "
      + "more may go, for which the engine wakes up, those that wait are asked for in the order in which they came first since "
      + "they were asked for last, but for what needs no answer any more",
    source: "setting max-look-ups; reference, edge cases, section 1, row 10",
    settings: [.maximumLookUps, .orderInterval, .retryDelay])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .wakeUp]
  static let endings: ClauseInputs = [.wakeUp]
  static let effects: ClauseEffects = [.send, .wakeUp]
  static let lines: [EventKind] = [.orderQueued]

  private var limit: Int
  private var cycle: TimeSpan
  /// When the last look-ups were sent, as many as the limit allows.
  private var sent: [Instant] = []
  /// The orders that were said to wait, by place in the model; beside them some that need no answer any more.
  private var line: [Int] = []
  /// When an order was said to wait for the first time since it was asked for, by place in the model.
  private var waiting: [Int: Instant] = [:]
  /// For when the engine has set its wake-up.
  private var alarm: Instant?

  init(_ configuration: EngineConfiguration) {
    limit = configuration.maximumLookUps
    cycle = configuration.orderInterval ?? configuration.retryDelay
  }

  mutating func change(_ configuration: EngineConfiguration) { self = LookUpTurn(configuration) }

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started: (sent, line, alarm, waiting) = ([], [], nil, [:])
    case .timer(.lookUps): alarm = nil
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .send(let request):
      guard limit > 0, case .query(let order) = request.content else { return }
      noteQuestion(order, &scene)
    case .log(let event) where event.kind == .orderQueued: noteWait(ClientOrderID(index: event.order), &scene)
    case .setTimer(.lookUps, let instant):
      alarm = instant
      scene.require(
        limit > 0 && instant == opens, "the wake-up for look-ups was set for \(instant), and \(opens) is due",
        cause: "alarm")
    case .cancelTimer(.lookUps): scene.breach("the wake-up for look-ups was taken back", cause: "taken back")
    default: return
    }
  }

  /// From when on one more may be sent.
  private var opens: Instant { sent.count < limit ? .origin : (sent.first ?? .origin) + cycle }

  private mutating func noteQuestion(_ order: ClientOrderID, _ scene: inout Scene) {
    scene.tried()
    let (now, span) = (scene.now, cycle)
    if opens > now {
      scene.breach(
        { scene in "order \(scene.name(order)) was looked up, and \(sent.count) were within \(span)" },
        cause: "too many")
    }
    let slot = scene.model.slot(of: order)
    if let first = line.first(where: { $0 == slot || isCalledFor($0, scene) }), first != slot {
      scene.breach(
        { scene in
          "order \(scene.name(order)) was looked up before \(scene.name(scene.model.orders[first].id)), which came first"
        }, cause: "overtaken")
    }
    line.removeAll { $0 == slot }
    if let slot { waiting[slot] = nil }
    sent.append(now)
    if sent.count > limit { sent.removeFirst() }
  }

  private mutating func noteWait(_ order: ClientOrderID, _ scene: inout Scene) {
    scene.tried()
    let slot = scene.model.slot(of: order)
    let hasOthers = line.contains {
      $0 != slot && (scene.isBlind || scene.dialogue.orders[$0].isVague || isCalledFor($0, scene))
    }
    if limit == 0 || opens <= scene.now && !hasOthers {
      scene.breach(
        { scene in "order \(scene.name(order)) waits for its turn, and it might be looked up" }, cause: "idle")
    }
    line.removeAll { $0 == slot }
    guard let slot else { return }
    let since = waiting[slot, default: scene.now]
    waiting[slot] = since
    line.insert(slot, at: line.firstIndex { (waiting[$0] ?? .origin) > since } ?? line.endIndex)
  }

  /// Whether an order that waits still needs an answer, and waits for nothing else.
  private func isCalledFor(_ slot: Int, _ scene: Scene) -> Bool {
    guard !scene.isBlind, slot < scene.model.orders.count else { return false }
    let (status, heard) = (scene.model.orders[slot].status, scene.dialogue.orders[slot])
    guard !heard.isVague, heard.lookUp == 0, heard.timer == nil else { return false }
    return status == .unknown || (status == .open || status == .partial) && heard.wantsLookUp
  }

  mutating func end(_ scene: inout Scene) {
    let isAwake = if case .timer(.lookUps) = scene.turn.input { true } else { false }
    if let first = line.first(where: { isCalledFor($0, scene) }) {
      let (alarm, opens) = (alarm, opens)
      if opens < scene.now || isAwake && opens == scene.now {
        scene.breach(
          { scene in "order \(scene.name(scene.model.orders[first].id)) waits for its turn, which has come" },
          cause: "turn")
      } else if alarm != opens {
        scene.breach("look-ups wait for \(opens), and nothing wakes the engine up then", cause: "no alarm")
      }
    }
    // Whoever needed an answer still was asked for.
    if isAwake, opens <= scene.now { line = [] }
    scene.wait(!line.isEmpty)
  }
}
