import Reconciliation
import ScenarioLanguage
import Simulation
package import Trading

extension PlanCompiler {
  /// Compiles the state before the run: the broker's part as openings, the local part as a checkpoint on disk.
  mutating func compileSetup() throws(PlanError) {
    var books = Books(
      instruments: plan.configuration.engine.instruments, currencyCount: plan.configuration.engine.currencyCount)
    var sequence: UInt64 = 0
    var hasLocal = false
    var brokerOrders: UInt32 = 0
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
        try open(order, state, party, brokerOrders, into: &books, at: item.span)
        if party != .local { brokerOrders += 1 }
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

  package func middle(_ bid: Decimal, _ ask: Decimal) -> Decimal {
    guard let sum = try? bid + ask else { return bid }
    return (try? sum.divided(by: Decimal(2), rounding: .halfEven)) ?? bid
  }

  private mutating func open(
    _ order: NewOrder, _ state: SetupItem.OrderState, _ party: Party, _ slot: UInt32, into books: inout Books,
    at span: SourceSpan
  ) throws(PlanError) {
    let id = try self.order(order.name)
    let terms = try terms(order)
    var filled: Decimal?
    if case .filled(let quantity) = state { filled = quantity }
    let price = terms.pricing.limit ?? terms.pricing.stop ?? .one
    let execution = ExecutionID(index: executionIndex("E0.\(order.name.value)"))
    if party != .local {
      plan.openings.append(.order(id, terms, filled: filled, price: price, execution: execution))
    }
    guard party != .broker else { return }
    // The broker counts a change for each order it accepts and one for each execution, in the order of the file.
    let accepted = UInt64(plan.openings.count { if case .order = $0 { true } else { false } })
    let executed = UInt64(
      plan.openings.count { if case .order(_, _, filled: .some, _, _) = $0 { true } else { false } })
    let sequence = BrokerSequence(accepted + executed)
    books.open(id, terms: terms, brokerOrder: BrokerOrderID(index: slot), sequence: sequence)
    guard let filled else { return }
    let report = Execution(
      id: execution, order: id, brokerOrder: BrokerOrderID(index: slot), instrument: terms.instrument,
      side: terms.side, quantity: filled, price: price, executedAt: .origin, sequence: sequence)
    do { try books.open(report) } catch {
      throw PlanError(message: "the value of this order does not fit", span: span)
    }
  }
}
