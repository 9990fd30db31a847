import Reconciliation
import Trading

extension CaseParser {
  /// What follows `broker`.
  mutating func brokerAction() throws(LineGivenUp) -> BrokerAction {
    switch try choice(.brokerVerb, BrokerVerb.self).value {
    case .reject:
      return .reject(order: try commandedOrder(), reason: try string("the reason").value)
    case .expire: return .expire(order: try commandedOrder())
    case .cancel:
      let order = try commandedOrder()
      let reason = current?.kind == .string ? try string("the reason").value : nil
      return .cancel(order: order, reason: reason)
    case .fill: return try fill()
    case .trade: return try trade()
    case .adjust: return try adjustment()
    case .snapshot:
      let fault = try snapshotFault()
      return .snapshot(fault, try extent())
    }
  }

  private mutating func fill() throws(LineGivenUp) -> BrokerAction {
    let order = try commandedOrder()
    var quantity: Located<Decimal>?
    var isOverfill = false
    if !skip("rest") {
      let value = try decimal("a quantity or `rest`")
      note(quantity: value, of: .order(order.value))
      quantity = value
      isOverfill = skip("overfill")
    }
    try keyword("at")
    let price = try price("a price", of: .order(order.value)).value
    var execution: Located<String>?
    if skip("exec") {
      let name = try name("the name of the execution")
      facts.executions.append(name)
      execution = name
    }
    return .fill(order: order, quantity: quantity, isOverfill: isOverfill, price: price, execution: execution)
  }

  private mutating func trade() throws(LineGivenUp) -> BrokerAction {
    let symbol = try usedSymbol()
    let side = try word(.side, of: Side.allCases.map(\.spelling))
    let quantity = try decimal("a quantity")
    note(quantity: quantity, of: .symbol(symbol.value))
    try keyword("at")
    let price = try price("a price", of: .symbol(symbol.value)).value
    return .trade(
      symbol: symbol, side: side.value == Side.buy.spelling ? .buy : .sell, quantity: quantity.value, price: price,
      note: try note())
  }

  private mutating func adjustment() throws(LineGivenUp) -> BrokerAction {
    let items: [PartyItem] = [.position, .cash]
    let item = try word(.adjustItem, of: items.map(\.rawValue))
    if item.value == PartyItem.position.rawValue {
      let symbol = try usedSymbol()
      let quantity = try decimal("a quantity")
      facts.positions.append(
        Facts.Amount(value: quantity.value, span: quantity.span, subject: .symbol(symbol.value)))
      let price = skip("at") ? try decimal("a price").value : nil
      return .adjustPosition(symbol: symbol, quantity: quantity.value, price: price, note: try note())
    }
    let currency = try usedCurrency()
    return .adjustCash(currency: currency, amount: try decimal("an amount").value, note: try note())
  }

  /// Takes the name of a currency that some line must introduce.
  mutating func usedCurrency() throws(LineGivenUp) -> Located<String> {
    let currency = try name("the name of a currency")
    facts.currencyUses.append(currency)
    return currency
  }

  private mutating func note() throws(LineGivenUp) -> String? {
    skip("note") ? try string("a note").value : nil
  }

  private mutating func snapshotFault() throws(LineGivenUp) -> SnapshotFault {
    switch try choice(.snapshotFault, SnapshotWord.self).value {
    case .stale:
      try keyword("by")
      return .stale(by: try positiveDuration("the age of a snapshot").value)
    case .truncated:
      try keyword("to")
      return .truncated(to: try integer("a number of rows", in: 0...Int.max).value)
    case .empty: return .empty
    case .omits: return .omits(order: try mentionedOrder())
    }
  }

  /// `next 2`, `for 30s`, `until @heal`, or nothing.
  mutating func extent() throws(LineGivenUp) -> Extent? {
    if skip("next") { return .next(try integer("a number of messages", in: 1...Int.max).value) }
    if skip("for") { return .duration(try positiveDuration("the length of a fault").value) }
    if skip("until") { return .until(mark: try usedMark().value) }
    return nil
  }
}
