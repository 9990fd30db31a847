/// How a result that does not fall on a step is brought to one.
public enum Rounding: Hashable, Sendable, CaseIterable {
  /// To the nearest step; a tie goes to the even one (IEEE 754 `roundTiesToEven`).
  case halfEven
  /// To the nearest step; a tie goes away from zero.
  case halfAwayFromZero
  /// To the step nearer to zero.
  case towardZero
  /// To the step farther from zero.
  case awayFromZero
  /// To the step below.
  case down
  /// To the step above.
  case up

  /// Whether a magnitude with this remainder is rounded away from zero.
  func roundsAway(isOdd: Bool, remainder: UInt128, divisor: UInt128, isNegative: Bool) -> Bool {
    guard remainder != 0 else { return false }
    // `remainder < divisor`, so this comparison with the other half cannot overflow.
    let otherHalf = divisor - remainder
    switch self {
    case .halfEven: return remainder > otherHalf || (remainder == otherHalf && isOdd)
    case .halfAwayFromZero: return remainder >= otherHalf
    case .towardZero: return false
    case .awayFromZero: return true
    case .down: return isNegative
    case .up: return !isNegative
    }
  }
}

extension Decimal {
  /// The nearest multiple of a step, in the direction told.
  ///
  /// - Throws: ``DecimalError/divisionByZero`` if the step is zero, ``DecimalError/overflow`` if the
  ///   multiple does not fit.
  public func rounded(toMultipleOf step: Decimal, rounding: Rounding) throws(DecimalError) -> Decimal {
    guard !step.isZero else { throw .divisionByZero }
    let divisor = step.units.magnitude
    let (quotient, remainder) = units.magnitude.quotientAndRemainder(dividingBy: divisor)
    let up = rounding.roundsAway(
      isOdd: quotient & 1 == 1, remainder: remainder, divisor: divisor, isNegative: isNegative)
    let (magnitude, overflow) = (units.magnitude - remainder).addingReportingOverflow(up ? divisor : 0)
    guard !overflow, magnitude <= UInt128(Int128.max) else { throw .overflow }
    return Decimal(uncheckedUnits: isNegative ? -Int128(magnitude) : Int128(magnitude))
  }

  /// The number rounded to so many decimals.
  ///
  /// - Parameters:
  ///   - places: 0 to 12; more than 12 leaves the number as it is.
  ///   - rounding: the direction.
  public func rounded(toPlaces places: Int, rounding: Rounding) throws(DecimalError) -> Decimal {
    guard places < Decimal.fractionDigits else { return self }
    var step: Int128 = Decimal.scale
    for _ in 0..<max(0, places) { step /= 10 }
    return try rounded(toMultipleOf: Decimal(uncheckedUnits: step), rounding: rounding)
  }

  /// Whether the number is a whole multiple of a step; never for a step of zero.
  public func isMultiple(of step: Decimal) -> Bool {
    !step.isZero && units % step.units == 0
  }
}
