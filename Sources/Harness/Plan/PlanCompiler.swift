package import Reconciliation
public import ScenarioLanguage
package import Simulation
package import Trading

/// Turns a scenario's tree into a plan.
public struct PlanCompiler: PlanScope {
  var plan: Plan
  var orders: [String: UInt32] = [:]
  var keys: [String: UInt32] = [:]
  /// The number of each order that somebody has placed beside the engine, by its name.
  var hands: [String: UInt32] = [:]
  /// How many names each client order id has, by index.
  var nameCounts: [UInt32: Int] = [:]
  var executions: [String: UInt32] = [:]
  /// The executions of the setup, which no line names.
  var hiddenExecutions: [String: ExecutionID] = [:]
  var instruments: [String: UInt32] = [:]
  var currencies: [String: UInt32] = [:]
  var marks: [String: Int] = [:]
  var persons: [String: UInt32] = [:]
  /// The local side of the setup.
  var local = LocalOpening(books: Books(instruments: [], currencyCount: 0))
  /// What the timeline places under each order's name.
  var terms: [String: NewOrder] = [:]

  /// Compiles a case.
  ///
  /// - Throws: ``PlanError`` for a tree that names what it does not declare; the parser refuses such a file.
  public static func compile(_ scenario: Scenario) throws(PlanError) -> Plan {
    try compile(scenario, exchanging: nil)
  }

  /// Compiles a case, with the indices behind its names exchanged.
  static func compile(_ scenario: Scenario, exchanging exchange: NameExchange?) throws(PlanError) -> Plan {
    var compiler = PlanCompiler(scenario)
    try compiler.compileAll(exchanging: exchange)
    return compiler.plan
  }

  private init(_ scenario: Scenario) {
    let profile = BrokerProfile(rawValue: scenario.header.broker.value) ?? .scripted
    let engine = EngineConfiguration(
      mode: scenario.header.mode, guarantees: profile.guarantees, seed: scenario.header.seed)
    plan = Plan(
      scenario: scenario,
      configuration: WorldConfiguration(engine: engine, profile: profile, seed: scenario.header.seed))
    plan.configuration.keepsTurns = true
  }

  private mutating func compileAll(exchanging exchange: NameExchange?) throws(PlanError) {
    let scenario = plan.scenario
    for item in scenario.setup { item.value.form.declare(in: &self) }
    for located in scenario.settings {
      plan.configuration.engine.set(located.value.setting, to: located.value.value)
    }
    for located in scenario.header.pins {
      let pin = located.value
      plan.configuration.pins.append(
        LatencyPin(channel: pin.channel, ordinal: UInt64(max(0, pin.ordinal)), latency: pin.latency))
    }
    declareNames()
    plan.declaredExecutions = plan.names.executions.count
    let home = plan.names.currencies.first
    if let exchange { carryOut(exchange) }
    let instruments = instruments
    plan.configuration.engine.resolveSymbols { symbol in instruments[symbol].map { InstrumentID(index: $0) } }
    let currencies = currencies
    if let home, let index = currencies[home] { plan.configuration.engine.homeCurrency = CurrencyID(index: index) }
    plan.configuration.engine.resolveCurrencies { code in currencies[code].map { CurrencyID(index: $0) } }
    try compileSetup()
    try compileTimeline()
    for item in scenario.always { try item.value.form.compile(in: &self) }
    for item in scenario.finally { plan.finals.append(try compile(item.value, at: item.span)) }
    plan.configuration.names = plan.names
  }

  // MARK: - Names

  mutating func instrumentIndex(_ symbol: String) -> UInt32 {
    if let index = instruments[symbol] { return index }
    let index = UInt32(plan.names.instruments.count)
    instruments[symbol] = index
    plan.names.instruments.append(symbol)
    let currency = CurrencyID(index: currencyIndex("USD"))
    plan.configuration.engine.instruments.append(
      Instrument(tick: Decimal(billionths: 10_000_000), lot: .one, multiplier: .one, currency: currency))
    return index
  }

  mutating func currencyIndex(_ code: String) -> UInt32 {
    if let index = currencies[code] { return index }
    let index = UInt32(plan.names.currencies.count)
    currencies[code] = index
    plan.names.currencies.append(code)
    plan.configuration.engine.currencyCount += 1
    return index
  }

