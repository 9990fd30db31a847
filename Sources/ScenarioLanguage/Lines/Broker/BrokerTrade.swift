import Simulation
package import Trading

/// A line such as `broker trade AAPL sell 120 at 151.00 note "by phone"`.
package struct BrokerTrade: LineForm {
  /// The instrument.
  package var symbol: SymbolName = ""
  /// The direction.
  package var side = Side.buy
  /// The quantity.
  package var quantity = Quantity(.zero)
  /// The price.
  package var price = Price(.zero)
  /// What it was.
  package var note: QuotedText?

  package init() {}

  package static let words = ["broker", "trade"]
  package static let syntax: [Slot<Self>] = [
    .value(\.symbol), .value(\.side), .value(\.quantity), .value("at", \.price),
    .optional("note", \.note, as: .quoted("a note")),
  ]
  package static let summary = "somebody trades on the account without an order of the engine"
  package static let example = "broker trade AAPL sell 120 at 151.00 note \"by phone\""
  package static var traits: LineTraits { .changesAccount }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(
      .broker(
        .trade(
          try scope.instrument(symbol.located), side, quantity: quantity.value, price: price.value,
          note: scope.text(note?.value))))
  }
}
