public import Trading

extension Fraction {
  /// Whether the number is exactly this decimal.
  public func isEqual(to decimal: Decimal) -> Bool {
    numerator * WholeNumber(Decimal.scale) == WholeNumber(decimal.units) * denominator
  }

  /// Whether the number is above this decimal.
  public func exceeds(_ decimal: Decimal) -> Bool {
    WholeNumber(decimal.units) * denominator < numerator * WholeNumber(Decimal.scale)
  }

  /// Whether the number lies within the range of a decimal.
  public var fitsDecimal: Bool {
    numerator.magnitude * WholeNumber(Decimal.scale) <= WholeNumber(Int128.max) * denominator
  }

  /// Whether no other decimal is as near to the number as this one.
  public func isNearest(to decimal: Decimal) -> Bool {
    let rest = (numerator * WholeNumber(Decimal.scale) - WholeNumber(decimal.units) * denominator).magnitude
    return rest + rest < denominator
  }

  /// The decimal nearest to the number, the even one of two; nil if it does not fit.
  public var figure: Decimal? {
    guard let above = numerator.small, let below = denominator.small else { return searched }
    let divisor = below.magnitude
    let scaled = above.magnitude.multipliedFullWidth(by: Decimal.scale.magnitude)
    guard scaled.high < divisor else { return nil }
    let (whole, rest) = divisor.dividingFullWidth(scaled)
    let isUp = rest > divisor - rest || (rest == divisor - rest && whole % 2 == 1)
    guard let magnitude = Int128(exactly: isUp ? whole + 1 : whole) else { return nil }
    return try? Decimal(units: above < 0 ? -magnitude : magnitude)
  }

  /// The same for terms of any size: what the first digits of both say that it is at least, then the same of the rest,
  /// each time 62 binary digits more.
  private var searched: Decimal? {
    guard fitsDecimal else { return nil }
    var whole: Int128 = 0
    var rest = numerator.magnitude * WholeNumber(Decimal.scale)
    while denominator <= rest {
      let part = max(rest.quotientBounds(dividingBy: denominator).low, 1)
      whole += part
      rest = rest - WholeNumber(part) * denominator
    }
    let twice = rest + rest
    let isUp = denominator < twice || (denominator == twice && whole % 2 == 1)
    let (magnitude, isBeyond) = whole.addingReportingOverflow(isUp ? 1 : 0)
    guard !isBeyond else { return nil }
    return try? Decimal(units: isNegative ? -magnitude : magnitude)
  }
}
