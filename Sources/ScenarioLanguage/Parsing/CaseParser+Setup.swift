import Reconciliation
import Trading

extension CaseParser {
  /// One line of the section `setup`.
  mutating func setupLine() throws(LineGivenUp) {
    let word = try choice(.setupWord, SetupWord.self)
    let item: SetupItem
    switch word.value {
    case .both: item = try partyItem(.both)
    case .local: item = try partyItem(.local)
    case .broker: item = try partyItem(.broker)
    case .market: item = try marketItem()
    case .instrument: item = try instrumentItem()
    }
    try finish()
    scenario.setup.append(Located(item, at: lineSpan))
  }

  private mutating func partyItem(_ party: Party) throws(LineGivenUp) -> SetupItem {
    let items = PartyItem.allCases.filter { $0 != .checkpoint || party == .local }
    let item = try word(.partyItem, of: items.map(\.rawValue))
    switch PartyItem(rawValue: item.value) {
    case .cash:
      let currency = try name("the name of a currency")
      facts.currencyNames.append(currency)
      return .cash(party, currency: currency, amount: try decimal("an amount").value)
    case .position:
      let symbol = try usedSymbol()
      let quantity = try decimal("a quantity")
      facts.positions.append(
        Facts.Amount(value: quantity.value, span: quantity.span, subject: .symbol(symbol.value)))
      try keyword("at")
      let price = try decimal("a price")
      return .position(party, symbol: symbol, quantity: quantity.value, price: price.value)
    case .order:
      let order = try newOrder()
      if facts.otherPartyHas(order.name.value, party) {
        // The same order as the other side sees it, not a second one.
        facts.orders.removeLast()
        facts.keys.removeLast()
      }
      if skip("filled") {
        let filled = try decimal("a quantity")
        note(quantity: filled, of: .symbol(order.symbol.value))
        return .order(party, order, state: .filled(filled.value))
      }
      _ = skip("accepted")
      return .order(party, order, state: .accepted)
    case .checkpoint:
      try keyword("seq")
      return .checkpoint(sequence: try integer("the number of a record", in: 0...UInt64.max).value)
    case nil: throw LineGivenUp()
    }
  }

  private mutating func marketItem() throws(LineGivenUp) -> SetupItem {
    let symbol = try name("the name of an instrument")
    facts.declare(instrument: symbol)
    if let first = facts.instruments[symbol.value]?.quote {
      try fail(.saidTwice("market \(symbol.value)", at: symbol.span, first: first))
    }
    facts.instruments[symbol.value]?.quote = symbol.span
    let (bid, ask) = try quote(symbol)
    return .market(symbol: symbol, bid: bid, ask: ask)
  }

  /// The two prices of a market line.
  mutating func quote(_ symbol: Located<String>) throws(LineGivenUp) -> (bid: Decimal, ask: Decimal) {
    let bid = try price("the bid", of: .symbol(symbol.value))
    let ask = try price("the ask", of: .symbol(symbol.value))
    if bid.value > ask.value {
      report(.crossedMarket(symbol.value, bid: bid, ask: ask))
    }
    return (bid.value, ask.value)
  }

  private mutating func instrumentItem() throws(LineGivenUp) -> SetupItem {
    let symbol = try name("the name of an instrument")
    facts.declare(instrument: symbol)
    if let first = facts.instruments[symbol.value]?.line {
      try fail(.saidTwice("instrument \(symbol.value)", at: symbol.span, first: first))
    }
    facts.instruments[symbol.value]?.line = symbol.span
    var said: [InstrumentWord: SourceSpan] = [:]
    var steps: [InstrumentWord: Decimal] = [:]
    var currency: Located<String>?
    repeat {
      let property = try choice(.instrumentWord, InstrumentWord.self)
      if let first = said.updateValue(property.span, forKey: property.value) {
        try fail(.saidTwice(property.value.rawValue, at: property.span, first: first))
      }
      if property.value == .currency {
        let name = try name("the name of a currency")
        facts.currencyNames.append(name)
        currency = name
      } else {
        let step = try decimal("a number above zero")
        if !step.value.isPositive {
          try fail(.number(step.value.description, because: "write a number above zero", at: step.span))
        }
        steps[property.value] = step.value
      }
    } while current != nil
    facts.instruments[symbol.value]?.tick = steps[.tick]
    facts.instruments[symbol.value]?.lot = steps[.lot]
    facts.instruments[symbol.value]?.currency = currency?.value
    return .instrument(
      symbol: symbol, tick: steps[.tick], lot: steps[.lot], multiplier: steps[.multiplier], currency: currency)
  }

