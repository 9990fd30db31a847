package import Reconciliation
package import ScenarioLanguage
import Simulation
package import Trading

extension PlanCompiler: OpeningScope {
  /// What the lines of the setup have made so far of the local side.
  struct LocalOpening {
    var books: Books
    var sequence: UInt64 = 0
    /// What the setup says of each order, by index.
    var orders: [UInt32: KnownOrder] = [:]
    var isGiven = false
  }

  /// Compiles the state before the run: the broker's part as openings, the local part as a checkpoint on disk.
  mutating func compileSetup() throws(PlanError) {
    local.books = Books(
      instruments: plan.configuration.engine.instruments, currencyCount: plan.configuration.engine.currencyCount)
    local.orders = try knownOrders()
    for item in plan.scenario.setup { try item.value.form.open(in: &self, at: item.span) }
    if local.isGiven { plan.configuration.opening = Checkpoint(sequence: local.sequence, books: local.books) }
  }

  package mutating func open(cash amount: Decimal, in currency: CurrencyID, of party: Party) {
    if party != .local { plan.openings.append(.cash(currency, amount)) }
    guard party != .broker else { return }
    local.books.open(cash: amount, in: currency)
    local.isGiven = true
  }

  package mutating func open(
    _ quantity: Decimal, at price: Decimal, in instrument: InstrumentID, of party: Party
  ) throws(DecimalError) {
    let position = try Position(quantity: quantity, averagePrice: price)
    if party != .local { plan.openings.append(.position(instrument, position)) }
    guard party != .broker else { return }
    try local.books.open(quantity, at: price, in: instrument)
    local.isGiven = true
  }

  package mutating func open(bid: Decimal, ask: Decimal, of instrument: InstrumentID) {
    plan.openings.append(.mark(instrument, middle(bid, ask)))
  }

  package mutating func open(sequence: UInt64) {
    local.sequence = sequence
    local.isGiven = true
  }

  package func middle(_ bid: Decimal, _ ask: Decimal) -> Decimal {
    guard let sum = try? bid + ask else { return bid }
    return (try? sum.divided(by: Decimal(2), rounding: .halfEven)) ?? bid
  }
}

// MARK: - Instruments and currencies

extension PlanCompiler {
  package mutating func declare(currency: String) { _ = currencyIndex(currency) }

  package mutating func declare(person name: String, _ role: OperatorRole) {
    plan.configuration.engine.roles[person(name)] = role
  }

  package mutating func declare(instrument symbol: String) { _ = instrumentIndex(symbol) }

  package mutating func declare(
    instrument symbol: String, tick: Decimal?, lot: Decimal?, multiplier: Decimal?, currency: String?
  ) {
    let index = Int(instrumentIndex(symbol))
    let old = plan.configuration.engine.instruments[index]
    plan.configuration.engine.instruments[index] = Instrument(
      tick: tick ?? old.tick, lot: lot ?? old.lot, multiplier: multiplier ?? old.multiplier,
      currency: currency.map { CurrencyID(index: currencyIndex($0)) } ?? old.currency)
  }
}
