import Testing

@testable import Trading

@Suite("Exact amounts at their edges")
struct ExactAmountEdgeTests {
  private func units(_ low: UInt128, high: Int128 = 0) throws -> ExactAmount { try ExactAmount(high: high, low: low) }

  @Test("Half a unit goes to the even one, in a share and in a quotient")
  func ties() throws {
    let halves = try (1...8).map { try units(UInt128($0)).scaled(by: .one, over: Decimal(2)).low }
    #expect(halves == [0, 1, 2, 2, 2, 3, 4, 4])
    #expect(try (-units(3)).scaled(by: .one, over: Decimal(2)) == -units(2))
    let half: UInt128 = 500_000_000_000_000_000_000_000
    let quotients = try [1, 2, 3, 5, 7].map { try units(half * $0).divided(by: .one).units }
    #expect(quotients == [0, 1, 2, 2, 4])
    #expect(try units(half * 3).rounded().units == 2 && (-units(half * 3)).rounded().units == -2)
    #expect(try units(half).divided(by: .one, rounding: .halfAwayFromZero).units == 1)
  }

  @Test("A trace that the first of two divisions leaves breaks the tie")
  func traces() throws {
    let tie: UInt128 = 1_500_000_000_000_000_000_000_000
    #expect(try units(tie).divided(by: Decimal(3)).units == 0)
    #expect(try units(tie + 1).divided(by: Decimal(3)).units == 1)
    #expect(try units(tie - 1).divided(by: Decimal(3)).units == 0)
    #expect(try units(tie * 3).divided(by: Decimal(3)).units == 2)
    #expect(try units(tie * 5).divided(by: Decimal(3)).units == 2)
    #expect(try units(tie * 5 + 1).divided(by: Decimal(3)).units == 3)
    #expect(try units(tie * 5 - 1).divided(by: Decimal(3)).units == 2)
  }

  @Test("What is rounded up carries into the upper half, and what is negated borrows from it")
  func carries() throws {
    #expect(try units(.max, high: 1).scaled(by: .one, over: Decimal(2)) == units(0, high: 1))
    let lower = try units(0, high: -1)
    #expect(lower.description == "-340.282366920938463463374607431768211456")
    #expect(try -lower == units(0, high: 1) && lower.magnitude == (1, 0))
    #expect(try units(.max, high: -1).magnitude == (0, 1) && units(1, high: -1).magnitude == (0, .max))
    #expect(try units(0, high: 1) - units(1) == units(.max))
  }

  @Test("What does not fit a decimal is an overflow, from half a unit above the largest on")
  func overflow() throws {
    let largest = try #require(Decimal.largest)
    let half: UInt128 = 500_000_000_000_000_000_000_000
    let edge = ExactAmount(largest)
    let below = try edge + units(half - 1)
    #expect(try below.rounded() == largest && (-below).rounded() == -largest)
    for more in [half, half + 1, half * 2, half * 4] {
      let above = try edge + units(more)
      #expect(throws: DecimalError.overflow) { try above.rounded() }
      #expect(throws: DecimalError.overflow) { try (-above).rounded() }
    }
    #expect(throws: DecimalError.overflow) { try ExactAmount(high: .max, low: .max).rounded() }
    #expect(throws: DecimalError.overflow) { try ExactAmount(high: .max, low: .max).scaled(by: Decimal(2), over: .one) }
    #expect(throws: DecimalError.overflow) { try ExactAmount(high: .min, low: 0) }
    #expect(try ExactAmount(high: .min, low: 1).isNegative)
  }

  @Test("Amounts are ordered by value, across both halves")
  func order() throws {
    let ascending = try [
      units(0, high: -2), units(.max, high: -2), units(0, high: -1), units(.max, high: -1), .zero, units(1),
      units(.max),
      units(0, high: 1), units(1, high: 1),
    ]
    for (left, right) in zip(ascending, ascending.dropFirst()) { #expect(left < right && !(right < left)) }
    #expect(ascending.allSatisfy { !($0 < $0) } && ascending.filter(\.isZero).count == 1)
    #expect(ascending.map(\.isNegative) == [true, true, true, true, false, false, false, false, false])
  }

  @Test("Whole numbers of more than twelve digits keep their zeros")
  func wholes() throws {
    for text in ["1000000000005", "999999999999", "1000000000000", "-20000000000000000000000001.5"] {
      #expect(ExactAmount(try Decimal(text)).description == text)
    }
  }
}
