import Reconciliation
import Specification
import Trading

/// Average price and realized profit of a position, as a fraction of whole numbers: nothing is rounded.
///
/// Written from the definition and not from `Trading.Position`: the average of what is open changes only when more is
/// opened, and what was realized is what the open part cost less all the money that went in.
struct AverageCost: Sendable {
  /// In 10⁻¹².
  private(set) var quantity: Int128
  /// The average price of what is open is `value / weight`; the value is in 10⁻²⁴, the weight in 10⁻¹² and above zero.
  private var value: WholeNumber
  private var weight: WholeNumber
  /// Σ signed quantity × price, that of the baseline included, in 10⁻²⁴.
  private var paid: WholeNumber
  /// The profit realized up to the baseline, in 10⁻²⁴, as a fraction.
  private var profit: (numerator: WholeNumber, denominator: WholeNumber)
  /// The contract multiplier as a fraction in lowest terms.
  private let multiplier: (numerator: WholeNumber, denominator: WholeNumber)

  /// Starts at a baseline: a quantity at an average price, with a profit realized before.
  init(quantity: Decimal, averagePrice: Decimal, profit: ExactAmount, multiplier: Decimal) {
    self.quantity = quantity.units
    value = WholeNumber(quantity.magnitude.units) * WholeNumber(averagePrice.units)
    weight = WholeNumber(quantity.magnitude.units)
    paid = quantity.isNegative ? .zero - value : value
    self.profit =
      profit.isZero ? (.zero, WholeNumber(1)) : (WholeNumber(profit), WholeNumber(Decimal.scale))
    let divisor = Int128(greatestCommonDivisor(multiplier.units.magnitude, Decimal.scale.magnitude))
    self.multiplier = (WholeNumber(multiplier.units / divisor), WholeNumber(Decimal.scale / divisor))
  }

  /// Adds an execution.
  ///
  /// - Returns: Whether the quantity still fits; if not, nothing is changed.
  mutating func add(_ side: Side, quantity executed: Decimal, price: Decimal) -> Bool {
    let change = side == .buy ? executed.units : -executed.units
    let (next, overflow) = quantity.addingReportingOverflow(change)
    guard !overflow else { return false }
    let size = WholeNumber(change < 0 ? -change : change)
    let money = size * WholeNumber(price.units)
    let held = WholeNumber(quantity < 0 ? -quantity : quantity)
    if quantity == 0 {
      value = money
      weight = size
    } else if (quantity < 0) == (change < 0) {
      if weight == held {
        value = value + money
        weight = weight + size
      } else {
        // A part was closed since the weight was made: the value of what is left is value × held / weight.
        let share = AverageCost.lowestTerms(held, weight)
        value = value * share.numerator + money * share.denominator
        weight = share.denominator * (held + size)
      }
    } else if (next < 0) != (quantity < 0), next != 0 {
      weight = WholeNumber(next < 0 ? -next : next)
      value = weight * WholeNumber(price.units)
    }
    paid = change < 0 ? paid - money : paid + money
    quantity = next
    return true
  }

  /// Takes an execution out of what the baseline holds: what it opened with its money, where that leaves a price; what it
  /// closed is open again at the average, without a profit.
  ///
  /// - Returns: Whether the quantity still fits; if not, nothing is changed.
  mutating func remove(_ side: Side, quantity executed: Decimal, price: Decimal, takesProfit: Bool) -> Bool {
    let change = side == .buy ? executed.units : -executed.units
    let (next, overflow) = quantity.subtractingReportingOverflow(change)
    guard !overflow else { return false }
    var gained = realized
    let size = WholeNumber(change < 0 ? -change : change)
    let (held, rest) = (WholeNumber(quantity < 0 ? -quantity : quantity), WholeNumber(next < 0 ? -next : next))
    let money = size * WholeNumber(price.units)
    if quantity == 0 || next == 0 || (quantity < 0) == (change < 0) && (next < 0) != (quantity < 0) {
      (value, weight) = (rest * WholeNumber(price.units), rest)
    } else if (quantity < 0) == (change < 0) {
      // What is open costs value x held / weight; without the money of the execution it has to cost something still.
      let left = value * held - money * weight
      if WholeNumber.zero < left { (value, weight) = (left, rest * weight) }
    } else if takesProfit {
      // It has earned size x (price - average), or as much less where something short was closed.
      let earned = multiplier.numerator * (money * weight - value * size)
      let share = multiplier.denominator * weight
      let signed = change < 0 ? earned : .zero - earned
      gained = (gained.numerator * share - signed * gained.denominator, gained.denominator * share)
    }
    quantity = next
    paid = .zero
    profit = (.zero, WholeNumber(1))
    // From here on the cost of what is open is what was paid for it.
    let cost = realized
    profit = (
      gained.numerator * cost.denominator - cost.numerator * gained.denominator, gained.denominator * cost.denominator
    )
    return true
  }

