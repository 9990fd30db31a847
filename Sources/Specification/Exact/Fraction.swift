public import Trading

/// An exact number: a whole number over another one, both of any size.
///
/// The specification computes every figure with these, so that nothing it says rests on the arithmetic that engine and
/// broker use.
public struct Fraction: Sendable {
  /// What is divided.
  public let numerator: WholeNumber
  /// What it is divided by; above zero.
  public let denominator: WholeNumber

  /// Nothing.
  public static let zero = Fraction(0)

  /// Makes a whole number.
  public init(_ whole: Int) {
    numerator = WholeNumber(Int128(whole))
    denominator = WholeNumber(1)
  }

  /// Makes the value of a decimal.
  public init(_ decimal: Decimal) {
    // Most have two decimals at the most: of those the tens that both terms share are known, and the rest is small.
    let (hundredths, rest) = decimal.units.quotientAndRemainder(dividingBy: Fraction.unitsOfHundredth)
    if rest == 0 {
      self.init(WholeNumber(hundredths), over: WholeNumber(100))
    } else {
      self.init(WholeNumber(decimal.units), over: WholeNumber(Decimal.scale))
    }
  }

  private static let unitsOfHundredth: Int128 = 10_000_000_000
  /// Terms up to this one are left as they are: to look for what they share takes longer than to compute with them.
  private static let shortTerm: UInt128 = 1 << 31

  /// Makes the value of an exact amount.
  public init(_ amount: ExactAmount) {
    self.init(
      WholeNumber(amount), over: WholeNumber(Decimal.scale) * WholeNumber(Decimal.scale) * WholeNumber(Decimal.scale))
  }

  /// Makes a fraction, in lowest terms as soon as these are large enough to need that and small enough to look.
  private init(_ numerator: WholeNumber, over denominator: WholeNumber) {
    guard let above = numerator.small, let below = denominator.small,
      max(above.magnitude, below.magnitude) > Fraction.shortTerm
    else {
      self.numerator = numerator
      self.denominator = denominator
      return
    }
    if let short = Int64(exactly: above), let shortBelow = Int64(exactly: below) {
      let divisor = Fraction.commonDivisor(short.magnitude, shortBelow.magnitude)
      self.numerator = WholeNumber(Int128(short / Int64(divisor)))
      self.denominator = WholeNumber(Int128(shortBelow / Int64(divisor)))
      return
    }
    let divisor = Int128(Fraction.commonDivisor(above.magnitude, below.magnitude))
    self.numerator = WholeNumber(above / divisor)
    self.denominator = WholeNumber(below / divisor)
  }

  /// Whether the number is zero.
  public var isZero: Bool { numerator == .zero }
  /// Whether the number is below zero.
  public var isNegative: Bool { numerator.isNegative }
  /// Whether the number is above zero.
  public var isPositive: Bool { !isZero && !isNegative }
  /// The number without its sign.
  public var magnitude: Fraction { isNegative ? -self : self }

  /// The sum.
  public static func + (left: Fraction, right: Fraction) -> Fraction {
    if left.denominator == right.denominator {
      return Fraction(left.numerator + right.numerator, over: left.denominator)
    }
    return Fraction(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  /// The difference.
  public static func - (left: Fraction, right: Fraction) -> Fraction { left + -right }

  /// The product.
  public static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  /// The number with the other sign.
  public static prefix func - (number: Fraction) -> Fraction {
    Fraction(.zero - number.numerator, over: number.denominator)
  }

  /// The quotient, or nil for a division by zero.
  public func divided(by divisor: Fraction) -> Fraction? {
    guard !divisor.isZero else { return nil }
    let sign = WholeNumber(divisor.isNegative ? -1 : 1)
    return Fraction(numerator * divisor.denominator * sign, over: denominator * divisor.numerator.magnitude)
  }

  /// Whether a decimal is this number rounded once; at a tie either neighbour is.
  public func isRounded(to decimal: Decimal) -> Bool { isRounded(to: decimal, times: 1) }

  /// Whether a decimal is this number after so many roundings of parts of it.
  public func isRounded(to decimal: Decimal, times count: Int) -> Bool {
    let difference = (self - Fraction(decimal)).magnitude
    return difference * Fraction(2) <= Fraction(count) * Fraction(WholeNumber(1), over: WholeNumber(Decimal.scale))
  }
}

extension Fraction: Comparable {
  /// Whether two fractions are the same number.
  public static func == (left: Fraction, right: Fraction) -> Bool {
    if left.denominator == right.denominator { return left.numerator == right.numerator }
    return left.numerator * right.denominator == right.numerator * left.denominator
  }

  /// Orders by value.
  public static func < (left: Fraction, right: Fraction) -> Bool {
    if left.denominator == right.denominator { return left.numerator < right.numerator }
    return left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Fraction {
  /// Euclid's algorithm; in 64 bits where both fit, which is many times faster.
  private static func commonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (a, b) = (first, second)
    while b != 0 {
      if let x = UInt64(exactly: a), let y = UInt64(exactly: b) { return UInt128(commonDivisor(x, y)) }
      (a, b) = (b, a % b)
    }
    return max(a, 1)
  }

  private static func commonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}

extension Fraction: CustomStringConvertible {
  /// The decimal to which the number rounds, as messages show it; the terms if it does not fit.
  public var description: String {
    guard let above = numerator.small, let below = denominator.small else { return "a number of many digits" }
    let (scaled, overflow) = above.multipliedReportingOverflow(by: Decimal.scale)
    guard !overflow, let decimal = try? Decimal(units: scaled / below) else { return "\(above)/\(below)" }
    return decimal.description
  }
}
