import TestSupport
import Testing
import Trading

@testable import Specification

@Suite("Whole number")
struct WholeNumberTests {
  /// A number of up to 127 × 4 bits.
  private func number(_ generator: inout SeededGenerator) throws -> WholeNumber {
    var number = WholeNumber(try generator.decimal().units)
    for _ in 0..<Int.random(in: 0...3, using: &generator) {
      number = number * WholeNumber(try generator.decimal().units)
    }
    return number
  }

  @Test("Sums, differences and products keep the laws of arithmetic, large and small")
  func laws() throws {
    var generator = SeededGenerator(seed: 21)
    var large = 0
    for _ in 0..<2000 {
      let (a, b, c) = (try number(&generator), try number(&generator), try number(&generator))
      if a.small == nil { large += 1 }
      #expect(a + b - b == a && a - b == .zero - (b - a))
      #expect(a * (b + c) == a * b + a * c)
      #expect((a - b) * (a + b) == a * a - b * b)
      #expect((a < b) == (a - b).isNegative && (a < b || b < a || a == b))
      #expect(!a.magnitude.isNegative && a.magnitude * a.magnitude == a * a)
    }
    #expect(large > 300)
  }

  @Test("What fits in 128 bits again is small again")
  func edges() {
    let edge = WholeNumber(.max)
    let beyond = edge + WholeNumber(1)
    #expect(beyond.small == nil && (beyond - WholeNumber(1)).small == .max)
    #expect((WholeNumber(.min) - WholeNumber(1)).small == nil && WholeNumber(.min).magnitude == beyond)
    #expect(beyond - beyond == .zero && !(beyond - beyond).isNegative)
    #expect(edge < beyond && .zero - beyond < .zero - edge)
  }

  @Test("A quotient lies between the bounds that its first digits tell, and its figure is the nearest decimal")
  func quotients() throws {
    var generator = SeededGenerator(seed: 22)
    var large = 0
    for _ in 0..<2000 {
      let (a, b) = (try number(&generator).magnitude, try number(&generator).magnitude)
      guard a != .zero, b != .zero else { continue }
      let (low, high) = a.quotientBounds(dividingBy: b)
      #expect(low <= high && WholeNumber(low) * b <= a)
      #expect(high == .max || a < (WholeNumber(high) + WholeNumber(1)) * b)
      let quotient = try #require(
        Fraction(try generator.decimal()).divided(
          by: Fraction(try nonzero(&generator)) * Fraction(try nonzero(&generator))))
      if quotient.numerator.small == nil || quotient.denominator.small == nil { large += 1 }
      if let figure = quotient.figure { #expect(quotient.isRounded(to: figure)) }
    }
    #expect(large > 300)
  }

  private func nonzero(_ generator: inout SeededGenerator) throws -> Decimal {
    let decimal = try generator.decimal()
    return decimal.isZero ? Decimal(1) : decimal
  }
}
