/// An exact decimal number with twelve decimals, held as an integer count of 10⁻¹².
///
/// Every price, quantity and amount of money is one of these; no floating point takes part in any
/// decision (design, section 3, rule 11). The magnitude is at most 170141183460469231731687303.715884105727,
/// so 26 integer digits fit beside the 12 decimals. Arithmetic that would leave this range throws
/// ``DecimalError/overflow``; it never wraps and never traps.
///
/// ```swift
/// let cost = try Decimal("150.01") * Decimal(100)   // 15001
/// ```
@frozen
public struct Decimal: Hashable, Sendable {
  /// The two halves of ``units``: what holds an `Int128` is aligned to 16 bytes, and memory of that alignment is got the
  /// slow way; orders, executions, events and effects hold decimals.
  @usableFromInline let high: Int64
  @usableFromInline let low: UInt64

  /// The value as a whole number of 10⁻¹²; never `Int128.min`, so that negation is always possible.
  @inlinable public var units: Int128 {
    Int128(truncatingIfNeeded: high) &<< 64 | Int128(truncatingIfNeeded: low)
  }

  /// How many units make one whole: 10¹².
  @inlinable public static var scale: Int128 { 1_000_000_000_000 }

  /// The number of decimals kept.
  public static let fractionDigits = 12

  /// The number zero.
  @inlinable public static var zero: Decimal { Decimal(uncheckedUnits: 0) }

  /// The number one.
  @inlinable public static var one: Decimal { Decimal(uncheckedUnits: scale) }

  /// Makes a decimal from a whole number; every `Int` fits.
  @inlinable
  public init(_ whole: Int) {
    self.init(uncheckedUnits: Int128(whole) * Decimal.scale)
  }

  /// Makes a decimal from a count of 10⁻⁹; every `Int64` fits.
  @inlinable
  public init(billionths: Int64) {
    self.init(uncheckedUnits: Int128(billionths) * 1000)
  }

  /// Makes a decimal from a count of 10⁻¹².
  ///
  /// - Throws: ``DecimalError/overflow`` for `Int128.min`, whose negation does not exist.
  @inlinable
  public init(units: Int128) throws(DecimalError) {
    guard units != Int128.min else { throw .overflow }
    self.init(uncheckedUnits: units)
  }

  /// Makes a decimal from units that are known to be in range.
  @inlinable
  init(uncheckedUnits units: Int128) {
    high = Int64(truncatingIfNeeded: units &>> 64)
    low = UInt64(truncatingIfNeeded: units)
  }

  /// Whether the number is zero.
  @inlinable public var isZero: Bool { units == 0 }

  /// Whether the number is above zero.
  @inlinable public var isPositive: Bool { units > 0 }

  /// Whether the number is below zero.
  @inlinable public var isNegative: Bool { units < 0 }

  /// The number without its sign.
  @inlinable public var magnitude: Decimal { units < 0 ? Decimal(uncheckedUnits: -units) : self }
}

extension Decimal: Comparable {
  /// Orders by value.
  @inlinable
  public static func < (left: Decimal, right: Decimal) -> Bool {
    left.units < right.units
  }
}

/// What can go wrong with a decimal.
public enum DecimalError: Error, Hashable, Sendable {
  /// The result does not fit.
  case overflow
  /// The divisor is zero.
  case divisionByZero
  /// The text is not a plain decimal number such as `-1_000.25`.
  case malformed
  /// The text has more than twelve decimals, so it cannot be kept exactly.
  case tooPrecise
}

extension DecimalError: CustomStringConvertible {
  /// What went wrong, as a clause that completes "cannot compute:".
  public var description: String {
    switch self {
    case .overflow: "the result is too large for a decimal"
    case .divisionByZero: "division by zero"
    case .malformed: "not a decimal number"
    case .tooPrecise: "more than \(Decimal.fractionDigits) decimals"
    }
  }
}
