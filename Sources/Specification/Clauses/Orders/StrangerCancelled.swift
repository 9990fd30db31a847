import Reconciliation
import Trading

/// `stranger-cancelled`: what is asked about an order of somebody else that a person wants cancelled.
struct StrangerCancelled: Clause {
  static let page = ClausePage(
    "stranger-cancelled", .intents, .action,
    "while a person wants an order cancelled that nobody here has placed, and only then, its cancel is sent by its number "
      + "at the broker, once that is durable and the engine is ready; one request at a time; after a cancel that has brought "
      + "nothing, and after a start, the broker is asked how it stands before another one, at most `max-retries` of them "
      + "beside those that a rate limit stopped, each after its wait",
    source: "order/position document, intervention tickets; design, section 3, rules 1, 5 and 10",
    settings: [.maximumRetries, .retryDelay, .missingConfirmations])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .wakeUp]
  static let endings: ClauseInputs = [.start, .command, .orderAnswer, .passEnd, .wakeUp, .report, .durable]
  static let effects: ClauseEffects = [.send, .wakeUp]
  static let lines: [EventKind] = [.strangerCancel, .strangerQuery]

  private var told: Event?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .timer(.stranger(let number)) = scene.turn.input, let place = place(of: number, scene) else { return }
    scene.reckoning.strangers.asked[place].timer = nil
  }

  private func place(of number: BrokerOrderID, _ scene: Scene) -> Int? {
    scene.reckoning.strangers.asked.firstIndex { $0.number == number }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event) where event.kind == .strangerCancel || event.kind == .strangerQuery: told = event
    case .send(let request):
      guard let number = request.content.stranger else { return }
      scene.tried()
      look(request, number, &scene)
      told = nil
    case .setTimer(.stranger(let number), let instant):
      if instant <= scene.now { breach("is woken up in the past", number, "past", &scene) }
      if let place = place(of: number, scene) { scene.reckoning.strangers.asked[place].timer = instant }
    case .cancelTimer(.stranger(let number)):
      if let place = place(of: number, scene) { scene.reckoning.strangers.asked[place].timer = nil }
    default: return
    }
  }

  private func look(_ request: Request, _ number: BrokerOrderID, _ scene: inout Scene) {
    let isCancel = request.content.kind == .cancel
    guard let place = place(of: number, scene), scene.reckoning.strangers.asked[place].isWanted else {
      if !scene.isBlind { breach("is asked about, and nobody wants it cancelled", number, "unasked", &scene) }
      return
    }
    let one = scene.reckoning.strangers.asked[place]
    if one.request != nil { breach("is asked about twice at a time", number, "twice", &scene) }
    if scene.now < one.limitedUntil { breach("is asked about in the pause of a rate limit", number, "pause", &scene) }
    if isCancel, one.record > scene.hearsay.durable {
      breach("is cancelled before it is durable that a person wants that", number, "durable", &scene)
    }
    guard !one.isVague, !scene.isBlind else { return }
    let attempt = Int64(isCancel ? one.cancels + 1 : one.questions + 1)
    if told?.kind != (isCancel ? .strangerCancel : .strangerQuery) || told?.number != attempt
      || told?.discrepancy != one.discrepancy
    {
      breach("is asked about for the \(attempt). time, and the log says otherwise", number, "log", &scene)
    }
    if one.isOpen == isCancel {
      breach(
        isCancel ? "is cancelled, and nobody knows how it stands" : "is asked about without a reason", number,
        isCancel ? "open" : "no reason", &scene)
    }
    if !isCancel, scene.now < one.askedAgainFrom { breach("is asked about again too soon", number, "soon", &scene) }
    guard isCancel, one.cancels > 0 else { return }
    if scene.now < WaitBounds(scene.configuration, attempt: one.cancels, from: one.cancelledAt).earliest {
      breach("is cancelled again too soon", number, "wait", &scene)
    }
    if one.cancels - one.limited > scene.configuration.maximumRetries {
      breach("is cancelled once too often", number, "too often", &scene)
    }
  }

  mutating func end(_ scene: inout Scene) {
    told = nil
    var isWaiting = false
    let (durable, last) = (scene.hearsay.durable, scene.model.sequence)
    let isJudged = scene.hearsay.condition != .starting && !scene.isBlind
    for place in scene.reckoning.strangers.asked.indices {
      let one = scene.reckoning.strangers.asked[place]
      guard isJudged, one.isWanted, !one.isVague, one.request == nil, one.timer == nil else {
        scene.reckoning.strangers.asked[place].dueAfter = nil
        continue
      }
      if one.isOpen {
        breach("is to be asked about, and is not", one.number, "question", &scene)
      } else if let record = one.dueAfter ?? Optional(last), record <= durable {
        breach("is to be cancelled, and is not", one.number, "missing", &scene)
      } else if one.dueAfter == nil {
        scene.reckoning.strangers.asked[place].dueAfter = last
      }
      isWaiting = true
    }
    scene.wait(isWaiting)
  }

  private func breach(_ what: String, _ number: BrokerOrderID, _ cause: String, _ scene: inout Scene) {
    scene.breach("the order of somebody else under number \(number.index) \(what)", cause: cause)
  }
}
