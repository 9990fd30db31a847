import Testing

@testable import Trading

@Suite("Time")
struct TimeTests {
  private let longest = TimeSpan(nanoseconds: .max)
  private let shortest = TimeSpan(nanoseconds: .min)
  private let unit = TimeSpan(nanoseconds: 1)

  @Test("Sums of spans saturate at both ends and are exact before them")
  func sums() {
    #expect(longest + unit == longest)
    #expect(longest - unit + unit == longest)
    #expect(shortest - unit == shortest)
    #expect(shortest + unit - unit == shortest)
    #expect(shortest + shortest == shortest)
    #expect(longest - shortest == longest)
    #expect(shortest - longest == shortest)
    #expect(unit - shortest == longest)
    #expect(longest + shortest == TimeSpan(nanoseconds: -1))
  }

  @Test("Products of spans saturate with the sign of the product")
  func products() {
    #expect(longest * 2 == longest)
    #expect(longest * -2 == shortest)
    #expect(shortest * 2 == shortest)
    #expect(shortest * -1 == longest)
    #expect(longest * 0 == .zero)
    #expect(TimeSpan.seconds(3) * -2 == .seconds(-6))
    #expect(TimeSpan.seconds(.max) == longest)
    #expect(TimeSpan.milliseconds(.min) == shortest)
    #expect(TimeSpan.microseconds(7) == TimeSpan(nanoseconds: 7000))
    #expect(TimeSpan.milliseconds(7) == TimeSpan(nanoseconds: 7_000_000))
  }

  @Test("Instants saturate and differ by signed spans")
  func instants() {
    #expect(Instant.distantFuture + .seconds(1) == .distantFuture)
    #expect(Instant(nanoseconds: .min) - .seconds(1) == Instant(nanoseconds: .min))
    #expect(Instant.origin + .seconds(5) - .seconds(7) == Instant(nanoseconds: -2_000_000_000))
    #expect(Instant.origin - Instant(nanoseconds: 3) == TimeSpan(nanoseconds: -3))
    #expect(Instant.distantFuture - Instant(nanoseconds: .min) == longest)
    #expect(Instant(nanoseconds: .min) - Instant.distantFuture == shortest)
    #expect(Instant.origin < Instant(nanoseconds: 1) && Instant(nanoseconds: -1) < .origin)
  }

  @Test(
    "A span prints in the fewest whole units, largest first",
    arguments: [
      (0, "0s"), (1, "1ns"), (1000, "1us"), (250_000_000, "250ms"), (1_500_000_000, "1s500ms"),
      (5_400_000_000_000, "1h30m"), (90_000_000_000, "1m30s"), (-2_000_000_001, "-2s1ns"),
      (86_400_000_000_000 + 1, "1d1ns"),
      (Int64.max, "106751d23h47m16s854ms775us807ns"), (Int64.min, "-106751d23h47m16s854ms775us808ns"),
    ] as [(Int64, String)])
  func spanText(nanoseconds: Int64, expected: String) {
    #expect(TimeSpan(nanoseconds: nanoseconds).description == expected)
  }

  @Test(
    "An instant prints with milliseconds, and finer only where needed",
    arguments: [
      (0, "+00:00:00.000"), (2_025_000_000, "+00:00:02.025"), (2_025_001_000, "+00:00:02.025001"),
      (1, "+00:00:00.000000001"), (-1_000_000, "-00:00:00.001"), (3_723_000_000_000, "+01:02:03.000"),
      (360_000_000_000_000, "+100:00:00.000"), (500_000, "+00:00:00.000500"),
      (Int64.max, "+2562047:47:16.854775807"), (Int64.min, "-2562047:47:16.854775808"),
    ] as [(Int64, String)])
  func instantText(nanoseconds: Int64, expected: String) {
    #expect(Instant(nanoseconds: nanoseconds).description == expected)
  }

  @Test("The units are what they are called")
  func units() {
    let lengths: [TimeSpan.Unit: Int64] = [
      .days: 86_400_000_000_000, .hours: 3_600_000_000_000, .minutes: 60_000_000_000, .seconds: 1_000_000_000,
      .milliseconds: 1_000_000, .microseconds: 1000, .nanoseconds: 1,
    ]
    for unit in TimeSpan.Unit.allCases { #expect(unit.length == lengths[unit]) }
    #expect(TimeSpan.Unit.allCases.map(\.rawValue) == ["d", "h", "m", "s", "ms", "us", "ns"])
  }
}
