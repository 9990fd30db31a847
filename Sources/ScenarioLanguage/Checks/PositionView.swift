package import Trading

/// One position as one side sees it, valued at the broker's mark: what a check can ask for.
package struct PositionView {
  private let position: Position
  private let multiplier: Decimal
  private let mark: Decimal

  /// Makes a view; a mark of zero is none.
  package init(_ position: Position, of instrument: Instrument, mark: Decimal) {
    self.position = position
    multiplier = instrument.multiplier
    self.mark = mark
  }

  /// The signed quantity.
  package var quantity: Decimal { position.quantity }
  /// The average price of what is open; nil when flat.
  var average: Decimal? { position.averagePrice }
  /// The profit realized by closing.
  var realized: Decimal { position.realizedProfit }
  /// What closing at the mark would realize on top; nil without a mark, or if it does not fit.
  var unrealized: Decimal? { mark.isZero ? nil : position.unrealizedProfit(at: mark, multiplier: multiplier) }

  /// The position in a few words: `1000 at 65, realized 18333.33, unrealized 350`.
  package var summary: String {
    let price = average.map { " at \($0)" } ?? ""
    return "\(quantity)\(price), realized \(realized)" + (unrealized.map { ", unrealized \($0)" } ?? "")
  }
}
