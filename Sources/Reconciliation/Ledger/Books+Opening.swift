public import Trading

extension Books {
  /// Sets an opening position, before the first record.
  public mutating func open(
    _ quantity: Decimal, at averagePrice: Decimal, in instrument: InstrumentID
  ) throws(DecimalError) {
    try positions[Int(instrument.index)].adopt(
      quantity: quantity, averagePrice: averagePrice, asOf: .zero, executionCount: executions.count)
  }

  /// Sets an opening balance, before the first record.
  public mutating func open(cash amount: Decimal, in currency: CurrencyID) {
    cash[Int(currency.index)] = amount
  }

  /// Adds an order that the broker worked before the first record.
  public mutating func open(
    _ order: ClientOrderID, terms: OrderTerms, brokerOrder: BrokerOrderID, sequence: BrokerSequence
  ) {
    var managed = ManagedOrder(id: order, terms: terms)
    managed.status = .open
    managed.attempts = 1
    managed.brokerOrder = brokerOrder
    managed.sequence = sequence
    add(managed)
  }

  /// Counts an execution from before the first record; position and cash of the setup include it already.
  public mutating func open(_ execution: Execution) throws(DecimalError) {
    try book(execution, .absorbed, at: .origin, isPaid: true)
  }
}
