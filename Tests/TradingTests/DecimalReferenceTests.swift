import TestSupport
import Testing

@testable import Trading

/// Judges every operation of ``Decimal`` by pencil-and-paper arithmetic on seeded random operands.
@Suite("Decimal against a slow reference")
struct DecimalReferenceTests {
  private static let rounds = 300

  /// `sign × numerator ÷ denominator` in units, rounded as told, or nil if it does not fit into a decimal.
  private func rounded(
    _ numerator: ReferenceInteger, over denominator: ReferenceInteger, isNegative: Bool, _ rounding: Rounding
  ) -> Int128? {
    var (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let isAboveHalf = denominator < remainder + remainder
    let isTie = remainder + remainder == denominator
    let isAway =
      switch rounding {
      case .halfEven: isAboveHalf || (isTie && quotient.isOdd)
      case .halfAwayFromZero: isAboveHalf || isTie
      case .towardZero: false
      case .awayFromZero: !remainder.isZero
      case .down: isNegative && !remainder.isZero
      case .up: !isNegative && !remainder.isZero
      }
    if isAway { quotient = quotient + ReferenceInteger(1) }
    guard let magnitude = quotient.value, magnitude <= UInt128(Int128.max) else { return nil }
    return isNegative ? -Int128(magnitude) : Int128(magnitude)
  }

  private func reference(_ decimal: Decimal) -> ReferenceInteger { ReferenceInteger(decimal.units.magnitude) }

  /// The units of a result, or nil for an overflow; any other error is a failure.
  private func units(_ compute: () throws(DecimalError) -> Decimal) throws -> Int128? {
    do { return try compute().units } catch DecimalError.overflow { return nil }
  }

  @Test("Products are exact to the last digit in every rounding", arguments: Rounding.allCases)
  func products(rounding: Rounding) throws {
    var generator = SeededGenerator(seed: 1)
    let scale = ReferenceInteger(1_000_000_000_000)
    var overflows = 0
    for _ in 0..<Self.rounds {
      let (left, right) = (try generator.decimal(), try generator.decimal())
      let expected = rounded(
        reference(left) * reference(right), over: scale, isNegative: left.isNegative != right.isNegative, rounding)
      if expected == nil { overflows += 1 }
      #expect(try units { () throws(DecimalError) in try left.multiplied(by: right, rounding: rounding) } == expected)
      if rounding == .halfEven {
        #expect(try units { () throws(DecimalError) in try left * right } == expected)
      }
    }
    #expect((20...(Self.rounds - 20)).contains(overflows))
  }

  @Test("Quotients are exact to the last digit in every rounding", arguments: Rounding.allCases)
  func quotients(rounding: Rounding) throws {
    var generator = SeededGenerator(seed: 2)
    let scale = ReferenceInteger(1_000_000_000_000)
    for _ in 0..<Self.rounds {
      let (left, right) = (try generator.decimal(), try generator.decimal())
      guard !right.isZero else { continue }
      let expected = rounded(
        reference(left) * scale, over: reference(right), isNegative: left.isNegative != right.isNegative, rounding)
      #expect(try units { () throws(DecimalError) in try left.divided(by: right, rounding: rounding) } == expected)
    }
  }

  @Test("Multiples of a step are the nearest in the direction told", arguments: Rounding.allCases)
  func steps(rounding: Rounding) throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<Self.rounds {
      let (value, step) = (try generator.decimal(), try generator.decimal())
      guard !step.isZero else { continue }
      let count = rounded(reference(value), over: reference(step), isNegative: value.isNegative, rounding)
      let product = ReferenceInteger((count ?? 0).magnitude) * reference(step)
      let magnitude = product.value.flatMap { $0 <= UInt128(Int128.max) ? Int128($0) : nil }
      let expected = magnitude.map { value.isNegative ? -$0 : $0 }
      #expect(
        try units { () throws(DecimalError) in try value.rounded(toMultipleOf: step, rounding: rounding) } == expected)
    }
  }

  @Test("Sums and differences are exact or an overflow")
  func sums() throws {
    var generator = SeededGenerator(seed: 5)
    let limit = ReferenceInteger(UInt128(Int128.max))
    for _ in 0..<Self.rounds {
      let (left, right) = (try generator.decimal(), try generator.decimal())
      let (a, b) = (reference(left), reference(right))
      let sameSign = left.isNegative == right.isNegative
      let magnitude = sameSign ? a + b : (a < b ? b - a : a - b)
      let isNegative = sameSign || !(a < b) ? left.isNegative : right.isNegative
      let fits = !(limit < magnitude)
      let expected = fits ? magnitude.value.map { isNegative ? -Int128($0) : Int128($0) } : nil
      #expect(try units { () throws(DecimalError) in try left + right } == expected)
      #expect(try units { () throws(DecimalError) in try left - (-right) } == expected)
    }
  }
}
