extension ExactAmount {
  /// Multiplies two decimals exactly.
  public static func product(_ left: Decimal, _ right: Decimal) throws(DecimalError) -> ExactAmount {
    let product = left.units.magnitude.multipliedFullWidth(by: right.units.magnitude)
    let shifted = try multiply(product, by: Decimal.scale.magnitude)
    guard shifted.top == 0, shifted.high <= UInt128(Int128.max) else { throw .overflow }
    return ExactAmount(magnitude: (shifted.high, shifted.low), isNegative: left.isNegative != right.isNegative)
  }

  /// Adds exactly.
  public static func + (left: ExactAmount, right: ExactAmount) throws(DecimalError) -> ExactAmount {
    let (low, carries) = left.low.addingReportingOverflow(right.low)
    let (sum, overflow) = left.high.addingReportingOverflow(right.high)
    let (high, carryOverflow) = sum.addingReportingOverflow(carries ? 1 : 0)
    // Two overflows of opposite sign cancel out.
    guard overflow == carryOverflow else { throw .overflow }
    return try ExactAmount(high: high, low: low)
  }

  /// Subtracts exactly.
  public static func - (left: ExactAmount, right: ExactAmount) throws(DecimalError) -> ExactAmount {
    try left + -right
  }

  /// Negates exactly; every amount has a negation.
  public static prefix func - (value: ExactAmount) -> ExactAmount {
    ExactAmount(magnitude: value.magnitude, isNegative: !value.isNegative)
  }

  /// Computes `self × numerator ÷ denominator` with a single rounding, half to even at the 36th decimal.
  public func scaled(by numerator: Decimal, over denominator: Decimal) throws(DecimalError) -> ExactAmount {
    guard !denominator.isZero else { throw .divisionByZero }
    let product = try ExactAmount.multiply(magnitude, by: numerator.units.magnitude)
    let divisor = denominator.units.magnitude
    guard product.top < divisor else { throw .overflow }
    let (high, rest) = divisor.dividingFullWidth((product.top, product.high))
    let (low, remainder) = divisor.dividingFullWidth((rest, product.low))
    let isUp = Rounding.halfEven.roundsAway(
      isOdd: low & 1 == 1, remainder: remainder, divisor: divisor, isNegative: false)
    let (roundedLow, carries) = low.addingReportingOverflow(isUp ? 1 : 0)
    let (roundedHigh, overflow) = high.addingReportingOverflow(carries ? 1 : 0)
    guard !overflow, roundedHigh <= UInt128(Int128.max) else { throw .overflow }
    let negatives = [isNegative, numerator.isNegative, denominator.isNegative].count { $0 }
    return ExactAmount(magnitude: (roundedHigh, roundedLow), isNegative: negatives % 2 == 1)
  }

  /// The amount as a decimal, rounded once at the twelfth decimal.
  public func rounded(_ rounding: Rounding = .halfEven) throws(DecimalError) -> Decimal {
    try divided(by: .one, rounding: rounding)
  }

  /// Divides, rounding once at the twelfth decimal.
  ///
  /// - Throws: ``DecimalError/divisionByZero`` or ``DecimalError/overflow``.
  public func divided(by divisor: Decimal, rounding: Rounding = .halfEven) throws(DecimalError) -> Decimal {
    guard !divisor.isZero else { throw .divisionByZero }
    let isNegative = isNegative != divisor.isNegative
    // The divisor and the scale together need more than 128 bits, so one after the other divides; a remainder of
    // the first is less than a unit of the second.
    let (first, rest) = ExactAmount.divide(magnitude, by: divisor.units.magnitude)
    let scale = Decimal.scale.magnitude
    let (quotient, remainder) = ExactAmount.divide(first, by: scale)
    guard quotient.high == 0 else { throw .overflow }
    let isUp = rounding.roundsAway(
      isOdd: quotient.low & 1 == 1, remainder: remainder * 2 + (rest == 0 ? 0 : 1), divisor: scale * 2,
      isNegative: isNegative)
    let (rounded, overflow) = quotient.low.addingReportingOverflow(isUp ? 1 : 0)
    guard !overflow, rounded <= UInt128(Int128.max) else { throw .overflow }
    return Decimal(uncheckedUnits: isNegative ? -Int128(rounded) : Int128(rounded))
  }

  private static func multiply(
    _ value: (high: UInt128, low: UInt128), by factor: UInt128
  ) throws(DecimalError) -> (top: UInt128, high: UInt128, low: UInt128) {
    let lower = value.low.multipliedFullWidth(by: factor)
    guard value.high != 0 else { return (0, lower.high, lower.low) }
    let upper = value.high.multipliedFullWidth(by: factor)
    let (high, carries) = upper.low.addingReportingOverflow(lower.high)
    return (upper.high + (carries ? 1 : 0), high, lower.low)
  }

  private static func divide(
    _ value: (high: UInt128, low: UInt128), by divisor: UInt128
  ) -> (quotient: (high: UInt128, low: UInt128), remainder: UInt128) {
    guard value.high != 0 else {
      let (low, remainder) = value.low.quotientAndRemainder(dividingBy: divisor)
      return ((0, low), remainder)
    }
    let (high, rest) = value.high.quotientAndRemainder(dividingBy: divisor)
    let (low, remainder) = divisor.dividingFullWidth((rest, value.low))
    return ((high, low), remainder)
  }
}

extension ExactAmount: CustomStringConvertible {
  /// The number in full, without exponent and without trailing zeros.
  public var description: String {
    var digits: [String] = []
    var rest = magnitude
    // Three groups of twelve digits are decimals, what is left is whole.
    for _ in 0..<3 {
      let (quotient, remainder) = ExactAmount.divide(rest, by: Decimal.scale.magnitude)
      let group = String(remainder)
      digits.append(String(repeating: "0", count: Decimal.fractionDigits - group.count) + group)
      rest = quotient
    }
    var decimals = digits.reversed().joined()[...]
    while decimals.last == "0" { decimals.removeLast() }
    let (upper, lower) = ExactAmount.divide(rest, by: Decimal.scale.magnitude)
    let tail = String(lower)
    let whole =
      upper.low == 0 ? tail : "\(upper.low)" + String(repeating: "0", count: Decimal.fractionDigits - tail.count) + tail
    return (isNegative ? "-" : "") + whole + (decimals.isEmpty ? "" : ".") + decimals
  }
}
