import ScenarioLanguage
import Specification
import Testing
import Trading

@testable import Harness
@testable import Reconciliation

/// What judges the plain values is right about every direction, from both sides.
@Suite("Plain values")
struct PlainValuesTests {
  /// A number in halves of the last digit, what it may come to in last digits, by the way of rounding.
  struct Row: Sendable {
    var rounding: Rounding
    var halves: Int
    var digits: Int
  }

  static let rows: [Row] = [
    Row(rounding: .halfEven, halves: 1, digits: 0), Row(rounding: .halfEven, halves: 3, digits: 2),
    Row(rounding: .halfEven, halves: -1, digits: 0), Row(rounding: .halfAwayFromZero, halves: 1, digits: 1),
    Row(rounding: .halfAwayFromZero, halves: -1, digits: -1), Row(rounding: .towardZero, halves: 3, digits: 1),
    Row(rounding: .towardZero, halves: -3, digits: -1), Row(rounding: .awayFromZero, halves: 1, digits: 1),
    Row(rounding: .awayFromZero, halves: -1, digits: -1), Row(rounding: .down, halves: 1, digits: 0),
    Row(rounding: .down, halves: -1, digits: -1), Row(rounding: .up, halves: 1, digits: 1),
    Row(rounding: .up, halves: -1, digits: 0),
  ]

  @Test("Of the digits around a number one is right", arguments: rows)
  func rounded(row: Row) throws {
    let half = try #require(Fraction(Decimal.least).divided(by: Fraction(2)))
    let number = Fraction(row.halves) * half
    for digits in -3...3 {
      let result = try Decimal(units: Int128(digits))
      #expect(PlainValues.isRounded(result, of: number, row.rounding) == (digits == row.digits), "\(digits)")
    }
    #expect(!PlainValues.isRounded(Decimal?.none, of: number, row.rounding))
  }

  @Test("What does not fit must not come to anything, and what fits must")
  func overflow() {
    let beyond = PlainValues.most + Fraction(1)
    #expect(PlainValues.isRounded(Decimal?.none, of: beyond, .halfEven))
    #expect(!PlainValues.isRounded(Decimal.largest, of: beyond, .halfEven))
    #expect(PlainValues.isRounded(ExactAmount?.none, of: PlainValues.mostExact + Fraction(1)))
    #expect(!PlainValues.isRounded(ExactAmount?.none, of: Fraction(1)))
  }

  @Test("A text is a number by its digits")
  func text() {
    #expect(PlainValues.value(of: "-12.50") == -(Fraction(25).divided(by: Fraction(2)) ?? .zero))
    #expect(
      PlainValues.value(of: "340282366920938463463374607431768211456.000000000000000000000000000000000001") != nil)
    for text in ["", "-", "1.", ".5", "1.2.3", "x"] { #expect(PlainValues.value(of: text) == nil) }
  }

  @Test("The first thing that is wrong is told")
  func first() {
    var values = PlainValues()
    values.expect(true, "nothing")
    #expect(values.wrong == nil)
    values.expect(false, "one")
    values.expect(false, "two")
    #expect(values.wrong?.text == "one")
  }

  @Test("Nothing is wrong at ties, at edges, and around zero")
  func edges() throws {
    let figures = try [
      .zero, .one, .least, -.least, .largest, -.largest, Decimal("0.5"), Decimal("-2.5"), Decimal("0.000000000003"),
      Decimal("1234567.890123456789"), Decimal("18446744.073709551616"),
    ]
    for rounding in Rounding.allCases {
      var values = PlainValues()
      for a in figures {
        values.checkText(a)
        for b in figures {
          values.check(a, b, rounding)
          for c in figures { values.check(a, b, c, a, rounding) }
        }
      }
      #expect(values.wrong == nil)
    }
  }

  @Test("Positions, orders, readings and times are as they ought to be")
  func others() throws {
    var values = PlainValues()
    values.checkReading()
    values.checkOrders(.one, Decimal(2))
    for (left, right) in [(Int64.max, Int64.max), (.min, 1), (0, .min), (90_061_001_002_003, -5), (1000, 999)] {
      for factor in [-3, 0, 7] {
        values.check(TimeSpan(nanoseconds: left), TimeSpan(nanoseconds: right), factor: factor)
      }
    }
    var position = Position.flat
    let third = try Decimal("0.333333333333")
    for (side, quantity) in [(Side.buy, 3), (.buy, 4), (.sell, 2), (.sell, 9), (.buy, 1), (.buy, 3)] {
      position = values.check(position, side, Decimal(quantity), at: third, times: third)
    }
    #expect(values.wrong == nil)
    #expect(position.isFlat)
  }

  @Test("It holds in a case that asks for it")
  func holds() throws {
    let text = Cases.text(timeline: Cases.base) + "\nalways\n  invariant plain-values\n"
    let result = CaseRunner<ReconciliationEngine>.run(try Cases.scenario(text), relations: .none)
    #expect(result.failures.isEmpty)
    let index = try #require(Relation.names.firstIndex(of: "plain-values"))
    #expect(result.relations.counts[index].cases == 1)
  }
}