  /// Whether an average price is the exact one, rounded once; true when nothing is open.
  func averages(_ price: Decimal?) -> Bool {
    guard quantity != 0 else { return price == nil }
    guard let price else { return false }
    return AverageCost.isRounded(WholeNumber(price.units) * weight - value, over: weight)
  }

  /// Whether a realized profit is the exact one, rounded once.
  func realizes(_ figure: Decimal) -> Bool {
    let exact = realized
    return AverageCost.isRounded(
      WholeNumber(figure.units) * exact.denominator * AverageCost.scale - exact.numerator,
      over: exact.denominator * AverageCost.scale)
  }

  /// The exact average price, rounded once, or nil when flat.
  var averagePrice: Decimal? {
    quantity == 0 ? nil : AverageCost.nearest { AverageCost.isBelow($0, value, weight) }
  }

  /// The exact realized profit, rounded once, or nil if it does not fit.
  var realizedProfit: Decimal? {
    let exact = realized
    let denominator = exact.denominator * AverageCost.scale
    return AverageCost.nearest { AverageCost.isBelow($0, exact.numerator, denominator) }
  }

  /// The realized profit in 10⁻²⁴ as a fraction: the profit of the baseline, and multiplier × (cost of what is open -
  /// what was paid).
  private var realized: (numerator: WholeNumber, denominator: WholeNumber) {
    var cost = WholeNumber.zero
    var share = WholeNumber(1)
    if quantity != 0 {
      let held = WholeNumber(quantity < 0 ? -quantity : quantity)
      let terms = held == weight ? (numerator: share, denominator: share) : AverageCost.lowestTerms(held, weight)
      cost = quantity < 0 ? .zero - value * terms.numerator : value * terms.numerator
      share = terms.denominator
    }
    let gain = multiplier.numerator * (cost - paid * share)
    return (
      profit.numerator * share * multiplier.denominator + gain * profit.denominator,
      share * multiplier.denominator * profit.denominator
    )
  }
}

extension AverageCost {
  private static let scale = WholeNumber(Decimal.scale)

  /// Whether a difference lies within half a unit of the twelfth decimal, which one rounding makes.
  ///
  /// A hundred-millionth of that unit is allowed on top: a cost that is kept to 36 decimals is not a fraction, and
  /// next to a tie that tells up from down.
  private static func isRounded(_ difference: WholeNumber, over denominator: WholeNumber) -> Bool {
    if difference == .zero { return true }
    return difference.magnitude * WholeNumber(200_000_000) <= denominator * WholeNumber(100_000_002)
  }

  private static func lowestTerms(
    _ numerator: WholeNumber, _ denominator: WholeNumber
  ) -> (numerator: WholeNumber, denominator: WholeNumber) {
    guard let a = numerator.small, let b = denominator.small else { return (numerator, denominator) }
    let divisor = Int128(greatestCommonDivisor(a.magnitude, b.magnitude))
    return (WholeNumber(a / divisor), WholeNumber(b / divisor))
  }

  /// Whether a count of 10⁻¹², plus a half, is at most a fraction: then the fraction rounds to a larger one.
  private static func isBelow(_ units: Int128, _ numerator: WholeNumber, _ denominator: WholeNumber) -> Bool {
    (WholeNumber(units) * WholeNumber(2) + WholeNumber(1)) * denominator <= numerator * WholeNumber(2)
  }

  /// The decimal to which a fraction rounds, found by halving: a division is not needed for a message.
  private static func nearest(_ isBelow: (Int128) -> Bool) -> Decimal? {
    var (lower, upper) = (-Int128.max, Int128.max)
    guard isBelow(lower), !isBelow(upper) else { return nil }
    // The result lies above `lower` and is at most `upper`.
    while upper - 1 > lower {
      let middle = (lower >> 1) + (upper >> 1) + (lower & upper & 1)
      if isBelow(middle) { lower = middle } else { upper = middle }
    }
    return try? Decimal(units: upper)
  }
}

/// Euclid's algorithm; in 64 bits where both fit, which is many times faster.
private func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
  if var x = UInt64(exactly: a), var y = UInt64(exactly: b) {
    while y != 0 { (x, y) = (y, x % y) }
    return UInt128(max(x, 1))
  }
  var (x, y) = (a, b)
  while y != 0 { (x, y) = (y, x % y) }
  return max(x, 1)
}
