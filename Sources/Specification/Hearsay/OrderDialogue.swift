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
  /// What the turn was given.
  public internal(set) var input = EngineInput.stopping
  /// Counts the turns since the start.
  public internal(set) var turn = 0

  /// The orders that have not ended, by place in the model.
  public internal(set) var working: [Int] = []

  var passNumber = 0
  private var passAwaits = 0
  private var isPassWhole = true
  private var passOrders: Snapshot<OrderReport>?
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
    input = turn.input
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
      guard !heardByPass(response, hearsay.settled) else { break }
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
    fold(at: turn.instant, hearsay, model, configuration)
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

extension OrderDialogue {
  /// Takes one thing that the engine wanted done, after all that is said about it.
  mutating func take(_ effect: EngineEffect, of turn: EngineTurn, _ hearsay: Hearsay, _ model: Model) {
    switch effect {
    case .send(let request): send(request, at: turn.instant, model)
    case .setTimer(.order(let order), let instant):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].timer = instant
      orders[slot].timerTurn = self.turn
    case .cancelTimer(.order(let order)): if let slot = model.slot(of: order) { orders[slot].timer = nil }
    case .log(let event): note(event, hearsay, model)
    case .persist(let entry): note(entry, model)
    case .setTimer, .cancelTimer, .publish, .notify, .writeCheckpoint: break
    }
  }

  private mutating func send(_ request: Request, at now: Instant, _ model: Model) {
    guard let order = request.content.order else {
      passAwaits += 1
      return
    }
    guard let slot = model.slot(of: order) else { return }
    let number = request.id.number
    switch request.content {
    case .place:
      orders[slot].place = number
      orders[slot].attemptRecord = 0
      orders[slot].lapsesAt = request.deadline
      unsent.removeAll { $0 == slot }
    case .cancel:
      orders[slot].cancel = number
      orders[slot].cancels += 1
      orders[slot].lastIntent = (now, orders[slot].cancels)
    case .replace:
      orders[slot].replace = number
      orders[slot].replaces += 1
      orders[slot].lastIntent = (now, orders[slot].replaces)
    case .query:
      orders[slot].lookUp = number
      orders[slot].lookUps += 1
      orders[slot].wantsLookUp = true
    case .orders, .executions, .account: break
    }
  }

  private mutating func note(_ event: Event, _ hearsay: Hearsay, _ model: Model) {
    lastLog = event
    switch event.kind {
    case .reconcileStarted:
      passNumber += 1
      passAwaits = 0
      isPassWhole = true
      passOrders = nil
    case .streamRestored:
      hasStreamReturned = true
      for slot in orders.indices where !model.orders[slot].status.isTerminal {
        orders[slot].lookUps = 0
        orders[slot].endDistance()
      }
    case .engineRecovered, .engineDegraded:
      guard hearsay.condition != .halted, conditionBefore == .halted else { return }
      hasHaltEnded = true
      for slot in orders.indices { orders[slot].endDistance() }
    default: break
    }
  }

  private mutating func note(_ entry: JournalEntry, _ model: Model) {
    noteWork(entry.record, model)
    switch entry.record {
    case .order(.accepted): if orders.count < model.orders.count { orders.append(OrderHearsay()) }
    case .order(.attempt(let order, _)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].attemptRecord = entry.sequence
      orders[slot].isStopped = false
      if !unsent.contains(slot) { unsent.append(slot) }
    case .order(.cancelIntent(let order)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].cancels = 0
      orders[slot].lastIntent = nil
    case .order(.replaceIntent(let order, _)):
      guard let slot = model.slot(of: order) else { return }
      orders[slot].replaces = 0
      orders[slot].lastIntent = nil
    case .execution(.counted(let execution, _, _)): noteExecution(execution, model)
    case .order, .position, .cash, .discrepancy, .control: break
    }
  }

  /// An execution of the same turn can show that a report was too old after all, or that an order is not missing.
  private mutating func noteExecution(_ execution: Execution, _ model: Model) {
    guard let slot = model.slot(of: execution.order) else { return }
    if orders[slot].toldTurn == turn, execution.sequence > orders[slot].toldAsOf { orders[slot].isVague = true }
    guard orders[slot].missedTurn == turn, let asOf = telling.rowsAsOf else { return }
    let order = model.orders[slot]
    guard order.status.isTerminal || order.sequence > asOf else { return }
    orders[slot].missing -= 1
    orders[slot].wantsLookUp = orders[slot].wantedBefore
    orders[slot].missedTurn = -1
  }

  /// Keeps the list of the orders that have not ended.
  private mutating func noteWork(_ record: JournalRecord, _ model: Model) {
    let order: ClientOrderID
    switch record {
    case .order(let record): order = record.order
    case .execution(.counted(let execution, _, _)): order = execution.order
    case .position, .cash, .discrepancy, .control: return
    }
    guard let slot = model.slot(of: order) else { return }
    let place = working.firstIndex(of: slot)
    if model.orders[slot].status.isTerminal {
      if let place { working.remove(at: place) }
    } else if place == nil {
      working.append(slot)
    }
  }
}

extension OrderHearsay {
  /// Nothing has to keep its distance from the last cancel or replace any more.
  mutating func endDistance() {
    formerIntent = lastIntent ?? formerIntent
    lastIntent = nil
  }
}
