public import Reconciliation
import Trading

/// What was said about orders since the engine started: requests, answers, reports, silence.
public struct OrderDialogue: Sendable {
  /// What the input of this turn says.
  public internal(set) var telling = OrderTelling()
  /// By the place of the order in the model.
  public internal(set) var orders: [OrderHearsay] = []
  /// The orders whose attempt is recorded and not sent, by place in the model.
  public internal(set) var unsent: [Int] = []
  /// How the engine was when the turn began.
  public internal(set) var conditionBefore = EngineCondition.starting
  /// Whether the stream came back in this turn.
  public internal(set) var hasStreamReturned = false
  /// Whether a halt ended in this turn.
  public internal(set) var hasHaltEnded = false
  /// What was durable when the turn began.
  public internal(set) var durableBefore: UInt64 = 0
  /// The last entry of the log in this turn.
  public internal(set) var lastLog: Event?
  /// Counts the turns since the start.
  public internal(set) var turn = 0

  /// The orders that have not ended, by place in the model.
  public internal(set) var working: [Int] = []

  var passNumber = 0
  var passAwaits = 0
  var isPassWhole = true
  var passOrders: Snapshot<OrderReport>?
  private var durableSeen: UInt64 = 0

  /// Whether orders may be sent as the engine is (reference: `while-degraded`; design, section 3).
  public static func maySend(_ condition: EngineCondition, _ configuration: EngineConfiguration) -> Bool {
    if condition == .ready { return true }
    return condition == .degraded && !configuration.holdsOrdersWhileDegraded
  }
}

extension OrderDialogue {
  /// Takes the input of a turn; model and hearsay know it already.
  mutating func take(_ turn: EngineTurn, _ hearsay: Hearsay, _ model: Model, _ configuration: EngineConfiguration) {
    self.turn += 1
    telling = OrderTelling()
    durableBefore = durableSeen
    durableSeen = hearsay.durable
    conditionBefore = hearsay.condition
    hasStreamReturned = false
    hasHaltEnded = false
    lastLog = nil
    switch turn.input {
    case .started: start(at: turn.instant, model, configuration)
    case .response(_, let response):
      guard !hearsay.isAnswerRepeated, !heardByPass(response, hearsay.settled) else { break }
      telling.take(response, to: hearsay.settled)
    case .requestFailed(_, let failure):
      guard !failedForPass(hearsay.settled) else { break }
      telling.take(failure, of: hearsay.settled, configuration.guarantees)
    case .timer(.request):
      guard !failedForPass(hearsay.settled), let settled = hearsay.settled else { break }
      telling.request = settled
      telling.outcome = .unknown(.timeout)
    case .timer(.order(let order)): if let slot = model.slot(of: order) { orders[slot].timer = nil }
    case .streamUpdate(.order(let report, _)):
      telling.report = report
      telling.source = .stream
    case .streamUpdate(.execution(let execution, let report)):
      telling.report = report
      telling.execution = execution
      telling.source = .stream
    case .persisted, .persistFailed, .streamUpdate(.heartbeat), .streamConnected, .streamLost, .timer, .command,
      .operatorCommand, .stopping:
      break
    }
    fold(turn.input, at: turn.instant, hearsay, model, configuration)
  }

  private mutating func start(at now: Instant, _ model: Model, _ configuration: EngineConfiguration) {
    self = OrderDialogue()
    durableSeen = model.sequence
    durableBefore = durableSeen
    turn = 1
    var order = OrderHearsay()
    // What the process before this one sent may arrive for as long as a request may take.
    order.lapsesAt = now + configuration.requestTimeout
    orders = Array(repeating: order, count: model.orders.count)
    working = model.orders.indices.filter { !model.orders[$0].status.isTerminal }
  }

  /// Takes an answer to a query of a pass.
  private mutating func heardByPass(_ response: Response, _ settled: SentRequest?) -> Bool {
    guard let settled, settled.request.content.order == nil else { return false }
    switch (response, settled.request.content) {
    case (.orders(let snapshot), .orders): passOrders = snapshot
    case (.executions, .executions), (.account, .account): break
    default:
      // No answer to the query, though what it says of an order is evidence all the same.
      telling.take(response, to: nil)
      isPassWhole = false
    }
    notePassAnswer()
    return true
  }

  private mutating func failedForPass(_ settled: SentRequest?) -> Bool {
    guard let settled, settled.request.content.order == nil else { return settled == nil }
    isPassWhole = false
    notePassAnswer()
    return true
  }

  private mutating func notePassAnswer() {
    passAwaits -= 1
    guard passAwaits == 0 else { return }
    telling.endsPass = true
    telling.isPassWhole = isPassWhole
    guard let passOrders else { return }
    telling.rows = passOrders.answer
    if passOrders.isComplete, passOrders.asOf.value >> 62 == 0 { telling.rowsAsOf = passOrders.asOf }
  }
}
