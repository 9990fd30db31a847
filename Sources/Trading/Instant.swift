/// A signed length of time in whole nanoseconds.
///
/// Sums and products saturate at about ±292 years: an absurd time from a broker must neither trap nor wrap
/// around into the past (design, section 3, rules 9 and 11).
@frozen
public struct TimeSpan: Hashable, Comparable, Sendable {
  /// The length in nanoseconds.
  public let nanoseconds: Int64

  /// Makes a span of so many nanoseconds.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// No time at all.
  @inlinable public static var zero: TimeSpan { TimeSpan(nanoseconds: 0) }

  /// A span of whole microseconds.
  @inlinable public static func microseconds(_ count: Int) -> TimeSpan { TimeSpan(nanoseconds: 1000) * count }

  /// A span of whole milliseconds.
  @inlinable public static func milliseconds(_ count: Int) -> TimeSpan { TimeSpan(nanoseconds: 1_000_000) * count }

  /// A span of whole seconds.
  @inlinable public static func seconds(_ count: Int) -> TimeSpan { TimeSpan(nanoseconds: 1_000_000_000) * count }

  /// Orders by length.
  @inlinable public static func < (left: TimeSpan, right: TimeSpan) -> Bool { left.nanoseconds < right.nanoseconds }

  /// Adds two spans; saturates.
  @inlinable
  public static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
    let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
    return TimeSpan(nanoseconds: overflow ? (right.nanoseconds < 0 ? .min : .max) : sum)
  }

  /// Subtracts a span; saturates.
  @inlinable
  public static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
    let (difference, overflow) = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
    return TimeSpan(nanoseconds: overflow ? (right.nanoseconds < 0 ? .max : .min) : difference)
  }

  /// Multiplies a span; saturates.
  @inlinable
  public static func * (span: TimeSpan, factor: Int) -> TimeSpan {
    let (product, overflow) = span.nanoseconds.multipliedReportingOverflow(by: Int64(factor))
    return TimeSpan(nanoseconds: overflow ? ((span.nanoseconds < 0) == (factor < 0) ? .max : .min) : product)
  }
}

/// A point in time, in nanoseconds since the start of the run or of the live epoch.
@frozen
public struct Instant: Hashable, Comparable, Sendable {
  /// Nanoseconds since the origin; negative before it.
  public let nanoseconds: Int64

  /// Makes an instant so many nanoseconds after the origin.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// The origin: virtual time starts here.
  @inlinable public static var origin: Instant { Instant(nanoseconds: 0) }

  /// Later than any other instant; no event carries it.
  @inlinable public static var distantFuture: Instant { Instant(nanoseconds: .max) }

  /// Orders by time.
  @inlinable public static func < (left: Instant, right: Instant) -> Bool { left.nanoseconds < right.nanoseconds }

  /// The instant a span later; saturates.
  @inlinable
  public static func + (instant: Instant, span: TimeSpan) -> Instant {
    Instant(nanoseconds: (TimeSpan(nanoseconds: instant.nanoseconds) + span).nanoseconds)
  }

  /// The instant a span earlier; saturates.
  @inlinable
  public static func - (instant: Instant, span: TimeSpan) -> Instant {
    Instant(nanoseconds: (TimeSpan(nanoseconds: instant.nanoseconds) - span).nanoseconds)
  }

  /// The signed span from one instant to another; saturates.
  @inlinable
  public static func - (later: Instant, earlier: Instant) -> TimeSpan {
    TimeSpan(nanoseconds: later.nanoseconds) - TimeSpan(nanoseconds: earlier.nanoseconds)
  }
}
