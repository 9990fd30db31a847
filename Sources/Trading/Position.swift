/// A net position with its cost and the profit realized so far.
///
/// The exact cost of what is open is kept, not the average price: average and profit are rounded when asked for, so
/// that rounding never accumulates, and `realized profit + value out - value in` is conserved.
public struct Position: Hashable, Sendable {
  /// The signed quantity: above zero long, below zero short.
  public private(set) var quantity: Decimal
  /// What the open quantity cost: Σ signed quantity × price, without the multiplier; same sign as `quantity`.
  public private(set) var cost: ExactAmount
  /// The profit realized by closing, before it is rounded; it always fits a decimal.
  public private(set) var exactProfit: ExactAmount

  /// No position.
  public static let flat = Position(quantity: .zero, cost: .zero, realizedProfit: .zero)

  /// Makes a position as read from a journal.
  ///
  /// - Throws: ``DecimalError/overflow`` if cost or profit lie outside the range of a decimal.
  public init(quantity: Decimal, cost: ExactAmount, exactProfit: ExactAmount) throws(DecimalError) {
    guard cost.fitsDecimal, exactProfit.fitsDecimal else { throw .overflow }
    self.quantity = quantity
    self.cost = cost
    self.exactProfit = exactProfit
  }

  /// Makes a position whose cost is a plain decimal.
  public init(quantity: Decimal, cost: Decimal, realizedProfit: Decimal) {
    self.quantity = quantity
    self.cost = ExactAmount(cost)
    self.exactProfit = ExactAmount(realizedProfit)
  }

  /// Makes a position as a broker or a file states it.
  ///
  /// - Throws: ``DecimalError/overflow`` if the cost does not fit.
  public init(quantity: Decimal, averagePrice: Decimal) throws(DecimalError) {
    try self.init(quantity: quantity, cost: .product(quantity, averagePrice), exactProfit: .zero)
  }

  /// The profit realized by closing, in the instrument's currency; rounded half to even at 12 decimals.
  public var realizedProfit: Decimal { (try? exactProfit.rounded()) ?? .zero }

  /// The volume-weighted price of what is open, or nil when flat; rounded half to even at 12 decimals.
  public var averagePrice: Decimal? {
    guard !quantity.isZero else { return nil }
    return try? cost.divided(by: quantity)
  }

  /// Whether nothing is open.
  public var isFlat: Bool { quantity.isZero }

  /// What closing the position at a price would realize on top, in the instrument's currency, or nil if it does not
  /// fit.
  public func unrealizedProfit(at mark: Decimal, multiplier: Decimal) -> Decimal? {
    try? (ExactAmount.product(quantity, mark) - cost).scaled(by: multiplier, over: .one).rounded()
  }

  /// Books an execution: opens, adds, closes in part or in full, or flips.
  ///
  /// Closing releases cost in proportion to the quantity closed (average-cost method); the realized profit is
  /// the value of the closed part minus its cost, times the multiplier. On a throw nothing is changed.
  ///
  /// - Parameters:
  ///   - side: the direction of the execution.
  ///   - executed: the quantity, above zero.
  ///   - price: the price per unit.
  ///   - multiplier: the instrument's contract multiplier.
  public mutating func apply(
    _ side: Side, quantity executed: Decimal, price: Decimal, multiplier: Decimal
  ) throws(DecimalError) {
    let change = side.signed(executed)
    let remaining = try quantity + change
    if quantity.isZero || quantity.isNegative == change.isNegative {
      let cost = try cost + .product(change, price)
      self = try Position(quantity: remaining, cost: cost, exactProfit: exactProfit)
    } else {
      let isFlip = change.magnitude > quantity.magnitude
      let closed = isFlip ? -quantity : change
      let released = isFlip || remaining.isZero ? cost : try cost.scaled(by: closed.magnitude, over: quantity.magnitude)
      let gain = try ExactAmount.product(-closed, price) - released
      let profit = try exactProfit + (multiplier == .one ? gain : gain.scaled(by: multiplier, over: .one))
      let left = isFlip ? try ExactAmount.product(remaining, price) : try cost - released
      self = try Position(quantity: remaining, cost: left, exactProfit: profit)
    }
  }

  /// Takes over quantity and price from the broker; the profit realized so far is kept.
  public mutating func adopt(quantity: Decimal, averagePrice: Decimal) throws(DecimalError) {
    self = try Position(quantity: quantity, cost: .product(quantity, averagePrice), exactProfit: exactProfit)
  }
}