  package mutating func text(_ text: String?) -> UInt32 {
    guard let text else { return Event.none }
    plan.names.texts.append(text)
    return UInt32(plan.names.texts.count - 1)
  }

  package mutating func person(_ name: String) -> OperatorID {
    let index = persons[name] ?? text(name)
    persons[name] = index
    return OperatorID(index: index)
  }

  package mutating func executionIndex(_ name: String) -> UInt32 {
    if let index = executions[name] { return index }
    let index = UInt32(plan.names.executions.count)
    executions[name] = index
    plan.names.executions.append(name)
    return index
  }

  /// Gives indices to orders, executions and marks in the order of the file.
  private mutating func declareNames() {
    for item in plan.scenario.setup {
      guard let opening = item.value.form.opening else { continue }
      if item.value.form.party == .broker, !isKnownHere(opening.order.name.value) {
        declareByHand(opening.order)
      } else {
        declare(opening.order)
      }
    }
    for line in plan.scenario.timeline {
      if let mark = line.mark, marks[mark.value] == nil {
        marks[mark.value] = plan.marks.count
        plan.marks.append(mark.value)
      }
      line.form.declare(in: &self)
    }
  }

  /// Two names with one key mean one intent: they share an index, and the first name is printed.
  package mutating func declare(_ order: NewOrder) {
    let isNew = orders[order.name.value] == nil
    defer { if isNew, let index = orders[order.name.value] { nameCounts[index, default: 0] += 1 } }
    _ = instrumentIndex(order.symbol.value)
    terms[order.name.value] = order
    let key = order.key?.value ?? order.name.value
    if let index = keys[key] {
      orders[order.name.value] = index
      return
    }
    let index = UInt32(plan.names.orders.count)
    keys[key] = index
    orders[order.name.value] = index
    plan.names.orders.append(order.name.value)
    plan.names.keys.append(key)
  }

  package mutating func declareByHand(_ order: NewOrder) {
    declare(order)
    if hands[order.name.value] == nil { hands[order.name.value] = UInt32(hands.count) }
  }

  /// Whether a line of the setup says that the engine knows an order.
  private func isKnownHere(_ name: String) -> Bool {
    plan.scenario.setup.contains { $0.value.form.party != .broker && $0.value.form.opening?.order.name.value == name }
  }

  package mutating func noteForeignOrder() { plan.hasForeignOrder = true }

  package mutating func note(_ changes: SettingChanges) {
    var engine = plan.laterSettings.last ?? plan.configuration.engine
    for change in changes.changes { engine.set(change.setting, to: change.value) }
    let currencies = currencies
    engine.resolveCurrencies { code in currencies[code].map { CurrencyID(index: $0) } }
    plan.laterSettings.append(engine)
  }

  package mutating func keepBrokerHistory() { plan.configuration.keepsBrokerHistory = true }

  // MARK: - Look-ups

  package func execution(_ name: String) -> UInt32? { executions[name] }

  package var nextExecutionName: String { "E\(plan.names.executions.count + 1)" }

  package func order(_ name: Located<String>) throws(PlanError) -> ClientOrderID {
    guard let index = orders[name.value] else { throw missing("order", name) }
    return ClientOrderID(index: index)
  }

  package func named(_ name: Located<String>) throws(PlanError) -> NamedOrder {
    let id = try order(name)
    return NamedOrder(id, hand: nameCounts[id.index, default: 0] > 1 ? hands[name.value] : nil)
  }

  package func instrument(_ name: Located<String>) throws(PlanError) -> InstrumentID {
    guard let index = instruments[name.value] else { throw missing("instrument", name) }
    return InstrumentID(index: index)
  }

  package func currency(_ name: Located<String>) throws(PlanError) -> CurrencyID {
    guard let index = currencies[name.value] else { throw missing("currency", name) }
    return CurrencyID(index: index)
  }

  func mark(_ name: String, at span: SourceSpan) throws(PlanError) -> Int {
    guard let index = marks[name] else { throw missing("mark", Located(name, at: span)) }
    return index
  }

  private func missing(_ what: String, _ name: Located<String>) -> PlanError {
    PlanError(message: "there is no \(what) `\(name.value)`", span: name.span)
  }

  package func terms(_ order: NewOrder) throws(PlanError) -> OrderTerms {
    OrderTerms(
      instrument: try instrument(order.symbol), side: order.side, quantity: order.quantity.value,
      pricing: order.pricing, timeInForce: order.timeInForce)
  }
}
