import Testing

@testable import Trading

@Suite("Decimal arithmetic")
struct DecimalArithmeticTests {
  @Test("Products of practice are exact")
  func products() throws {
    #expect(try Decimal("150.01") * Decimal(100) == Decimal(15001))
    #expect(try Decimal("-0.00001") * Decimal("0.0000001") == Decimal("-0.000000000001"))
    #expect(try Decimal("0.1") * Decimal("0.1") == Decimal("0.01"))
  }

  @Test("A product beyond twelve decimals is rounded half to even")
  func roundedProducts() throws {
    let half = try Decimal("0.5")
    #expect(try Decimal("0.000000000001") * half == Decimal.zero)
    #expect(try Decimal("0.000000000003") * half == Decimal("0.000000000002"))
    #expect(try Decimal("0.000000000005") * half == Decimal("0.000000000002"))
    #expect(try Decimal("-0.000000000003") * half == Decimal("-0.000000000002"))
    #expect(try Decimal("0.000000000003") * Decimal("0.500000000001") == Decimal("0.000000000002"))
  }

  /// The quotients of 5, 6, 7 (and their negations) by 2·10¹², in units: 2.5, 3 and 3.5.
  @Test(
    "A tie goes where the rounding says, on both sides of zero",
    arguments: [
      (Rounding.halfEven, [2, 3, 4, -2, -3, -4]), (.halfAwayFromZero, [3, 3, 4, -3, -3, -4]),
      (.towardZero, [2, 3, 3, -2, -3, -3]), (.awayFromZero, [3, 3, 4, -3, -3, -4]),
      (.down, [2, 3, 3, -3, -3, -4]), (.up, [3, 3, 4, -2, -3, -3]),
    ] as [(Rounding, [Int128])])
  func ties(rounding: Rounding, expected: [Int128]) throws {
    let two = Decimal(2)
    let quotients = try [5, 6, 7, -5, -6, -7].map { units in
      try Decimal(units: units).divided(by: two, rounding: rounding).units
    }
    #expect(quotients == expected)
    let products = try [5, 6, 7, -5, -6, -7].map { units in
      try Decimal(units: units).multiplied(by: Decimal("0.5"), rounding: rounding).units
    }
    #expect(products == expected)
    let steps = try [5, 6, 7, -5, -6, -7].map { units in
      try Decimal(units: units).rounded(toMultipleOf: Decimal(units: 2), rounding: rounding).units / 2
    }
    #expect(steps == expected)
  }

  @Test(
    "A remainder below or above one half is no tie",
    arguments: [
      (Rounding.halfEven, [3, 4, -3, -4]), (.halfAwayFromZero, [3, 4, -3, -4]), (.towardZero, [3, 3, -3, -3]),
      (.awayFromZero, [4, 4, -4, -4]), (.down, [3, 3, -4, -4]), (.up, [4, 4, -3, -3]),
    ] as [(Rounding, [Int128])])
  func noTies(rounding: Rounding, expected: [Int128]) throws {
    let quotients = try [10, 11, -10, -11].map { units in
      try Decimal(units: units).divided(by: Decimal(3), rounding: rounding).units
    }
    #expect(quotients == expected)
  }

  @Test("Sums overflow exactly at the limit")
  func sumLimits() throws {
    let largest = try Decimal(units: .max)
    let unit = try Decimal(units: 1)
    #expect(try (largest - unit) + unit == largest)
    #expect(try (-largest + unit) - unit == -largest)
    #expect(throws: DecimalError.overflow) { try largest + unit }
    #expect(throws: DecimalError.overflow) { try -largest - unit }
    #expect(throws: DecimalError.overflow) { try largest - -unit }
    #expect(throws: DecimalError.overflow) { try -largest + -unit }
  }

  @Test("Products overflow exactly at the limit")
  func productLimits() throws {
    let largest = try Decimal(units: .max)
    #expect(try largest * .one == largest)
    #expect(try largest * Decimal("-1") == -largest)
    #expect(throws: DecimalError.overflow) { try largest * Decimal("1.000000000001") }
    // 2¹²⁷ − 1 units, made from the half above it: one unit less fits, rounding up does not.
    let half = try Decimal(units: Int128.max / 2)
    #expect(try half * Decimal(2) == largest - Decimal(units: 1))
    let doubled = try Decimal(units: Int128.max / 2 + 1)
    #expect(throws: DecimalError.overflow) { try doubled * Decimal(2) }
  }

  @Test("Intermediate products have 256 bits")
  func wideProducts() throws {
    let large = try Decimal("100000000000000000000000000")
    #expect(try large.divided(by: large, rounding: .halfEven) == .one)
    #expect(throws: DecimalError.overflow) { try large * large }
    #expect(throws: DecimalError.overflow) { try large.divided(by: Decimal("0.1"), rounding: .halfEven) }
  }

  @Test("Division by zero is an error, not a trap")
  func divisionByZero() {
    #expect(throws: DecimalError.divisionByZero) { try Decimal.one.divided(by: .zero, rounding: .up) }
    #expect(throws: DecimalError.divisionByZero) { try Decimal.zero.divided(by: .zero, rounding: .up) }
    #expect(throws: DecimalError.divisionByZero) { try Decimal.one.rounded(toMultipleOf: .zero, rounding: .up) }
  }

  @Test("Places are cut off as told")
  func places() throws {
    #expect(try Decimal("2.675").rounded(toPlaces: 2, rounding: .halfEven) == Decimal("2.68"))
    #expect(try Decimal("2.665").rounded(toPlaces: 2, rounding: .halfEven) == Decimal("2.66"))
    #expect(try Decimal("-2.5").rounded(toPlaces: 0, rounding: .halfAwayFromZero) == Decimal(-3))
    #expect(try Decimal("2.5").rounded(toPlaces: -4, rounding: .down) == Decimal(2))
    #expect(try Decimal("0.123456789012").rounded(toPlaces: 12, rounding: .up) == Decimal("0.123456789012"))
    #expect(try Decimal("0.123456789012").rounded(toPlaces: 99, rounding: .up) == Decimal("0.123456789012"))
    let largest = try Decimal(units: .max)
    #expect(throws: DecimalError.overflow) { try largest.rounded(toPlaces: 0, rounding: .up) }
    #expect(
      try largest.rounded(toPlaces: 0, rounding: .down).description == "170141183460469231731687303")
  }

  @Test("A multiple of a step is recognised; nothing is a multiple of zero")
  func multiples() throws {
    let tick = try Decimal("0.05")
    #expect(try Decimal("150.05").isMultiple(of: tick))
    #expect(try Decimal("-150.05").isMultiple(of: tick))
    #expect(try Decimal("150.05").isMultiple(of: -tick))
    #expect(try !Decimal("150.06").isMultiple(of: tick))
    #expect(Decimal.zero.isMultiple(of: tick))
    #expect(!Decimal.zero.isMultiple(of: .zero))
  }

  @Test("Order and sign follow the value")
  func order() throws {
    #expect(try Decimal("-2") < Decimal("-1.5") && Decimal("-1.5") < .zero && Decimal.zero < Decimal("0.000000000001"))
    #expect(try Decimal("-2").isNegative && !Decimal("-2").isPositive && Decimal("2").isPositive)
    #expect(Decimal.zero.isZero && !Decimal.zero.isNegative && !Decimal.zero.isPositive)
    #expect(try Decimal("-2").magnitude == Decimal(2))
  }
}
