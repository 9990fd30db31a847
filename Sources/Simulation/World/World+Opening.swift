public import Reconciliation
public import Trading

extension World {
  /// Sets a position at the broker before the run.
  public mutating func openAtBroker(_ position: Position, in instrument: InstrumentID) {
    broker.setPosition(position, of: instrument)
  }

  /// Sets a balance at the broker before the run.
  public mutating func openAtBroker(cash amount: Decimal, in currency: CurrencyID) {
    broker.setCash(amount, in: currency)
  }

  /// Adds an order that the broker works before the run.
  ///
  /// - Returns: Its report.
  public mutating func openAtBroker(_ order: NamedOrder, terms: OrderTerms) -> OrderReport {
    let slot = broker.accept(order.id, terms)
    if let hand = order.hand { broker.handSlots[hand] = slot }
    return broker.orders[slot]
  }

  /// Executes an order before the run; position and cash of the setup include it already.
  ///
  /// - Returns: The execution, or nil if a figure does not fit.
  public mutating func openAtBroker(
    fill order: NamedOrder, quantity: Decimal, price: Decimal, execution: ExecutionID
  ) -> Execution? {
    let positions = broker.positions
    let cash = broker.cash
    var outputs: [BrokerOutput] = []
    let command = BrokerCommand.fill(
      order, quantity: quantity, isOverfill: false, price: price, execution: execution)
    guard (try? broker.carryOut(command, at: .origin, into: &outputs)) != nil else { return nil }
    for index in positions.indices { broker.setPosition(positions[index], of: InstrumentID(index: UInt32(index))) }
    for index in cash.indices { broker.setCash(cash[index], in: CurrencyID(index: UInt32(index))) }
    return broker.executions.last
  }

  /// Sets the mark of an instrument before the run.
  public mutating func openAtBroker(mark: Decimal, of instrument: InstrumentID) {
    broker.setMark(mark, of: instrument)
  }
}
