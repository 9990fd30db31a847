import Trading

/// A line such as `market AAPL 149.99 150.01`.
package struct SetupMarket: SetupForm {
  /// The instrument.
  package var symbol: SymbolName = ""
  /// Its prices.
  package var quote = Quote(bid: .zero, ask: .zero)

  package init() {}

  package static let words = ["market"]
  package static let syntax: [Slot<Self>] = [.value(\.symbol, as: .quoted), .value(\.quote)]
  package static let summary = "an instrument and its quote; positions are valued at the middle"
  package static let example = "market AAPL 149.99 150.01"

  package var market: (symbol: String, quote: Quote)? { (symbol.value, quote) }

  package func declare(in scope: inout some OpeningScope) { scope.declare(instrument: symbol.value) }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) throws(PlanError) {
    scope.open(bid: quote.bid, ask: quote.ask, of: try scope.instrument(symbol.located))
  }
}
