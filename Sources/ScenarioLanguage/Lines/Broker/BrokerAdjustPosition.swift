import Simulation
import Trading

/// A line such as `broker adjust position AAPL 300 at 10.00 note "split"`.
package struct BrokerAdjustPosition: LineForm {
  /// The instrument.
  package var symbol: SymbolName = ""
  /// The position.
  package var quantity = SignedQuantity(.zero)
  /// Its average price; nil keeps it.
  package var price: Price?
  /// What it was.
  package var note: QuotedText?

  package init() {}

  package static let words = ["broker", "adjust", "position"]
  package static let syntax: [Slot<Self>] = [
    .value(\.symbol), .value(\.quantity), .optional("at", \.price, as: .average),
    .optional("note", \.note, as: .quoted("a note")),
  ]
  package static let summary = "the broker sets a position without a trade, as after a split"
  package static let example = "broker adjust position AAPL 300 at 10.00 note \"split\""
  package static var traits: LineTraits { .changesAccount }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(
      .broker(
        .adjustPosition(
          try scope.instrument(symbol.located), quantity: quantity.value, price: price?.value,
          note: scope.text(note?.value))))
  }
}
