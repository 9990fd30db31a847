import Trading

/// Quantity, cost and profit of a position, exactly: nothing is rounded before it is asked for.
///
/// Cost is released in proportion to what is closed (average-cost method); a share of it that does not end is rounded
/// at the 36th decimal, and what is read off it is freed of that first (``Trading/ExactAmount/settled(over:)``).
struct PositionBasis: Hashable, Sendable {
  private(set) var quantity = Decimal.zero
  /// Σ signed quantity × price of what is open.
  private(set) var cost = ExactAmount.zero
  /// The profit realized so far in points: Σ quantity × difference of prices, without the multiplier.
  private(set) var points = ExactAmount.zero
  private let multiplier: Decimal

  init(multiplier: Decimal) {
    self.multiplier = multiplier
  }

  /// Makes a basis as read from a checkpoint.
  init(
    quantity: Decimal, cost: ExactAmount, points: ExactAmount, multiplier: Decimal
  ) throws(DecimalError) {
    self.quantity = quantity
    self.cost = cost
    self.points = points
    self.multiplier = multiplier
    guard cost.fitsDecimal, try money.fitsDecimal else { throw .overflow }
  }

  /// The volume-weighted price of what is open, rounded half to even; nil when flat.
  var averagePrice: Decimal? {
    guard !quantity.isZero else { return nil }
    return try? cost.settled(over: quantity)
  }

  /// The profit in money, rounded once, half to even.
  var realizedProfit: Decimal { (try? money.settled(over: .one)) ?? .zero }

  /// The profit in money; every profit that was taken in fits.
  var exactProfit: ExactAmount { (try? money) ?? .zero }

  private var money: ExactAmount {
    get throws(DecimalError) { multiplier == .one ? points : try points.scaled(by: multiplier, over: .one) }
  }

  /// Takes an execution: opens, adds, closes in part or in full, or flips.
  ///
  /// On a throw nothing is changed.
  mutating func add(_ change: Decimal, at price: Decimal) throws(DecimalError) {
    var next = self
    next.quantity = try quantity + change
    if quantity.isZero || quantity.isNegative == change.isNegative {
      next.cost = try cost + .product(change, price)
    } else {
      let isFlip = change.magnitude > quantity.magnitude
      let released =
        next.quantity.isZero || isFlip ? cost : try cost.scaled(by: change.magnitude, over: quantity.magnitude)
      next.points = try points + .product(isFlip ? quantity : -change, price) - released
      next.cost = isFlip ? try .product(next.quantity, price) : try cost - released
      guard try next.money.fitsDecimal else { throw .overflow }
    }
    guard next.cost.fitsDecimal else { throw .overflow }
    self = next
  }

  /// Takes back an execution that is in the figures, as if it had never been: a trade the other way would earn or lose
  /// what nobody has.
  ///
  /// What it has added goes at what it has cost, as long as that leaves a price for the rest. What it has closed is open
  /// again at the average, and has earned nothing. Where the position was turned over, or is flat, what comes back of it
  /// is at its own price, since nobody knows another.
  ///
  /// On a throw nothing is changed.
  mutating func takeBack(_ change: Decimal, at price: Decimal, hasRealized: Bool) throws(DecimalError) {
    var next = self
    next.quantity = try quantity - change
    let hasAdded = !quantity.isZero && quantity.isNegative == change.isNegative
    if next.quantity.isZero {
      next.cost = .zero
    } else if hasAdded, change.magnitude < quantity.magnitude {
      let left = try cost - .product(change, price)
      let isPrice = !left.isZero && left.isNegative == next.quantity.isNegative
      next.cost = isPrice ? left : try cost.scaled(by: next.quantity.magnitude, over: quantity.magnitude)
    } else if hasAdded || quantity.isZero {
      next.cost = try .product(next.quantity, price)
    } else {
      let opened = try cost.scaled(by: change.magnitude, over: quantity.magnitude)
      next.cost = try cost + opened
      if hasRealized { next.points = try points - .product(-change, price) + opened }
      guard try next.money.fitsDecimal else { throw .overflow }
    }
    guard next.cost.fitsDecimal else { throw .overflow }
    self = next
  }

  /// The basis with quantity and price of the broker, and the profit so far.
  func adopting(quantity: Decimal, averagePrice: Decimal) throws(DecimalError) -> PositionBasis {
    try PositionBasis(
      quantity: quantity, cost: .product(quantity, averagePrice), points: points, multiplier: multiplier)
  }
}
