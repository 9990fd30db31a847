package import Trading

extension TimeSpan: SlotValue {
  package static var contents: ValueContents? { [] }
  package static var reading: Reading<TimeSpan> { .duration("a length of time such as `30s`") }
  package var text: String { description }

  /// Rounder spans that are shorter, then the next whole seconds.
  package var simpler: [TimeSpan] {
    let round = [TimeSpan.seconds(1), .milliseconds(100), .seconds(2), .seconds(5), .seconds(10), .seconds(30)]
    let whole = TimeSpan.seconds(Int(nanoseconds / 1_000_000_000))
    let isWhole = nanoseconds % 1_000_000_000 == 0
    let near = isWhole || self < .seconds(1) ? [] : [whole, whole + .seconds(1)]
    let shorter = round.filter { $0 < self }
    return shorter + near.filter { !shorter.contains($0) }
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
