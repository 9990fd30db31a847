import Simulation
import Trading

/// A line such as `market AAPL 148.00 148.02`.
package struct MarketLine: LineForm {
  /// The instrument.
  package var symbol: SymbolName = ""
  /// The prices.
  package var quote = Quote(bid: .zero, ask: .zero)

  package init() {}

  package static let words = ["market"]
  package static let syntax: [Slot<Self>] = [.value(\.symbol), .value(\.quote)]
  package static let summary = "the prices of an instrument change"
  package static let example = "market AAPL 148.00 148.02"
  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.market(try scope.instrument(symbol.located), mark: scope.middle(quote.bid, quote.ask)))
  }
}
