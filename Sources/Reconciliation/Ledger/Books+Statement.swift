public import Trading

extension Books {
  /// Makes books of what an engine says that it believes.
  ///
  /// - Parameters:
  ///   - statement: the figures; rows beyond the instruments or currencies in use are left out, and rows that lack are
  ///     zero.
  ///   - instruments: the instruments in use, by ``InstrumentID``.
  public init(_ statement: BooksStatement, instruments: [Instrument]) {
    self.init(instruments: instruments, currencyCount: statement.cash.count)
    for order in statement.orders where self.order(order.id) == nil { add(ManagedOrder(order)) }
    for execution in statement.executions { log.append(execution, .reported) }
    for (index, position) in statement.positions.prefix(positions.count).enumerated() {
      positions[index] = PositionReplay(stating: position, multiplier: instruments[index].multiplier)
    }
    for (index, asOf) in statement.adoptedAsOf.prefix(adoptedAsOf.count).enumerated() { adoptedAsOf[index] = asOf }
    cash = statement.cash
    for (index, asOf) in statement.cashAsOf.prefix(cashAsOf.count).enumerated() { cashAsOf[index] = asOf }
    discrepancies = statement.differences.sorted { $0.id < $1.id }
    discrepancyCount = max(statement.differenceCount, statement.differences.map(\.id).max() ?? 0)
    tickets = statement.tickets.sorted { $0.id < $1.id }
    ticketCount = max(statement.ticketCount, statement.tickets.map(\.id).max() ?? 0)
    isHalted = statement.isHalted
    isStopped = statement.isStopped
    for difference in discrepancies { openDiscrepancies[difference.key.subject] = difference.id }
    for ticket in tickets where ticket.status != .decided { openTickets[ticket.discrepancy] = ticket.id }
  }

  /// What these books say, in the words of a statement: what an engine of somebody else opens with.
  public var statement: BooksStatement {
    var statement = BooksStatement(instrumentCount: positions.count, currencyCount: cash.count)
    statement.orders = orders.map(BooksStatement.Order.init)
    statement.executions = executions.map(\.execution)
    statement.positions = positions.map { position in
      // What books hold has fitted before.
      (try? Position(quantity: position.quantity, cost: position.cost, exactProfit: position.exactProfit)) ?? .flat
    }
    statement.adoptedAsOf = adoptedAsOf
    statement.cash = cash
    statement.cashAsOf = cashAsOf
    statement.differences = discrepancies
    statement.differenceCount = discrepancyCount
    statement.tickets = tickets
    statement.ticketCount = ticketCount
    statement.isHalted = isHalted
    statement.isStopped = isStopped
    return statement
  }
}

extension BooksStatement.Order {
  /// States an order of books.
  fileprivate init(_ order: ManagedOrder) {
    self.init(order.id, order.terms, status: order.status)
    filled = order.filled
    value = order.value
    brokerOrder = order.brokerOrder
    sequence = order.sequence
    attempts = order.attempts
    hasCancelIntent = order.hasCancelIntent
    replaceIntent = order.replaceIntent
  }
}

extension ManagedOrder {
  /// Makes an order of what an engine states of it.
  fileprivate init(_ stated: BooksStatement.Order) {
    self.init(id: stated.id, terms: stated.terms)
    status = stated.status
    filled = stated.filled
    value = stated.value
    brokerOrder = stated.brokerOrder
    sequence = stated.sequence
    attempts = stated.attempts
    hasCancelIntent = stated.hasCancelIntent
    replaceIntent = stated.replaceIntent
  }
}

extension PositionReplay {
  /// Makes a position of what an engine states of it; a profit that does not fit is none.
  fileprivate init(stating position: Position, multiplier: Decimal) {
    let points = (try? position.exactProfit.scaled(by: .one, over: multiplier)) ?? .zero
    let basis = try? PositionBasis(
      quantity: position.quantity, cost: position.cost, points: points, multiplier: multiplier)
    self.init(basis ?? PositionBasis(multiplier: multiplier), asOf: .zero, firstExecution: 0)
  }
}
