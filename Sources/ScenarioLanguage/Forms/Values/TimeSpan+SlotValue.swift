package import Trading

extension TimeSpan: SlotValue {
  package static var reading: Reading<TimeSpan> { .duration("a length of time such as `30s`") }
  package var text: String { description }

  /// Rounder spans that are shorter.
  package var simpler: [TimeSpan] {
    [.seconds(1), .milliseconds(100)].filter { $0 < self }
      + (nanoseconds % 1_000_000_000 != 0 && self > .seconds(1)
        ? [.seconds(Int(nanoseconds / 1_000_000_000))] : [])
  }
}

extension Reading<TimeSpan> {
  /// A length of time, zero included.
  static func duration(_ meaning: String) -> Reading {
    Reading("DURATION", meaning) { parser throws(LineGivenUp) in try parser.duration().value }
  }

  /// A length of time above zero.
  static func positive(_ meaning: String) -> Reading {
    Reading("DURATION", meaning) { parser throws(LineGivenUp) in try parser.positiveDuration(meaning).value }
  }
}
