package import Trading

/// A line such as `both position AAPL 300 at 148.00`.
package struct SetupPosition: SetupForm {
  package var party = Party.both
  /// The instrument.
  package var symbol: SymbolName = ""
  /// How much is held.
  package var quantity = SignedQuantity(.zero)
  /// What it cost on average.
  package var price = Price(.zero)

  package init() {}

  package static let words = ["position"]
  package static let parties = [Party.both, .local, .broker]
  package static let syntax: [Slot<Self>] = [
    .value(\.symbol), .value(\.quantity), .value("at", \.price, as: .average),
  ]
  package static let summary = "a position with its average price"
  package static let example = "both position AAPL 300 at 148.00"

  package var holding: (name: String, amount: Decimal)? { ("position \(symbol.value)", quantity.value) }

  /// One unit, where both sides have more.
  package var simpler: [Self] {
    guard party == .both, quantity.value > .one else { return [] }
    var one = self
    one.quantity.value = .one
    return [one]
  }

  package func declare(in scope: inout some OpeningScope) { scope.declare(instrument: symbol.value) }

  package func open(in scope: inout some OpeningScope, at span: SourceSpan) throws(PlanError) {
    let instrument = try scope.instrument(symbol.located)
    do { try scope.open(quantity.value, at: price.value, in: instrument, of: party) } catch {
      throw PlanError(message: "the cost of this position does not fit", span: span)
    }
  }
}
