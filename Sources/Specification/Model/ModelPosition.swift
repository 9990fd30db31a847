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

  /// Sets quantity and average price to figures from elsewhere; the profit so far stays.
  mutating func set(_ quantity: Fraction, at average: Fraction) {
    self.quantity = quantity
    cost = quantity * average
  }

  /// Sets what was realized before.
  mutating func set(profit: Fraction) { self.profit = profit }
}
