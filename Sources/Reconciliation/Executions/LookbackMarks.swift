import Trading

/// Up to which change at the broker the executions were known at which time: what is older than a window of time need not
/// be read again.
///
/// Sixteen marks to the window, so that it is never longer than it should be by more than a sixteenth, and the marks do
/// not pile up.
struct LookbackMarks: Sendable {
  private var marks: [(instant: Instant, sequence: BrokerSequence)] = []

  /// Notes that all executions up to a change are known.
  mutating func note(_ sequence: BrokerSequence, at now: Instant, lookback: TimeSpan) {
    let step = TimeSpan(nanoseconds: lookback.nanoseconds / 16)
    if let last = marks.last, now - last.instant < step { return }
    marks.append((now, sequence))
    while marks.count > 1, now - marks[1].instant >= lookback { marks.removeFirst() }
  }

  /// The change after which executions are read to see those of the window.
  func start(at now: Instant, lookback: TimeSpan) -> BrokerSequence {
    marks.last { now - $0.instant >= lookback }?.sequence ?? .zero
  }
}
