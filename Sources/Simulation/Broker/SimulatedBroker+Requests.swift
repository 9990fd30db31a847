import Reconciliation
import Trading

extension SimulatedBroker {
  /// Handles a request that reached the broker.
  ///
  /// - Parameter isSpared: whether no fault of requests hits it.
  mutating func receive(
    _ request: Request, at now: Instant, isSpared: Bool = false, faults: inout FaultLedger,
    into outputs: inout [BrokerOutput]
  ) {
    switch request.content {
    case .place, .cancel, .replace, .cancelStranger:
      guard !profile.guarantees.honoursDeadlines || now <= request.deadline else {
        return refuse(request, .late, into: &outputs)
      }
      if !isSpared, let refusal = refusal(of: request, at: now, faults: &faults) {
        return refuse(request, refusal.reason, note: refusal.note, into: &outputs)
      }
      carryOut(request, into: &outputs)
      remember(at: now)
    case .query(let order): outputs.append(.respond(.order(slot(of: order).map { orders[$0] })))
    case .queryStranger(let number, _): outputs.append(.respond(.order(slot(numbered: number).map { orders[$0] })))
    case .orders: answerOrders(after: .zero, PageRequest(request), at: now, faults: &faults, into: &outputs)
    case .changedOrders(let point):
      answerOrders(after: point, PageRequest(request), at: now, faults: &faults, into: &outputs)
    case .executions(let point):
      answerExecutions(after: point, PageRequest(request), at: now, faults: &faults, into: &outputs)
    case .account: answerAccount(at: now, faults: &faults, into: &outputs)
    }
  }

  private mutating func carryOut(_ request: Request, into outputs: inout [BrokerOutput]) {
    switch request.content {
    case .place(let order, let terms): place(order, terms, request, into: &outputs)
    case .cancel(let order): cancel(slot(of: order, numbered: request.brokerOrder), request, into: &outputs)
    case .cancelStranger(let number, _): cancel(slot(numbered: number), request, into: &outputs)
    case .replace(let order, let amendment):
      guard let slot = slot(of: order, numbered: request.brokerOrder) else {
        return refuse(request, .noSuchOrder, into: &outputs)
      }
      guard orders[slot].status.isWorking else { return refuse(request, .terminal, into: &outputs) }
      guard amendment.quantity > orders[slot].filled else { return refuse(request, .belowFilled, into: &outputs) }
      change(slot) { $0.terms = amendment }
      var event = Event(.brokerReplaced)
      event.order = order.index
      event.quantity = amendment.quantity
      event.price = amendment.pricing.limit ?? amendment.pricing.stop ?? .zero
      outputs.append(.event(event))
      outputs.append(.respond(.done(orders[slot])))
      outputs.append(.stream(.order(orders[slot], kind: .replace)))
    case .query, .queryStranger, .orders, .changedOrders, .executions, .account: break
    }
  }

  private mutating func cancel(_ slot: Int?, _ request: Request, into outputs: inout [BrokerOutput]) {
    guard let slot else { return refuse(request, .noSuchOrder, into: &outputs) }
    guard orders[slot].status.isWorking else { return refuse(request, .terminal, into: &outputs) }
    end(slot, as: .cancelled, note: Event.none, into: &outputs, answering: true)
  }

  /// The slot of the order that has a number of the broker's.
  private func slot(numbered number: BrokerOrderID) -> Int? {
    orders.firstIndex { $0.brokerOrder == number }
  }

  /// The order that a request means: the one of that number, if it says which.
  private func slot(of order: ClientOrderID, numbered number: BrokerOrderID?) -> Int? {
    guard let number else { return slot(of: order) }
    return orders.firstIndex { $0.brokerOrder == number && $0.order == order }
  }

  private mutating func place(
    _ order: ClientOrderID, _ terms: OrderTerms, _ request: Request, into outputs: inout [BrokerOutput]
  ) {
    if let slot = slot(of: order) {
      switch profile.guarantees.identityScope {
      case .forever: return refuse(request, .duplicateKey, into: &outputs)
      case .whileWorking:
        if orders[slot].status.isWorking { return refuse(request, .duplicateKey, into: &outputs) }
      case .never: break
      }
    }
    work(order, terms, isAnswering: true, into: &outputs)
  }

  /// Takes an order onto the books and tells of it.
  ///
  /// - Returns: Its slot.
  @discardableResult
  mutating func work(
    _ order: ClientOrderID, _ terms: OrderTerms, isAnswering: Bool, into outputs: inout [BrokerOutput]
  ) -> Int {
    let slot = accept(order, terms)
    var event = Event(.brokerAccepted)
    event.order = order.index
    event.quantity = terms.quantity
    event.price = terms.pricing.limit ?? terms.pricing.stop ?? .zero
    if !isAnswering { event.source = .hand }
    outputs.append(.event(event))
    if isAnswering { outputs.append(.respond(.done(orders[slot]))) }
    outputs.append(.stream(.order(orders[slot], kind: .ack)))
    return slot
  }

  /// Takes an order onto the books.
  ///
  /// - Returns: Its slot.
  mutating func accept(_ order: ClientOrderID, _ terms: OrderTerms) -> Int {
    let sequence = nextSequence()
    return add(
      OrderReport(
        order: order, brokerOrder: BrokerOrderID(index: UInt32(orders.count)), instrument: terms.instrument,
        side: terms.side, terms: Amendment(quantity: terms.quantity, pricing: terms.pricing), status: .open,
        filled: .zero, sequence: sequence), terms.timeInForce)
  }

  private func refuse(
    _ request: Request, _ reason: Word, note: UInt32 = Event.none, into outputs: inout [BrokerOutput]
  ) {
    var event = Event(.brokerRefused)
    event.order = request.content.order?.index ?? Event.none
    event.subject = request.content.kind
    event.reason = reason
    event.note = note
    outputs.append(.event(event))
    outputs.append(.respond(.refused(Refusal(reason, note: note))))
  }

  /// Ends an order without an execution.
  mutating func end(
    _ slot: Int, as status: OrderStatus, note: UInt32, into outputs: inout [BrokerOutput], answering: Bool = false
  ) {
    change(slot) { report in
      report.status = status
      report.note = note
    }
    let kind: EventKind =
      status == .rejected ? .brokerRejected : status == .expired ? .brokerExpired : .brokerCancelled
    var event = Event(kind)
    event.order = orders[slot].order.index
    event.filled = orders[slot].filled
    event.note = note
    outputs.append(.event(event))
    if answering { outputs.append(.respond(.done(orders[slot]))) }
    let message: Word = status == .rejected ? .reject : status == .expired ? .expire : .cancel
    outputs.append(.stream(.order(orders[slot], kind: message)))
  }
}
