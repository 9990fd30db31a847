import TestSupport
import Testing

@testable import Trading

@Suite("Decimal text")
struct DecimalTextTests {
  @Test(
    "A number prints in full, without exponent and trailing zeros",
    arguments: [
      ("0", "0"), ("-0", "0"), ("+7", "7"), ("007", "7"), ("150.010", "150.01"), ("100.000", "100"), ("-0.5", "-0.5"),
      ("1_000_000.25", "1000000.25"), ("0.000000000001", "0.000000000001"), ("-0.000000000001", "-0.000000000001"),
      ("99999999999999999999999999", "99999999999999999999999999"),
      ("12345678901234567890123456.123456789012", "12345678901234567890123456.123456789012"),
      ("170141183460469231731687303.715884105727", "170141183460469231731687303.715884105727"),
      ("-170141183460469231731687303.715884105727", "-170141183460469231731687303.715884105727"),
    ])
  func printing(text: String, expected: String) throws {
    #expect(try Decimal(text).description == expected)
    #expect(try Decimal(expected) == Decimal(text))
  }

  @Test(
    "What is no plain decimal is malformed",
    arguments: [
      "", "-", "+", ".", "-.", "1.", ".5", "-.5", "1..2", "1.2.3", "--1", "+-1", "1-", " 1", "1 ", "1e5", "0x10", "_1",
      "1_", "1__0", "1_.5", "1._5", "1.2_3", "1,000", "٣", "１", "NaN", "inf", "1\u{0}",
    ])
  func malformed(text: String) {
    #expect(throws: DecimalError.malformed) { try Decimal(text) }
  }

  @Test("More than twelve decimals are refused, zeros included", arguments: ["0.1234567890123", "1.0000000000000"])
  func tooPrecise(text: String) {
    #expect(throws: DecimalError.tooPrecise) { try Decimal(text) }
  }

  @Test(
    "A number that does not fit is an overflow, at the very limit",
    arguments: [
      "170141183460469231731687303.715884105728", "-170141183460469231731687303.715884105728",
      "170141183460469231731687304", "1000000000000000000000000000", "999999999999999999999999999999999999999999",
    ])
  func overflow(text: String) {
    #expect(throws: DecimalError.overflow) { try Decimal(text) }
  }

  @Test("The least Int128 is no decimal, since it has no negation")
  func least() throws {
    #expect(throws: DecimalError.overflow) { try Decimal(units: .min) }
    #expect(try (-Decimal(units: .max)).units == -Int128.max)
    #expect(try Decimal(units: -Int128.max).magnitude.units == Int128.max)
  }

  @Test("Whole numbers and billionths of any size fit")
  func wholes() {
    #expect(Decimal(Int.max).description == "9223372036854775807")
    #expect(Decimal(Int.min).description == "-9223372036854775808")
    #expect(Decimal(billionths: .min).description == "-9223372036.854775808")
    #expect(Decimal(billionths: 1).description == "0.000000001")
  }

  @Test(
    "At least so many decimals are shown",
    arguments: [
      ("84999", 2, "84999.00"), ("0.5", 2, "0.50"), ("0.125", 2, "0.125"), ("-3", 1, "-3.0"), ("3", 0, "3"),
      ("1", 12, "1.000000000000"), ("1", 20, "1.000000000000"),
    ])
  func minimumPlaces(text: String, places: Int, expected: String) throws {
    #expect(try Decimal(text).text(minimumPlaces: places) == expected)
  }

  @Test("Every decimal survives printing and reading")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<2000 {
      let value = try generator.decimal()
      #expect(try Decimal(value.description) == value)
      #expect(try Decimal(value.text(minimumPlaces: Int.random(in: 0...12, using: &generator))) == value)
    }
  }

  @Test("Errors say what is wrong")
  func errors() {
    #expect(DecimalError.overflow.description == "the result is too large for a decimal")
    #expect(DecimalError.divisionByZero.description == "division by zero")
    #expect(DecimalError.malformed.description == "not a decimal number")
    #expect(DecimalError.tooPrecise.description == "more than 12 decimals")
  }
}
