import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension PlanCompiler {
  /// Compiles the state before the run: the broker's part as openings, the local part as a checkpoint on disk.
  mutating func compileSetup() throws(PlanError) {
    var books = Books(
      instruments: plan.configuration.engine.instruments, currencyCount: plan.configuration.engine.currencyCount)
    var sequence: UInt64 = 0
    var hasLocal = false
    let orders = try openingOrders()
    for item in plan.scenario.setup {
      switch item.value {
      case .cash(let party, let name, let amount):
        let currency = try currency(name)
        if party != .local { plan.openings.append(.cash(currency, amount)) }
        if party != .broker { books.open(cash: amount, in: currency) }
        hasLocal = hasLocal || party != .broker
      case .position(let party, let symbol, let quantity, let price):
        let instrument = try instrument(symbol)
        guard let position = try? Position(quantity: quantity, averagePrice: price) else {
          throw PlanError(message: "the cost of this position does not fit", span: item.span)
        }
        if party != .local { plan.openings.append(.position(instrument, position)) }
        if party != .broker { books.open(position, in: instrument) }
        hasLocal = hasLocal || party != .broker
      case .order(let party, let order, let state):
        try open(order, state, party, orders, into: &books, at: item.span)
        hasLocal = hasLocal || party != .broker
      case .checkpoint(let number):
        sequence = number
        hasLocal = true
      case .market(let symbol, let bid, let ask):
        plan.openings.append(.mark(try instrument(symbol), middle(bid, ask)))
      case .instrument: break
      }
    }
    if hasLocal { plan.configuration.opening = Checkpoint(sequence: sequence, books: books) }
  }

  func middle(_ bid: Decimal, _ ask: Decimal) -> Decimal {
    guard let sum = try? bid + ask else { return bid }
    return (try? sum.divided(by: Decimal(2), rounding: .halfEven)) ?? bid
  }

  private mutating func open(
    _ order: NewOrder, _ state: SetupItem.OrderState, _ party: Party, _ orders: [UInt32: OpeningOrder],
    into books: inout Books, at span: SourceSpan
  ) throws(PlanError) {
    let id = try self.order(order.name)
    let terms = try compileTerms(order)
    let known = orders[id.index] ?? OpeningOrder()
    var filled: Decimal?
    if case .filled(let quantity) = state { filled = quantity }
    let fills = try fills(of: order, filled, known, at: span)
    if party != .local { plan.openings.append(.order(id, terms, fills: fills)) }
    guard party != .broker else { return }
    let slot = BrokerOrderID(index: known.slot ?? orders.values.reduce(0) { $0 + ($1.slot == nil ? 0 : 1) })
    // The broker counts a change for each order it accepts and one for each execution, in the order of the file; of
    // what only the engine has heard, the last change before it.
    let counted = plan.openings.reduce(into: UInt64(0)) { count, opening in
      if case .order(_, _, let fills) = opening { count += 1 + UInt64(fills.count) }
    }
    let sequence = BrokerSequence(filled == nil ? counted : known.sequence ?? counted)
    books.open(id, terms: terms, brokerOrder: slot, sequence: sequence)
    for fill in fills {
      let report = Execution(
        id: fill.execution, order: id, brokerOrder: slot, instrument: terms.instrument, side: terms.side,
        quantity: fill.quantity, price: fill.price, executedAt: .origin, sequence: sequence)
      do { try books.open(report) } catch {
        throw PlanError(message: "the value of this order does not fit", span: span)
      }
    }
  }

  /// The executions behind what an order has executed on one side: the part that both sides know is one execution, and
  /// what one side has beyond it is another.
  private mutating func fills(
    of order: NewOrder, _ filled: Decimal?, _ known: OpeningOrder, at span: SourceSpan
  ) throws(PlanError) -> [OpeningFill] {
    guard let filled else { return [] }
    guard let price = order.pricing.limit ?? order.pricing.stop ?? marketPrice(of: order.symbol.value) else {
      let symbol = order.symbol.value
      throw PlanError(
        message: "at which price? add a line `market \(symbol) BID ASK`, or give the order a limit", span: span)
    }
    let common = min(filled, known.local ?? filled, known.broker ?? filled)
    var fills = [OpeningFill(execution: hiddenExecution("E0.\(order.name.value)"), quantity: common, price: price)]
    if common < filled, let rest = try? filled - common {
      let execution = hiddenExecution("E0.\(order.name.value).rest")
      fills.append(OpeningFill(execution: execution, quantity: rest, price: price))
    }
    return fills
  }

  /// The execution of the setup under a name that no line of the timeline uses.
  private mutating func hiddenExecution(_ name: String) -> ExecutionID {
    if let known = hiddenExecutions[name] { return known }
    var free = name
    while executions[free] != nil { free += "'" }
    let execution = ExecutionID(index: executionIndex(free))
    hiddenExecutions[name] = execution
    return execution
  }

  /// The middle of the setup's market of an instrument.
  private func marketPrice(of symbol: String) -> Decimal? {
    for item in plan.scenario.setup {
      if case .market(let name, let bid, let ask) = item.value, name.value == symbol { return middle(bid, ask) }
    }
    return nil
  }

  /// What the setup says of each order, on either side.
  private func openingOrders() throws(PlanError) -> [UInt32: OpeningOrder] {
    var orders: [UInt32: OpeningOrder] = [:]
    for item in plan.scenario.setup {
      guard case .order(let party, let order, let state) = item.value, case .filled(let quantity) = state else {
        continue
      }
      let index = try self.order(order.name).index
      if party != .broker { orders[index, default: OpeningOrder()].local = quantity }
      if party != .local { orders[index, default: OpeningOrder()].broker = quantity }
    }
    var (slot, sequence) = (UInt32(0), UInt64(0))
    for item in plan.scenario.setup {
      guard case .order(let party, let order, let state) = item.value, party != .local else { continue }
      let index = try self.order(order.name).index
      orders[index, default: OpeningOrder()].slot = slot
      slot += 1
      sequence += 1
      guard case .filled(let filled) = state else { continue }
      // The execution that both sides know comes first.
      orders[index, default: OpeningOrder()].sequence = sequence + 1
      let isSplit = orders[index]?.local.map { $0 < filled } ?? false
      sequence += isSplit ? 2 : 1
    }
    return orders
  }
}

/// What the setup says of one order, on either side.
private struct OpeningOrder {
  var local: Decimal?
  var broker: Decimal?
  /// Its place among the broker's orders.
  var slot: UInt32?
  /// The broker's change at the execution that both sides know.
  var sequence: UInt64?
}
