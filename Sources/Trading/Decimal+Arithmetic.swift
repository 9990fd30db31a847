extension Decimal {
  /// Adds exactly.
  @inlinable
  public static func + (left: Decimal, right: Decimal) throws(DecimalError) -> Decimal {
    let (sum, overflow) = left.units.addingReportingOverflow(right.units)
    guard !overflow, sum != Int128.min else { throw .overflow }
    return Decimal(uncheckedUnits: sum)
  }

  /// Subtracts exactly.
  @inlinable
  public static func - (left: Decimal, right: Decimal) throws(DecimalError) -> Decimal {
    let (difference, overflow) = left.units.subtractingReportingOverflow(right.units)
    guard !overflow, difference != Int128.min else { throw .overflow }
    return Decimal(uncheckedUnits: difference)
  }

  /// Negates exactly; every decimal has a negation.
  @inlinable
  public static prefix func - (value: Decimal) -> Decimal {
    Decimal(uncheckedUnits: -value.units)
  }

  /// Multiplies, rounding half to even at the twelfth decimal.
  @inlinable
  public static func * (left: Decimal, right: Decimal) throws(DecimalError) -> Decimal {
    // Prices and quantities of practice fit in 64 bits each, so that the product fits in 128.
    if let a = Int64(exactly: left.units), let b = Int64(exactly: right.units) {
      let product = Int128(a) * Int128(b)
      let (quotient, remainder) = product.quotientAndRemainder(dividingBy: scale)
      if remainder == 0 { return Decimal(uncheckedUnits: quotient) }
    }
    return try left.multiplied(by: right, rounding: .halfEven)
  }

  /// Multiplies, rounding at the twelfth decimal as told.
  ///
  /// The product is computed in 256 bits, so that only a result that does not fit throws.
  public func multiplied(by other: Decimal, rounding: Rounding) throws(DecimalError) -> Decimal {
    let product = units.magnitude.multipliedFullWidth(by: other.units.magnitude)
    return try Decimal.quotient(
      of: product, by: Decimal.scale.magnitude, isNegative: isNegative != other.isNegative, rounding: rounding)
  }

  /// Divides, rounding at the twelfth decimal as told.
  ///
  /// - Throws: ``DecimalError/divisionByZero`` or ``DecimalError/overflow``.
  public func divided(by other: Decimal, rounding: Rounding) throws(DecimalError) -> Decimal {
    guard !other.isZero else { throw .divisionByZero }
    let scaled = units.magnitude.multipliedFullWidth(by: Decimal.scale.magnitude)
    return try Decimal.quotient(
      of: scaled, by: other.units.magnitude, isNegative: isNegative != other.isNegative, rounding: rounding)
  }

  /// Divides a 256-bit magnitude by a 128-bit one and rounds.
  private static func quotient(
    of dividend: (high: UInt128, low: UInt128), by divisor: UInt128, isNegative: Bool, rounding: Rounding
  ) throws(DecimalError) -> Decimal {
    guard dividend.high < divisor else { throw .overflow }
    let (quotient, remainder) =
      dividend.high == 0
      ? dividend.low.quotientAndRemainder(dividingBy: divisor)
      : divisor.dividingFullWidth(dividend)
    let up = rounding.roundsAway(
      isOdd: quotient & 1 == 1, remainder: remainder, divisor: divisor, isNegative: isNegative)
    let (magnitude, overflow) = quotient.addingReportingOverflow(up ? 1 : 0)
    guard !overflow, magnitude <= UInt128(Int128.max) else { throw .overflow }
    return Decimal(uncheckedUnits: isNegative ? -Int128(magnitude) : Int128(magnitude))
  }
}
