import Specification
import Trading

extension PlainValues {
  /// Puts the text of a decimal to the test, as it is written and as it is read.
  mutating func checkText(_ number: Decimal) {
    let text = number.description
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isPlain = parts.count == 1 || (parts.count == 2 && parts[1].last != "0" && parts[1].count <= 12)
    expect(isPlain && Self.value(of: text) == Fraction(number), "a number is written as \(text)")
    expect((try? Decimal(text)) == number, "\(text) is read as another number")
    expect(number.isNegative || (try? Decimal("+" + text)) == number, "+\(text) is read as another number")
    for places in [2, 9] {
      let longer = number.text(minimumPlaces: places)
      let decimals = longer.split(separator: ".").dropFirst().first?.count ?? 0
      expect(
        decimals == max(places, parts.count == 2 ? parts[1].count : 0) && Self.value(of: longer) == Fraction(number),
        "\(text) with \(places) places is written as \(longer)")
    }
  }

  /// Texts that are no decimals, and one of each way to write one.
  mutating func checkReading() {
    let refused: [(String, DecimalError)] = [
      ("", .malformed), ("-", .malformed), ("1.", .malformed), (".5", .malformed), ("1__0", .malformed),
      ("1_", .malformed), ("_1", .malformed), ("1.5_0", .malformed), ("1e3", .malformed), ("1.2.3", .malformed),
      ("0.0000000000001", .tooPrecise), ("170141183460469231731687303.715884105728", .overflow),
      ("999999999999999999999999999999999999999999", .overflow), ("170141183460469231731687304", .overflow),
    ]
    for (text, reason) in refused {
      expect(
        Self.error { () throws(DecimalError) in _ = try Decimal(text) } == reason,
        "`\(about: text)` is read as a number")
    }
    let read: [(String, Int128)] = [
      ("-1_000.25", -1_000_250_000_000_000), ("+7", 7_000_000_000_000), ("0.000000000001", 1),
      ("170141183460469231731687303.715884105727", .max),
    ]
    for (text, units) in read {
      expect((try? Decimal(text))?.units == units, "`\(about: text)` is read as another number")
    }
  }

  /// Puts spans and instants to the test: they never wrap, and are written so that nothing is lost.
  mutating func check(_ left: TimeSpan, _ right: TimeSpan, factor: Int) {
    func clamped(_ count: Int128) -> Int64 { Int64(clamping: count) }
    let (a, b) = (Int128(left.nanoseconds), Int128(right.nanoseconds))
    expect((left + right).nanoseconds == clamped(a + b), "\(left) and \(right) are not \(left + right)")
    expect((left - right).nanoseconds == clamped(a - b), "\(left) less \(right) is not \(left - right)")
    expect(
      (left * factor).nanoseconds == clamped(a * Int128(factor)), "\(factor) times \(left) is not \(left * factor)")
    expect((left < right) == (a < b), "\(left) and \(right) are in the wrong order")
    let (first, second) = (Instant(nanoseconds: left.nanoseconds), Instant(nanoseconds: right.nanoseconds))
    expect((first < second) == (a < b), "\(first) and \(second) are in the wrong order")
    expect((first + right).nanoseconds == clamped(a + b), "\(right) after \(first) is not \(first + right)")
    expect((first - right).nanoseconds == clamped(a - b), "\(right) before \(first) is not \(first - right)")
    expect((first - second).nanoseconds == clamped(a - b), "from \(second) to \(first) it is not \(first - second)")
    expect(left.description == Self.written(left), "\(Self.written(left)) is written as \(left)")
    expect(first.description == Self.written(first), "\(Self.written(first)) is written as \(first)")
    expect(
      TimeSpan.microseconds(3).nanoseconds == 3000 && TimeSpan.milliseconds(3).nanoseconds == 3_000_000
        && TimeSpan.seconds(3).nanoseconds == 3_000_000_000 && TimeSpan.zero.nanoseconds == 0
        && Instant.origin.nanoseconds == 0 && Instant.distantFuture.nanoseconds == .max,
      "a unit of time has another length")
  }

  private static func written(_ span: TimeSpan) -> String {
    let units: [(UInt64, String)] = [
      (86_400_000_000_000, "d"), (3_600_000_000_000, "h"), (60_000_000_000, "m"), (1_000_000_000, "s"),
      (1_000_000, "ms"), (1000, "us"), (1, "ns"),
    ]
    var rest = span.nanoseconds.magnitude
    var parts: [String] = []
    for (length, name) in units where rest / length > 0 {
      parts.append("\(rest / length)\(name)")
      rest %= length
    }
    return parts.isEmpty ? "0s" : (span.nanoseconds < 0 ? "-" : "") + parts.joined()
  }

  private static func written(_ instant: Instant) -> String {
    let count = instant.nanoseconds.magnitude
    let clock = [count / 3_600_000_000_000, count / 60_000_000_000 % 60, count / 1_000_000_000 % 60].map { part in
      part < 10 ? "0\(part)" : "\(part)"
    }
    var digits = String(String(1_000_000_000 + count % 1_000_000_000).dropFirst())
    while digits.count > 3, digits.hasSuffix("000") { digits.removeLast(3) }
    return (instant.nanoseconds < 0 ? "-" : "+") + clock.joined(separator: ":") + "." + digits
  }
}
