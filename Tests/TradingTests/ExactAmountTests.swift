import TestSupport
import Testing

@testable import Trading

@Suite("Exact amount")
struct ExactAmountTests {
  private let largest: Decimal
  private let smallest: Decimal

  init() throws {
    largest = try #require(Decimal.largest)
    smallest = try Decimal(units: 1)
  }

  /// The units of 10⁻³⁶ as a slow number.
  private func reference(_ amount: ExactAmount) -> ReferenceInteger {
    let half = ReferenceInteger(UInt128.max) + ReferenceInteger(1)
    return ReferenceInteger(amount.magnitude.high) * half + ReferenceInteger(amount.magnitude.low)
  }

  private func reference(_ decimal: Decimal) -> ReferenceInteger { ReferenceInteger(decimal.units.magnitude) }

  /// The largest count of units.
  private var limit: ReferenceInteger {
    ReferenceInteger(UInt128(Int128.max)) * (ReferenceInteger(UInt128.max) + ReferenceInteger(1))
      + ReferenceInteger(UInt128.max)
  }

  private func amount(_ compute: () throws(DecimalError) -> ExactAmount) throws -> ExactAmount? {
    do { return try compute() } catch DecimalError.overflow { return nil }
  }

  @Test("Every decimal comes back as it was")
  func decimals() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<150 {
      let decimal = try generator.decimal()
      #expect(try ExactAmount(decimal).rounded() == decimal)
      #expect(try (-ExactAmount(decimal)).rounded() == -decimal)
      #expect(ExactAmount(decimal).isNegative == decimal.isNegative && ExactAmount(decimal).isZero == decimal.isZero)
    }
    #expect(try ExactAmount(largest).rounded() == largest && (-ExactAmount(largest)).rounded() == -largest)
  }

  @Test("Products and sums are exact or an overflow")
  func products() throws {
    var generator = SeededGenerator(seed: 12)
    let scale = ReferenceInteger(1_000_000_000_000)
    var previous = ExactAmount.zero
    var overflows = 0
    for _ in 0..<150 {
      let (left, right) = (try generator.decimal(), try generator.decimal())
      let expected = reference(left) * reference(right) * scale
      let product = try amount { () throws(DecimalError) in try .product(left, right) }
      #expect((product == nil) == (limit < expected))
      guard let product else {
        overflows += 1
        continue
      }
      #expect(reference(product) == expected)
      #expect(product.isZero || product.isNegative == (left.isNegative != right.isNegative))
      let sum = try #require(try amount { () throws(DecimalError) in try product + previous })
      #expect(try sum - previous == product && sum - product == previous)
      #expect((product < previous) == (try product - previous).isNegative)
      previous = try sum.scaled(by: .one, over: Decimal(2))
    }
    #expect(overflows > 0)
  }

  @Test("A share is rounded once, through 384 bits, half to even")
  func shares() throws {
    var generator = SeededGenerator(seed: 13)
    var overflows = 0
    for _ in 0..<200 {
      let value = try generator.amount()
      let (part, whole) = (try generator.decimal(), try generator.decimal())
      guard !whole.isZero else { continue }
      let (floor, rest) = (reference(value) * reference(part)).quotientAndRemainder(dividingBy: reference(whole))
      let isUp = reference(whole) < rest + rest || (rest + rest == reference(whole) && floor.isOdd)
      let expected = isUp ? floor + ReferenceInteger(1) : floor
      let share = try amount { () throws(DecimalError) in try value.scaled(by: part, over: whole) }
      #expect((share == nil) == (limit < expected))
      if let share { #expect(reference(share) == expected) } else { overflows += 1 }
    }
    #expect(overflows > 0)
    #expect(throws: DecimalError.divisionByZero) { try ExactAmount.zero.scaled(by: .one, over: .zero) }
  }

  @Test("A quotient is rounded once at the twelfth decimal in every direction", arguments: Rounding.allCases)
  func quotients(rounding: Rounding) throws {
    // 10⁻²⁴ × k ÷ 10⁻¹² is k units; thirds and halves of a unit, and a trace above and below a half.
    let trace = try ExactAmount(high: 0, low: 1)
    let unit = ExactAmount(smallest)
    let half = try unit.scaled(by: .one, over: Decimal(2))
    let cases: [(ExactAmount, Decimal)] = [
      (half, try Decimal("0.5")), (try half + trace, try Decimal("0.500000000001")),
      (try half - trace, try Decimal("0.499999999999")), (try unit + half, try Decimal("1.5")),
      (trace, try Decimal("0.000000000001")), (.zero, .zero), (unit, .one),
    ]
    for (value, inUnits) in cases {
      for isNegative in [false, true] {
        let expected = try (isNegative ? -inUnits : inUnits).rounded(toMultipleOf: .one, rounding: rounding)
        #expect(try (isNegative ? -value : value).rounded(rounding).units == expected.units / Decimal.scale)
      }
    }
    #expect(throws: DecimalError.divisionByZero) { try ExactAmount.zero.divided(by: .zero, rounding: rounding) }
    #expect(throws: DecimalError.overflow) { try ExactAmount(largest).divided(by: Decimal("0.1"), rounding: rounding) }
    #expect(try ExactAmount.product(largest, Decimal(3)).divided(by: Decimal(3), rounding: rounding) == largest)
  }

  @Test("An amount is written in full")
  func description() throws {
    let trace = try ExactAmount(high: 0, low: 1)
    #expect(trace.description == "0.000000000000000000000000000000000001")
    #expect(ExactAmount.zero.description == "0")
    #expect(try ExactAmount(Decimal("-6000.5")).description == "-6000.5")
    #expect(ExactAmount(largest).description == largest.description)
    let full = try ExactAmount(high: .max, low: .max)
    #expect(full.description == "57896044618658097711785492504343953926634.992332820282019728792003956564819967")
  }

  @Test("The range of a decimal ends where rounding would overflow")
  func range() throws {
    let edge = ExactAmount(largest)
    #expect(edge.fitsDecimal && (-edge).fitsDecimal)
    let beyond = try edge + ExactAmount(high: 0, low: 1)
    #expect(!beyond.fitsDecimal && !(-beyond).fitsDecimal)
    let full = try ExactAmount(high: .max, low: .max)
    #expect(throws: DecimalError.overflow) { try full + ExactAmount(high: 0, low: 1) }
    #expect(throws: DecimalError.overflow) { try -full - ExactAmount(high: 0, low: 1) }
    #expect(throws: DecimalError.overflow) { try ExactAmount(high: .min, low: 0) }
    #expect(try full - full == .zero && (-full + full).isZero)
  }
}
