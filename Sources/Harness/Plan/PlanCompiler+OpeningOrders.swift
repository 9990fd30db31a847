import Reconciliation
package import ScenarioLanguage
import Trading

/// Orders that are there before the run, as one side or both know them.
extension PlanCompiler {
  /// What the setup says of one order, on either side.
  struct KnownOrder {
    /// What the engine knows to be executed.
    var local: Decimal?
    /// What is executed at the broker.
    var broker: Decimal?
    /// The price behind `at`, which either line may have.
    var price: Decimal?
    /// Its place among the broker's orders.
    var slot: UInt32?
    /// The broker's change at the execution that both sides know.
    var sequence: UInt64?
  }

  package mutating func open(_ opening: OpeningOrder, of party: Party, at span: SourceSpan) throws(PlanError) {
    let id = try self.order(opening.order.name)
    let terms = try terms(opening.order)
    let known = local.orders[id.index] ?? KnownOrder()
    let fills = try fills(of: opening, known, at: span)
    if party != .local { plan.openings.append(.order(try named(opening.order.name), terms, fills: fills)) }
    guard party != .broker else { return }
    local.isGiven = true
    let slot = BrokerOrderID(index: known.slot ?? local.orders.values.reduce(0) { $0 + ($1.slot == nil ? 0 : 1) })
    // The broker counts a change for each order it accepts and one for each execution, in the order of the file; of
    // what only the engine has heard, the last change before it.
    let counted = plan.openings.reduce(into: UInt64(0)) { count, opening in
      if case .order(_, _, let fills) = opening { count += 1 + UInt64(fills.count) }
    }
    let sequence = BrokerSequence(opening.filled == nil ? counted : known.sequence ?? counted)
    local.books.open(id, terms: terms, brokerOrder: slot, sequence: sequence)
    for fill in fills {
      let report = Execution(
        id: fill.execution, order: id, brokerOrder: slot, instrument: terms.instrument, side: terms.side,
        quantity: fill.quantity, price: fill.price, executedAt: .origin, sequence: sequence)
      do { try local.books.open(report) } catch {
        throw PlanError(message: "the value of this order does not fit", span: span)
      }
    }
  }

  /// The executions behind what an order has executed on one side: the part that both sides know is one execution, and
  /// what one side has beyond it is another.
  private mutating func fills(
    of opening: OpeningOrder, _ known: KnownOrder, at span: SourceSpan
  ) throws(PlanError) -> [OpeningFill] {
    guard let filled = opening.filled else { return [] }
    let (name, symbol) = (opening.order.name.value, opening.order.symbol.value)
    guard let price = known.price ?? opening.executionPrice ?? middle(of: symbol) else {
      throw PlanError(
        message: "at which price? add `at PRICE`, or a line `market \(symbol) BID ASK`", span: span)
    }
    let common = min(filled, known.local ?? filled, known.broker ?? filled)
    var fills = [OpeningFill(execution: hiddenExecution("E0.\(name)"), quantity: common, price: price)]
    if common < filled, let rest = try? filled - common {
      fills.append(OpeningFill(execution: hiddenExecution("E0.\(name).rest"), quantity: rest, price: price))
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
  private func middle(of symbol: String) -> Decimal? {
    for item in plan.scenario.setup {
      if let market = item.value.form.market, market.symbol == symbol {
        return middle(market.quote.bid, market.quote.ask)
      }
    }
    return nil
  }

  /// What the setup says of each order, on either side.
  func knownOrders() throws(PlanError) -> [UInt32: KnownOrder] {
    var orders: [UInt32: KnownOrder] = [:]
    for item in plan.scenario.setup {
      guard let opening = item.value.form.opening, let filled = opening.filled else { continue }
      let index = try self.order(opening.order.name).index
      if let price = opening.price { orders[index, default: KnownOrder()].price = price.value }
      if item.value.form.party != .broker { orders[index, default: KnownOrder()].local = filled }
      if item.value.form.party != .local { orders[index, default: KnownOrder()].broker = filled }
    }
    var (slot, sequence) = (UInt32(0), UInt64(0))
    for item in plan.scenario.setup {
      guard let opening = item.value.form.opening, item.value.form.party != .local else { continue }
      let index = try self.order(opening.order.name).index
      orders[index, default: KnownOrder()].slot = slot
      slot += 1
      sequence += 1
      guard let filled = opening.filled else { continue }
      // The execution that both sides know comes first.
      orders[index, default: KnownOrder()].sequence = sequence + 1
      let isSplit = orders[index]?.local.map { $0 < filled } ?? false
      sequence += isSplit ? 2 : 1
    }
    return orders
  }
}
