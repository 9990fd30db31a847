public import Reconciliation
public import Trading

/// One line of the timeline: when, what, and the mark it sets.
public struct TimelineLine: Sendable {
  /// When it happens.
  public var time: Located<TimePoint>
  /// What happens.
  package var form: any LineForm
  /// The mark set at the instant the line is carried out, without the `@`.
  public var mark: Located<String>?
  /// Whether a fault of this line may stay without effect.
  public var mayMiss = false
  /// Whether it is one of the further times of a line with `every`.
  public package(set) var isRepeated = false
  /// The whole line.
  public var span: SourceSpan

  /// Makes a line.
  package init(_ time: Located<TimePoint>, _ form: any LineForm, at span: SourceSpan = .generated) {
    self.time = time
    self.form = form
    self.span = span
  }
}

/// The first column of a line of the timeline.
public enum TimePoint: Sendable {
  /// `start`: before the container starts for the first time.
  case beforeStart
  /// `2s`: so long after the start.
  case at(TimeSpan)
  /// `5s..9s`: drawn from the seed.
  case between(TimeSpan, TimeSpan)
  /// `+1s`: so long after the line above.
  case afterPrevious(TimeSpan)
  /// `@heal+1s`: so long after a mark.
  case afterMark(String, TimeSpan)
  /// `on order.timeout order=A nth 2 then +1s`: once, at the n-th match.
  case on(EventPattern, nth: Int, delay: TimeSpan)
}

/// For how long a fault acts; without an extent, until `net heal`.
public enum Extent: Hashable, Sendable {
  /// `next 2`: the next so many messages that match.
  case next(Int)
  /// `for 30s`
  case duration(TimeSpan)
  /// `until @heal`
  case until(mark: String)
}

/// Which messages a network fault hits.
public struct MessageMatch: Hashable, Sendable {
  /// `requests`, `responses` or `stream`.
  public var channel: Word
  /// The kinds of message; empty for all.
  ///
  /// The word `snapshot` of a file stands for the three queries of a pass.
  public var kinds: [Word]
  /// The order a message is about; nil for all.
  public var order: Located<String>?

  /// Makes a match; no kinds means all.
  public init(channel: Word, kinds: [Word] = [], order: Located<String>? = nil) {
    self.channel = channel
    self.kinds = kinds
    self.order = order
  }
}

/// A file of the store.
public enum StoreFile: String, Hashable, Sendable, CaseIterable {
  /// The newest checkpoint.
  case checkpoint
  /// The journal.
  case journal
}

/// How long an expectation must hold once it is true.
public enum Holding: Hashable, Sendable {
  /// `for 5s`
  case duration(TimeSpan)
  /// `for rest`
  case rest
}
