import Specification
import Trading

extension PlainValues {
  /// Puts sums, products, quotients and roundings of decimals to the test.
  mutating func check(_ a: Decimal, _ b: Decimal, _ rounding: Rounding) {
    let (left, right) = (Fraction(a), Fraction(b))
    func isExact(_ result: Decimal?, _ number: Fraction) -> Bool {
      result.map { Fraction($0) == number } ?? (Self.most < number.magnitude)
    }
    let (sum, difference) = (value(try a + b), value(try a - b))
    expect(isExact(sum, left + right), "\(a) + \(b) is not \(Self.text(sum))")
    expect(isExact(difference, left - right), "\(a) - \(b) is not \(Self.text(difference))")
    expect(Fraction(-a) == -left, "the negation of \(a) is not \(-a)")
    expect(Fraction(a.magnitude) == left.magnitude, "\(a) without its sign is not \(a.magnitude)")
    expect((a < b) == (left < right), "\(a) and \(b) are in the wrong order")
    expect((a == b) == (left == right), "\(a) and \(b) are taken for each other, or \(a) not for itself")
    expect(
      a.isZero == left.isZero && a.isPositive == left.isPositive && a.isNegative == left.isNegative,
      "\(a) is on the wrong side of zero")
    let product = left * right
    let usual = value(try a * b)
    expect(Self.isRounded(usual, of: product, .halfEven), "\(a) × \(b) is not \(Self.text(usual))")
    let rounded = value(try a.multiplied(by: b, rounding: rounding))
    expect(
      Self.isRounded(rounded, of: product, rounding),
      "\(a) × \(b) rounded \(Self.word(rounding)) is not \(Self.text(rounded))")
    divide(a, b, rounding)
    step(a, b, rounding)
  }

  private mutating func divide(_ a: Decimal, _ b: Decimal, _ rounding: Rounding) {
    guard let quotient = Fraction(a).divided(by: Fraction(b)) else {
      expect(
        Self.error { () throws(DecimalError) in _ = try a.divided(by: b, rounding: rounding) } == .divisionByZero,
        "\(a) can be divided by zero")
      return
    }
    let result = value(try a.divided(by: b, rounding: rounding))
    expect(
      Self.isRounded(result, of: quotient, rounding),
      "\(a) ÷ \(b) rounded \(Self.word(rounding)) is not \(Self.text(result))")
  }

  /// To multiples of a step, and to places.
  private mutating func step(_ a: Decimal, _ step: Decimal, _ rounding: Rounding) {
    if step.isZero {
      expect(!a.isMultiple(of: step), "\(a) is a multiple of nothing")
      expect(
        Self.error { () throws(DecimalError) in _ = try a.rounded(toMultipleOf: step, rounding: rounding) }
          == .divisionByZero, "\(a) can be brought to multiples of nothing")
      return
    }
    expect(
      a.isMultiple(of: step) == (a.units % step.units == 0), "\(a) is taken for a multiple of \(step), or not for one")
    let result = value(try a.rounded(toMultipleOf: step, rounding: rounding))
    expect(
      Self.isStep(result, of: a, step.magnitude, rounding),
      "\(a) in steps of \(step) \(Self.word(rounding)) is not \(Self.text(result))")
    for (places, units) in [(0, Decimal.scale), (4, 100_000_000), (11, 10)] {
      guard let unit = value(try Decimal(units: units)) else { continue }
      let result = value(try a.rounded(toPlaces: places, rounding: rounding))
      expect(
        Self.isStep(result, of: a, unit, rounding),
        "\(a) to \(places) places \(Self.word(rounding)) is not \(Self.text(result))")
    }
    expect((try? a.rounded(toPlaces: 12, rounding: rounding)) == a, "\(a) to 12 places is another number")
  }

  private static func isStep(_ result: Decimal?, of number: Decimal, _ step: Decimal, _ rounding: Rounding) -> Bool {
    if let result, result.units % step.units != 0 { return false }
    let isOdd = result.map { $0.units / step.units % 2 != 0 } ?? false
    return Self.isRounded(
      result.map { Fraction($0) }, isOdd: isOdd, of: Fraction(number), to: Fraction(step), rounding)
  }

