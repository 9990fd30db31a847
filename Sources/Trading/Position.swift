/// A net position with its cost and the profit realized so far.
///
/// The cost of what is open is kept, not the average price: the average is derived when asked for, so that
/// rounding never accumulates, and `realized profit + value out - value in` is conserved to the last unit.
public struct Position: Hashable, Sendable {
  /// The signed quantity: above zero long, below zero short.
  public private(set) var quantity: Decimal
  /// What the open quantity cost: Σ signed quantity × price, without the multiplier; same sign as `quantity`.
  public private(set) var cost: Decimal
  /// The profit realized by closing, in the instrument's currency.
  public private(set) var realizedProfit: Decimal

  /// No position.
  public static let flat = Position(quantity: .zero, cost: .zero, realizedProfit: .zero)

  /// Makes a position as read from a journal.
  public init(quantity: Decimal, cost: Decimal, realizedProfit: Decimal) {
    self.quantity = quantity
    self.cost = cost
    self.realizedProfit = realizedProfit
  }

  /// Makes a position as a broker or a file states it.
  ///
  /// - Throws: ``DecimalError/overflow`` if the cost does not fit.
  public init(quantity: Decimal, averagePrice: Decimal) throws(DecimalError) {
    self.init(quantity: quantity, cost: try quantity * averagePrice, realizedProfit: .zero)
  }

  /// The volume-weighted price of what is open, or nil when flat; rounded half to even at 12 decimals.
  public var averagePrice: Decimal? {
    guard !quantity.isZero else { return nil }
    return try? cost.divided(by: quantity, rounding: .halfEven)
  }

  /// Whether nothing is open.
  public var isFlat: Bool { quantity.isZero }

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
    if quantity.isZero || quantity.isNegative == change.isNegative {
      let cost = try cost + change * price
      quantity = try quantity + change
      self.cost = cost
    } else if change.magnitude <= quantity.magnitude {
      let released = try cost.scaled(by: change.magnitude, over: quantity.magnitude)
      let profit = try (-change * price - released) * multiplier
      let realized = try realizedProfit + profit
      let remaining = try quantity + change
      cost = remaining.isZero ? .zero : try cost - released
      quantity = remaining
      realizedProfit = realized
    } else {
      let remaining = try quantity + change
      let opened = try remaining * price
      // What was closed is worth what was executed less what was opened: two products of parts would each be
      // rounded, and their sum could differ from the money that changed hands.
      let profit = try (opened - change * price - cost) * multiplier
      let realized = try realizedProfit + profit
      cost = opened
      quantity = remaining
      realizedProfit = realized
    }
  }

  /// Takes over quantity and price from the broker; the profit realized so far is kept.
  public mutating func adopt(quantity: Decimal, averagePrice: Decimal) throws(DecimalError) {
    let cost = try quantity * averagePrice
    self.quantity = quantity
    self.cost = cost
  }
}
