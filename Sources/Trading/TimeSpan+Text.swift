extension TimeSpan {
  /// A unit of time as scenario files and settings write it.
  public enum Unit: String, CaseIterable, Sendable {
    /// Days of 24 hours.
    case days = "d"
    /// Hours.
    case hours = "h"
    /// Minutes.
    case minutes = "m"
    /// Seconds.
    case seconds = "s"
    /// Milliseconds.
    case milliseconds = "ms"
    /// Microseconds.
    case microseconds = "us"
    /// Nanoseconds; printed where a drawn time is finer than a microsecond.
    case nanoseconds = "ns"

    /// The length of the unit in nanoseconds.
    public var length: Int64 {
      switch self {
      case .days: 86_400_000_000_000
      case .hours: 3_600_000_000_000
      case .minutes: 60_000_000_000
      case .seconds: 1_000_000_000
      case .milliseconds: 1_000_000
      case .microseconds: 1_000
      case .nanoseconds: 1
      }
    }
  }
}

extension TimeSpan: CustomStringConvertible {
  /// The span in the fewest whole units, largest first: `1h30m`, `250ms`, `1s500ms`, `0s`.
  public var description: String {
    guard nanoseconds != 0 else { return "0s" }
    var rest = nanoseconds.magnitude
    var text = nanoseconds < 0 ? "-" : ""
    for unit in Unit.allCases where rest >= UInt64(unit.length) {
      text += "\(rest / UInt64(unit.length))\(unit.rawValue)"
      rest %= UInt64(unit.length)
    }
    return text
  }
}

extension Instant: CustomStringConvertible {
  /// The instant as the trace prints it: `+00:00:02.025`, with microseconds or nanoseconds only where needed.
  public var description: String {
    let sign = nanoseconds < 0 ? "-" : "+"
    let total = nanoseconds.magnitude
    let seconds = total / 1_000_000_000
    var fraction = total % 1_000_000_000
    var places = 9
    while places > 3, fraction % 1000 == 0 {
      fraction /= 1000
      places -= 3
    }
    func padded(_ value: UInt64, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let clock = "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2))"
    return "\(sign)\(clock).\(padded(fraction, places))"
  }
}
