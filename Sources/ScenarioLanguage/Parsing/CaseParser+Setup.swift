import Reconciliation
import Trading

extension CaseParser {
  /// The two prices of a market line.
  mutating func quote(_ symbol: Located<String>) throws(LineGivenUp) -> (bid: Decimal, ask: Decimal) {
    let bid = try price("the bid", of: .symbol(symbol.value))
    let ask = try price("the ask", of: .symbol(symbol.value))
    if bid.value > ask.value {
      report(.crossedMarket(symbol.value, bid: bid, ask: ask))
    }
    return (bid.value, ask.value)
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
        order.repeatsKey = skip("again")
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
    case .limit:
      let limit = try price("the limit", of: .symbol(symbol))
      try refuseSecondPrice("stop", beside: limit.value)
      return .limit(limit.value)
    case .stop:
      let stop = try price("the stop", of: .symbol(symbol))
      try refuseSecondPrice("limit", beside: stop.value)
      return .stop(stop.value)
    case .stopLimit:
      let stop = try price("the stop", of: .symbol(symbol)).value
      return .stopLimit(stop: stop, limit: try price("the limit", of: .symbol(symbol)).value)
    }
  }

  /// A stop and a limit are one pricing, with a word of its own.
  private mutating func refuseSecondPrice(_ word: String, beside price: Decimal) throws(LineGivenUp) {
    guard let token = current, token.text == word else { return }
    let other = index + 1 < tokens.count ? tokens[index + 1].text : "PRICE"
    let (stop, limit) = word == "stop" ? (other, "\(price)") : ("\(price)", other)
    try fail(.secondPrice(token, stop: stop, limit: limit))
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

  /// Notes an instrument that a line of the setup introduces, each sort of line once.
  mutating func introduce(
    instrument symbol: Located<String>, by word: String,
    _ place: WritableKeyPath<Facts.InstrumentFacts, SourceSpan?>
  ) throws(LineGivenUp) {
    facts.declare(instrument: symbol)
    if let first = facts.instruments[symbol.value]?[keyPath: place] {
      try fail(.saidTwice("\(word) \(symbol.value)", at: symbol.span, first: first))
    }
    facts.instruments[symbol.value]?[keyPath: place] = symbol.span
  }

  /// Takes the name of a currency that the line introduces.
  mutating func newCurrency() throws(LineGivenUp) -> Located<String> {
    let currency = try name("the name of a currency")
    facts.currencyNames.append(currency)
    return currency
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
