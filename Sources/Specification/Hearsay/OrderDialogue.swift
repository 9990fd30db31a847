public import Reconciliation
import Trading

/// What was said about orders since the engine started: requests, answers, reports, silence.
public struct OrderDialogue: Sendable {
  /// What the input of this turn says.
  public internal(set) var telling = OrderTelling()
  /// Whether that is anything.
  var isTold = false
  /// By the place of the order in the model.
  public internal(set) var orders: [OrderHearsay] = []
  /// The orders whose attempt is recorded and not sent, by place in the model, in the order of the attempts; beside
  /// them some that were sent.
  public internal(set) var unsent: [Int] = []
  /// How the engine was when the turn began.
  public internal(set) var conditionBefore = EngineCondition.starting
  /// Whether the stream came back in this turn.
  public internal(set) var hasStreamReturned = false
  /// Whether a halt ended in this turn.
  public internal(set) var hasHaltEnded = false
  /// Whether the engine sees the broker on every channel again since this turn: what was held back for that is not any
  /// more.
  public internal(set) var hasHoldEnded = false
  /// Counts the turns since the start.
  public internal(set) var turn = 0

  /// The orders about which something is open, by place in the model: all but those that rest at the broker, have ended,
  /// or wait for the answer to their place request.
  public internal(set) var unsettled: [Int] = []
  /// The orders that have not ended, by place in the model; beside them some that have.
  var working: [Int] = []
  /// How many of those have ended.
  var endedCount = 0

  var passNumber = 0
  var passAwaits = 0
  var isPassWhole = true
  /// By how much positions differed in the last account that a pass has compared; nil if that is not known.
  var positionsApart: [InstrumentID: Fraction]?
  /// Whether the pass changes nothing, and whether it asks for what has changed alone.
  var isPassLook = false, isPassOfChanges = false
  var passOrders: Snapshot<OrderReport>?
  /// Whether all orders are vague but for a few.
  var areVague = false
  var clear: [Int] = []

  /// Whether orders may be sent as the engine is (reference: `while-degraded`; design, section 3).
  public static func maySend(_ condition: EngineCondition, _ configuration: EngineConfiguration) -> Bool {
    if condition == .ready { return true }
    return condition == .degraded && !configuration.holdsOrdersWhileDegraded
  }

  /// Whether the order at a place may be sent: a block keeps back what was taken before it too, but neither it nor a hold
  /// what lowers the risk.
  static func maySend(
    _ slot: Int, _ condition: EngineCondition, _ model: Model, _ configuration: EngineConfiguration
  ) -> Bool {
    if maySend(condition, configuration), !model.isBlocked(model.orders[slot].terms.instrument, configuration) {
      return true
    }
    return (condition == .ready || condition == .degraded) && model.isExit(slot)
  }
}

extension OrderDialogue {
  /// A turn begins.
  mutating func begin(_ condition: EngineCondition) {
    turn += 1
    if isTold { telling = OrderTelling() }
    isTold = false
    conditionBefore = condition
    hasStreamReturned = false
    hasHaltEnded = false
    hasHoldEnded = false
  }

  /// Takes the input of a turn; model and hearsay know it already.
  ///
  /// - Parameter apart: by how much positions differed in the last account that a pass has compared; nil if not known.
  mutating func take(
    _ turn: EngineTurn, _ hearsay: Hearsay, _ model: Model, apart: [InstrumentID: Fraction]?,
    _ configuration: EngineConfiguration
  ) {
    positionsApart = apart
    switch turn.input {
    case .started: start(at: turn.instant, model, configuration)
    case .response(_, let response):
      guard !hearsay.isAnswerRepeated, !heardByPass(response, hearsay) else { break }
      isTold = true
      telling.take(response, to: hearsay.settled)
    case .requestFailed(_, let failure):
      guard !failedForPass(hearsay.settled) else { break }
      isTold = true
      telling.take(failure, of: hearsay.settled, configuration.guarantees)
    case .timer(.request):
      guard !failedForPass(hearsay.settled), let settled = hearsay.settled,
        settled.request.content.stranger == nil
      else { break }
      isTold = true
      telling.request = settled
      telling.outcome = .unknown(.timeout)
    case .timer(.order(let order)): if let slot = model.slot(of: order) { orders[slot].timer = nil }
    case .operatorCommand(.query(let order), _): noteQuestion(order, model)
    case .streamUpdate(.order(let report, _)):
      isTold = true
      telling.report = report
      telling.source = .stream
    case .streamUpdate(.execution(let execution, let report)):
      isTold = true
      telling.report = report
      telling.execution = execution
      telling.source = .stream
    case .persisted, .persistFailed, .publishFailed, .published, .streamUpdate(.heartbeat), .streamConnected,
      .streamLost, .timer, .command, .operatorCommand, .stopping:
      break
    }
    if isTold { fold(at: turn.instant, hearsay, model, configuration) }
  }

  private mutating func start(at now: Instant, _ model: Model, _ configuration: EngineConfiguration) {
    self = OrderDialogue()
    turn = 1
    var order = OrderHearsay()
    // What the process before this one sent may arrive for as long as a request may take.
    order.lapsesAt = now + configuration.requestTimeout + (configuration.readsLag ?? .zero)
    orders = Array(repeating: order, count: model.orders.count)
    for slot in model.orders.indices where !model.orders[slot].status.isTerminal {
      orders[slot].isWorking = true
      working.append(slot)
      list(slot)
    }
  }

  /// Takes an answer to a query of a pass.
  private mutating func heardByPass(_ response: Response, _ hearsay: Hearsay) -> Bool {
    guard let settled = hearsay.settled, settled.request.content.order == nil else { return false }
    let cursor = settled.request.cursor
    switch (response, settled.request.content) {
    case (.orders(let page), .orders) where !page.standsStill(at: cursor),
      (.orders(let page), .changedOrders) where !page.standsStill(at: cursor):
      passOrders = page.following(passOrders).withoutRepeats
    case (.executions(let page), .executions) where !page.standsStill(at: cursor): break
    case (.account, .account): break
    default:
      // No answer to the query, though what it says of an order is evidence all the same.
      isTold = true
      telling.take(response, to: nil)
      isPassWhole = false
    }
    if settled.request.goesOn(after: response) == nil { notePassAnswer(isProbed: hearsay.isPassProbed) }
    return true
  }

  private mutating func failedForPass(_ settled: SentRequest?) -> Bool {
    guard let settled, settled.request.content.order == nil else { return settled == nil }
    isPassWhole = false
    notePassAnswer()
    return true
  }

  private mutating func notePassAnswer(isProbed: Bool = false) {
    passAwaits -= 1
    guard passAwaits == 0, !isProbed else { return }
    isTold = true
    telling.endsPass = true
    telling.isPassWhole = isPassWhole && !isPassLook
    // What a pass sees that changes nothing is as if nobody had seen it.
    guard let passOrders, !isPassLook else { return }
    telling.rows = passOrders.answer
    if !isPassOfChanges, passOrders.isWhole, passOrders.asOf.value >> 62 == 0 { telling.rowsAsOf = passOrders.asOf }
  }
}