  /// Reads `A buy 100 AAPL limit 150.01 tif day key K1`.
  mutating func newOrder() throws(LineGivenUp) -> NewOrder {
    let name = try name("the name of the order")
    let side = try side()
    let quantity = try decimal("a quantity")
    let symbol = try usedSymbol()
    note(quantity: quantity, of: .symbol(symbol.value))
    let pricing = try pricing(symbol.value)
    var order = NewOrder(
      name: name, side: side, quantity: quantity, symbol: symbol,
      pricing: pricing)
    var hasTimeInForce = false
    while true {
      if !hasTimeInForce, skip("tif") {
        hasTimeInForce = true
        let spelling = try word(.timeInForce, of: TimeInForce.allCases.map(\.spelling)).value
        order.timeInForce = TimeInForce.allCases.first { $0.spelling == spelling } ?? .day
      } else if order.key == nil, skip("key") {
        order.key = try self.name("a client order id")
      } else {
        break
      }
    }
    facts.orders.append(name)
    facts.keys.append(order.key?.value ?? name.value)
    return order
  }

  /// Takes a direction.
  mutating func side() throws(LineGivenUp) -> Side {
    try word(.side, of: Side.allCases.map(\.spelling)).value == Side.buy.spelling ? .buy : .sell
  }

  private mutating func pricing(_ symbol: String) throws(LineGivenUp) -> OrderPricing {
    switch try choice(.pricing, PricingWord.self).value {
    case .market: return .market
    case .limit: return .limit(try price("the limit", of: .symbol(symbol)).value)
    case .stop: return .stop(try price("the stop", of: .symbol(symbol)).value)
    case .stopLimit:
      let stop = try price("the stop", of: .symbol(symbol)).value
      return .stopLimit(stop: stop, limit: try price("the limit", of: .symbol(symbol)).value)
    }
  }
}

// MARK: - What the checker needs

extension CaseParser {
  /// Takes the name of an instrument that some line must introduce.
  mutating func usedSymbol() throws(LineGivenUp) -> Located<String> {
    let symbol = try name("the name of an instrument")
    facts.symbolUses.append(symbol)
    return symbol
  }

  /// Takes a price.
  mutating func price(_ what: String, of subject: Facts.Subject) throws(LineGivenUp) -> Located<Decimal> {
    let price = try decimal(what == "a price" ? what : "\(what) as a price")
    facts.prices.append(Facts.Amount(value: price.value, span: price.span, subject: subject))
    return price
  }

  /// Notes a quantity.
  mutating func note(quantity: Located<Decimal>, of subject: Facts.Subject) {
    facts.quantities.append(Facts.Amount(value: quantity.value, span: quantity.span, subject: subject))
  }

  /// Takes the name of a currency that some line must introduce.
  mutating func usedCurrency() throws(LineGivenUp) -> Located<String> {
    let currency = try name("the name of a currency")
    facts.currencyUses.append(currency)
    return currency
  }

  /// Takes the name of an order that a line above must have placed.
  mutating func commandedOrder() throws(LineGivenUp) -> Located<String> {
    let order = try name("the name of an order")
    facts.commandUses.append(
      Facts.CommandUse(order: order, placedBefore: facts.orders.count, isDeferred: isDeferred))
    return order
  }

  /// Takes the name of an order that any line may place.
  mutating func mentionedOrder() throws(LineGivenUp) -> Located<String> {
    let order = try name("the name of an order")
    facts.orderUses.append(order)
    return order
  }
}
