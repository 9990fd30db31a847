import Reconciliation
public import Trading

/// The broker executes an order.
private struct FillOrder: BrokerMove {
  let order: NamedOrder
  let quantity: Decimal?
  let isOverfill: Bool
  let price: Decimal
  let fee: Decimal
  let execution: ExecutionID

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    try broker.fill(
      order, quantity: quantity, isOverfill: isOverfill, price: price, fee: fee, as: execution, at: now, into: &outputs)
  }
}

/// Somebody trades on the account without an order of the engine.
private struct TradeOnAccount: BrokerMove {
  let instrument: InstrumentID
  let side: Side
  let quantity: Decimal
  let price: Decimal
  let note: UInt32

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    try broker.trade(instrument, side, quantity: quantity, price: price, note: note, at: now, into: &outputs)
  }
}

extension BrokerCommand {
  /// Execute an order for a fee; a nil quantity is all that is left.
  public static func fill(
    _ order: NamedOrder, quantity: Decimal?, isOverfill: Bool, price: Decimal, fee: Decimal = .zero,
    execution: ExecutionID
  ) -> BrokerCommand {
    BrokerCommand(
      FillOrder(
        order: order, quantity: quantity, isOverfill: isOverfill, price: price, fee: fee, execution: execution))
  }

  /// Trade on the account without an order of the engine.
  public static func trade(
    _ instrument: InstrumentID, _ side: Side, quantity: Decimal, price: Decimal, note: UInt32
  ) -> BrokerCommand {
    BrokerCommand(TradeOnAccount(instrument: instrument, side: side, quantity: quantity, price: price, note: note))
  }
}

extension SimulatedBroker {
  fileprivate mutating func fill(
    _ order: NamedOrder, quantity: Decimal?, isOverfill: Bool, price: Decimal, fee: Decimal, as id: ExecutionID,
    at now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    guard let slot = slot(of: order) else { throw .noSuchOrder }
    let report = orders[slot]
    // A fill may race with a cancel or an expiry and come second; what was rejected never worked.
    guard report.status.isWorking || [.cancelled, .expired].contains(report.status) || isOverfill else {
      throw .notWorking(report.status)
    }
    guard let left = try? report.terms.quantity - report.filled else { throw .overflow }
    let executed = quantity ?? left
    guard executed.isPositive, executed <= left || isOverfill else { throw .moreThanLeft(left) }
    let next = nextSequence()
    let execution = Execution(
      id: id, order: order.id, brokerOrder: report.brokerOrder, instrument: report.instrument, side: report.side,
      quantity: executed, price: price, executedAt: now, sequence: next, fee: fee)
    do { try book(execution, slot: slot) } catch { throw .overflow }
    noteExecution(slot, sequence: next)
    var event = Event(.brokerFilled)
    event.order = order.id.index
    event.execution = id.index
    event.quantity = executed
    event.price = price
    event.fee = fee
    event.filled = orders[slot].filled
    event.leaves = (try? max(.zero, orders[slot].terms.quantity - orders[slot].filled)) ?? .zero
    outputs.append(.event(event))
    outputs.append(.stream(.execution(execution, orders[slot])))
  }

  fileprivate mutating func trade(
    _ instrument: InstrumentID, _ side: Side, quantity: Decimal, price: Decimal, note: UInt32, at now: Instant,
    into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    let execution = Execution(
      id: ExecutionID(index: Event.none), order: ClientOrderID(index: Event.none),
      brokerOrder: BrokerOrderID(index: Event.none), instrument: instrument, side: side, quantity: quantity,
      price: price, executedAt: now, sequence: nextSequence())
    do { try book(execution, slot: nil) } catch { throw .overflow }
    var event = Event(.brokerTraded)
    event.instrument = instrument.index
    event.reason = Word(side)
    event.quantity = quantity
    event.price = price
    event.note = note
    outputs.append(.event(event))
  }
}
