/// An amount with 36 decimals, held as a 256-bit count of 10⁻³⁶: what quantities, prices and multipliers come to
/// before anything is rounded.
///
/// The product of three decimals is exact in it, so that money is rounded once, when it is brought to a
/// ``Decimal``. The magnitude is below 5.78 × 10⁴⁰, far above that of a decimal; beyond it arithmetic throws
/// ``DecimalError/overflow``.
///
/// ```swift
/// let cost = try ExactAmount.product(Decimal("0.00000001"), Decimal("0.00012345"))
/// try cost.divided(by: Decimal("0.00000001"))   // 0.00012345
/// ```
public struct ExactAmount: Hashable, Sendable {
  /// The count in two's complement, the least significant word first: what holds numbers of 128 bits is aligned to 16
  /// bytes, and memory of that alignment is got the slow way.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The upper half of the count, in two's complement.
  public var high: Int128 { Int128(truncatingIfNeeded: UInt128(words.3) << 64 | UInt128(words.2)) }
  /// The lower half of the count.
  public var low: UInt128 { UInt128(words.1) << 64 | UInt128(words.0) }

  /// How many units make one unit of a decimal: 10²⁴.
  static var unitsPerDecimalUnit: UInt128 { 1_000_000_000_000_000_000_000_000 }

  /// The amount zero.
  public static let zero = ExactAmount(uncheckedHigh: 0, low: 0)

  /// Makes an amount from a count of 10⁻³⁶.
  ///
  /// - Throws: ``DecimalError/overflow`` for the one count whose negation does not exist.
  public init(high: Int128, low: UInt128) throws(DecimalError) {
    guard high != Int128.min || low != 0 else { throw .overflow }
    self.init(uncheckedHigh: high, low: low)
  }

  /// Makes an amount of the value of a decimal; every one fits.
  public init(_ decimal: Decimal) {
    let product = decimal.units.magnitude.multipliedFullWidth(by: ExactAmount.unitsPerDecimalUnit)
    self.init(magnitude: product, isNegative: decimal.isNegative)
  }

  init(uncheckedHigh high: Int128, low: UInt128) {
    words = (
      UInt64(truncatingIfNeeded: low), UInt64(truncatingIfNeeded: low >> 64), UInt64(truncatingIfNeeded: high),
      UInt64(truncatingIfNeeded: high >> 64)
    )
  }

  /// Makes an amount of a magnitude that is known to fit.
  init(magnitude: (high: UInt128, low: UInt128), isNegative: Bool) {
    guard isNegative else {
      self.init(uncheckedHigh: Int128(truncatingIfNeeded: magnitude.high), low: magnitude.low)
      return
    }
    let low = ~magnitude.low &+ 1
    let high = ~magnitude.high &+ (low == 0 ? 1 : 0)
    self.init(uncheckedHigh: Int128(truncatingIfNeeded: high), low: low)
  }

  /// Whether the amount is zero.
  public var isZero: Bool { high == 0 && low == 0 }

  /// Whether the amount is below zero.
  public var isNegative: Bool { high < 0 }

  var magnitude: (high: UInt128, low: UInt128) {
    guard isNegative else { return (UInt128(truncatingIfNeeded: high), low) }
    let negated = ~low &+ 1
    return (~UInt128(truncatingIfNeeded: high) &+ (negated == 0 ? 1 : 0), negated)
  }

  /// Whether the amount lies within the range of a decimal, so that ``rounded(_:)`` does not throw.
  public var fitsDecimal: Bool {
    let limit = UInt128(Int128.max).multipliedFullWidth(by: ExactAmount.unitsPerDecimalUnit)
    let magnitude = magnitude
    return magnitude.high < limit.high || (magnitude.high == limit.high && magnitude.low <= limit.low)
  }
}

extension ExactAmount {
  /// Whether two amounts are the same.
  public static func == (left: ExactAmount, right: ExactAmount) -> Bool { left.words == right.words }

  /// Hashes the count.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(high)
    hasher.combine(low)
  }
}

extension ExactAmount: Comparable {
  /// Orders by value.
  public static func < (left: ExactAmount, right: ExactAmount) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }
}