  /// Puts exact amounts to the test: products, sums, shares and roundings, and what an instrument makes of them.
  mutating func check(_ a: Decimal, _ b: Decimal, _ c: Decimal, _ d: Decimal, _ rounding: Rounding) {
    let instrument = Instrument(tick: .one, lot: .one, multiplier: c, currency: CurrencyID(index: 0))
    let worth = Fraction(a) * Fraction(b) * Fraction(c)
    let notional = value(try instrument.notional(quantity: a, price: b))
    // Beyond the range of exact amounts it may be too large, though a small multiplier makes it small again.
    let points = Fraction(a) * Fraction(b)
    if notional != nil || Self.most < worth.magnitude || points.magnitude <= Self.mostExact {
      expect(
        Self.isRounded(notional, of: worth, .halfEven), "\(a) at \(b) times \(c) is not worth \(Self.text(notional))")
    }
    expect(Fraction(ExactAmount(a)) == Fraction(a), "\(a) is another amount")
    guard let left = value(try ExactAmount.product(a, b)), let right = value(try ExactAmount.product(c, d)) else {
      let other = Fraction(c) * Fraction(d)
      expect(
        Self.mostExact < points.magnitude || Self.mostExact < other.magnitude,
        "of \(a) × \(b) and \(c) × \(d) one does not fit into an exact amount")
      return
    }
    expect(Fraction(left) == points, "\(a) × \(b) is not exactly \(left)")
    check(left, right)
    let (rounded, usual) = (value(try left.rounded(rounding)), value(try left.rounded()))
    expect(Self.isRounded(usual, of: Fraction(left), .halfEven), "\(left) rounded is not \(Self.text(usual))")
    expect(
      Self.isRounded(rounded, of: Fraction(left), rounding),
      "\(left) rounded \(Self.word(rounding)) is not \(Self.text(rounded))"
    )
    if let quotient = Fraction(left).divided(by: Fraction(c)) {
      let usual = value(try left.divided(by: c))
      expect(Self.isRounded(usual, of: quotient, .halfEven), "\(left) ÷ \(c) is not \(Self.text(usual))")
      let result = value(try left.divided(by: c, rounding: rounding))
      expect(
        Self.isRounded(result, of: quotient, rounding),
        "\(left) ÷ \(c) rounded \(Self.word(rounding)) is not \(Self.text(result))")
    }
    guard let share = (Fraction(left) * Fraction(d)).divided(by: Fraction(c)) else { return }
    let scaled = value(try left.scaled(by: d, over: c))
    expect(Self.isRounded(scaled, of: share), "\(left) × \(d) ÷ \(c) is not \(scaled?.description ?? "too large")")
  }

  /// What no drawn figures come to: a sum that is one too low for a number, and a rounding that carries into the upper
  /// half of an amount.
  mutating func checkEdges() {
    let (most, least) = (Decimal.largest, Decimal.least)
    let sums = [value(try most + least), value(try -most + -least), value(try -most - least)]
    expect(sums.allSatisfy { $0 == nil }, "one more than the largest number is a number")
    // Three halves of it are half a digit below 2^129, and rounded that is 2^129.
    guard let two = try? Decimal(units: 2), let three = try? Decimal(units: 3),
      let amount = value(try ExactAmount(high: 1, low: .max / 3))
    else { return }
    let carried = value(try amount.scaled(by: three, over: two))
    expect(
      carried?.high == 2 && carried?.low == 0, "\(amount) × 3 ÷ 2 is not \(carried?.description ?? "too large")")
  }

  private mutating func check(_ left: ExactAmount, _ right: ExactAmount) {
    let (mine, other) = (Fraction(left), Fraction(right))
    let (sum, difference) = (value(try left + right), value(try left - right))
    func isExact(_ result: ExactAmount?, _ number: Fraction) -> Bool {
      result.map { Fraction($0) == number } ?? (Self.mostExact < number.magnitude)
    }
    expect(isExact(sum, mine + other), "\(left) + \(right) is not \(sum?.description ?? "too large")")
    expect(
      isExact(difference, mine - other), "\(left) - \(right) is not \(difference?.description ?? "too large")")
    expect(Fraction(-left) == -mine, "the negation of \(left) is not \(-left)")
    expect((left < right) == (mine < other), "\(left) and \(right) are in the wrong order")
    expect(left.isZero == mine.isZero && left.isNegative == mine.isNegative, "\(left) is on the wrong side of zero")
    expect(left.fitsDecimal == mine.fitsDecimal, "\(left) fits into a decimal, or does not, wrongly")
    expect(Self.value(of: left.description) == mine, "an exact amount is written as \(left)")
  }

  /// What a plain number with any count of digits is.
  static func value(of text: String) -> Fraction? {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    var (number, unit) = (Fraction.zero, Fraction(1))
    var (hasWhole, hasPoint, hasPlaces) = (false, false, false)
    // By bytes, which is many times faster than by characters.
    for byte in text.utf8.drop(while: { $0 == UInt8(ascii: "-") }) {
      if byte == UInt8(ascii: "."), hasWhole, !hasPoint {
        hasPoint = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      number = number * Fraction(10) + Fraction(Int(byte - UInt8(ascii: "0")))
      if hasPoint { unit = unit * Fraction(10) }
      (hasWhole, hasPlaces) = (true, hasPoint)
    }
    guard hasWhole, hasPoint == hasPlaces else { return nil }
    return (isNegative ? -number : number).divided(by: unit)
  }

  static func text(_ number: Decimal?) -> String { number?.description ?? "too large" }

  private static func word(_ rounding: Rounding) -> String { "\(rounding)" }

  static func error(_ work: () throws(DecimalError) -> Void) -> DecimalError? {
    do { try work() } catch { return error }
    return nil
  }
}
