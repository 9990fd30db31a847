package import Trading

/// One position as one side sees it, valued at the broker's mark: what a check can ask for.
package struct PositionView {
  /// The signed quantity.
  package let quantity: Decimal
  private let cost: ExactAmount
  private let profit: ExactAmount
  private let multiplier: Decimal
  private let mark: Decimal

  /// Makes a view; a mark of zero is none.
  package init(quantity: Decimal, cost: ExactAmount, profit: ExactAmount, multiplier: Decimal, mark: Decimal) {
    self.quantity = quantity
    self.cost = cost
    self.profit = profit
    self.multiplier = multiplier
    self.mark = mark
  }

  /// The average price of what is open; nil when flat.
  package var average: Decimal? { quantity.isZero ? nil : try? cost.divided(by: quantity) }

  /// The profit realized by closing.
  package var realized: Decimal { (try? profit.rounded()) ?? .zero }

  /// What closing at the mark would realize on top; nil without a mark, or if it does not fit.
  var unrealized: Decimal? {
    guard !mark.isZero else { return nil }
    return try? (ExactAmount.product(quantity, mark) - cost).scaled(by: multiplier, over: .one).rounded()
  }

  /// The position in a few words: `1000 at 65, realized 18333.33, unrealized 350`.
  package var summary: String {
    let price = average.map { " at \($0)" } ?? ""
    return "\(quantity)\(price), realized \(realized)" + (unrealized.map { ", unrealized \($0)" } ?? "")
  }
}
