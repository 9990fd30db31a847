public import Trading

/// A position by its definition: what is open, what that cost, what closing has brought.
///
/// The average price of what is open changes only when more is opened; closing realizes the difference to it
/// (order/position document, section 2; issue 6).
public struct ModelPosition: Sendable {
  /// The signed quantity.
  public private(set) var quantity = Fraction.zero
  /// Signed quantity times average price, without the multiplier.
  public private(set) var cost = Fraction.zero
  /// The profit realized, in the instrument's currency.
  public private(set) var profit = Fraction.zero
  /// What one point of price is worth per unit of quantity.
  public let multiplier: Fraction

  /// No position.
  public init(multiplier: Decimal) { self.multiplier = Fraction(multiplier) }

  /// The average price of what is open, or nil when flat.
  public var averagePrice: Fraction? { cost.divided(by: quantity) }

  /// Takes an execution of a signed quantity.
  mutating func add(_ change: Fraction, at price: Fraction) {
    guard let average = averagePrice, quantity.isNegative != change.isNegative else {
      quantity = quantity + change
      cost = cost + change * price
      return
    }
    let closed = change.magnitude < quantity.magnitude ? -change : quantity
    profit = profit + closed * (price - average) * multiplier
    quantity = quantity + change
    let isFlip = !quantity.isZero && quantity.isNegative == change.isNegative
    cost = quantity * (isFlip ? price : average)
  }

  /// Takes an execution out that is part of the figures, as if it had never been there.
  ///
  /// - Parameter takesProfit: whether what it has earned by closing is part of the profit.
  mutating func remove(_ change: Fraction, at price: Fraction, takesProfit: Bool) {
    let rest = quantity - change
    defer { quantity = rest }
    guard !rest.isZero else { return cost = .zero }
    guard let average = averagePrice else { return cost = rest * price }
    guard quantity.isNegative == change.isNegative else {
      // It has closed that much, which is held as before, at the average.
      if takesProfit { profit = profit + change * (price - average) * multiplier }
      return cost = rest * average
    }
    guard rest.isNegative == quantity.isNegative else { return cost = rest * price }
    let left = cost - change * price
    let isPriced = !left.isZero && left.isNegative == rest.isNegative
    cost = isPriced ? left : rest * average
  }

  /// Sets quantity and average price to figures from elsewhere; the profit so far stays.
  mutating func set(_ quantity: Fraction, at average: Fraction) {
    self.quantity = quantity
    cost = quantity * average
  }

  /// Sets what was realized before.
  mutating func set(profit: Fraction) { self.profit = profit }
}
