import Trading

/// A line such as `market AAPL 149.99 150.01`.
package struct SetupMarket: SetupForm {
  /// The instrument.
  package var symbol = NewQuote()
  /// Its prices.
  package var quote = Quote(bid: .zero, ask: .zero)

  package init() {}

  package static let words = ["market"]
  package static let syntax: [Slot<Self>] = [.value(\.symbol), .value(\.quote)]
  package static let summary = "an instrument and its quote; positions are valued at the middle"
  package static let example = "market AAPL 149.99 150.01"

  package var market: (symbol: String, quote: Quote)? { (symbol.name.value, quote) }

  package func declare(in scope: inout some OpeningScope) { scope.declare(instrument: symbol.name.value) }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) throws(PlanError) {
    scope.open(bid: quote.bid, ask: quote.ask, of: try scope.instrument(symbol.name))
  }
}

/// The name of an instrument that gets its quote.
package struct NewQuote: SlotValue {
  /// The name.
  package var name = Located("")

  /// Makes a name.
  package init(_ name: String = "") { self.name = Located(name) }

  package static var reading: Reading<NewQuote> {
    Reading("SYMBOL", "the name of an instrument, such as `AAPL`") { parser throws(LineGivenUp) in
      var symbol = NewQuote()
      symbol.name = try parser.name("the name of an instrument")
      let name = symbol.name.value
      parser.facts.declare(instrument: symbol.name)
      if let first = parser.facts.instruments[name]?.quote {
        try parser.fail(.saidTwice("market \(name)", at: symbol.name.span, first: first))
      }
      parser.facts.instruments[name]?.quote = symbol.name.span
      parser.subject = .symbol(name)
      return symbol
    }
  }
  package var text: String { name.value }
  package var mentions: [Mention] { [Mention(.symbol, name.value)] }
  package mutating func rename(_ name: (Mention) -> String) {
    self.name.value = name(Mention(.symbol, self.name.value))
  }
}
