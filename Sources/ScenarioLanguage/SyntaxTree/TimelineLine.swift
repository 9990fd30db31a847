public import Reconciliation
public import Trading

/// One line of the timeline: when, what, and the mark it sets.
public struct TimelineLine: Sendable {
  /// When it happens.
  public var time: Located<TimePoint>
  /// What happens.
  package var action: Action
  /// The mark set at the instant the line is carried out, without the `@`.
  public var mark: Located<String>?
  /// Whether a fault of this line may stay without effect.
  public var mayMiss = false
  /// The whole line.
  public var span: SourceSpan

  /// Makes a line.
  package init(_ time: Located<TimePoint>, _ action: Action, at span: SourceSpan = .generated) {
    self.time = time
    self.action = action
    self.span = span
  }
}

/// The first column of a line of the timeline.
public enum TimePoint: Sendable {
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

/// What a line of the timeline does.
package enum Action: Sendable {
  /// `trader place A buy 100 AAPL limit 150.01`
  case place(NewOrder)
  /// `trader replace A qty 80 limit 151.00`
  case replace(order: Located<String>, quantity: Decimal?, limit: Decimal?, stop: Decimal?)
  /// `trader cancel A`
  case cancel(order: Located<String>)
  /// `broker ...`
  case broker(BrokerAction)
  /// `net ...`
  case network(NetworkAction)
  /// `engine restart down 5s`: a graceful stop and a start.
  case engineRestart(down: TimeSpan)
  /// `engine crash at publish.before of E1 down 5s`: a kill at once, or at an effect boundary; `subject` is the name
  /// of an order or an execution.
  case engineCrash(point: Located<Word>?, subject: Located<String>?, down: TimeSpan)
  /// A line that the catalogue describes.
  case form(any LineForm)
  /// `operator reconcile`, `operator halt`, `operator resume`
  case operatorCommand(OperatorVerb)
  /// `market AAPL 148.00 148.02`
  case market(symbol: Located<String>, bid: Decimal, ask: Decimal)
  /// `expect CHECK within 10s for rest`
  case expect(Check, within: Located<TimeSpan>?, holding: Holding?)
  /// `mark @opened`
  case mark
}

/// What an operator can ask of the engine.
public enum OperatorVerb: String, Hashable, Sendable, CaseIterable {
  /// Run a full pass now.
  case reconcile
  /// Send no new orders.
  case halt
  /// Send new orders again.
  case resume
}

/// What the scripted broker is told to do.
public enum BrokerAction: Sendable {
  /// `broker reject A "no margin"`
  case reject(order: Located<String>, reason: String)
  /// `broker expire A`
  case expire(order: Located<String>)
  /// `broker cancel A "end of session"`
  case cancel(order: Located<String>, reason: String?)
  /// `broker fill A 40 at 150.00 exec E1`; a nil quantity is `rest`
  case fill(
    order: Located<String>, quantity: Located<Decimal>?, isOverfill: Bool, price: Decimal, execution: Located<String>?)
  /// `broker trade AAPL sell 120 at 151.00 note "by phone"`
  case trade(symbol: Located<String>, side: Side, quantity: Decimal, price: Decimal, note: String?)
  /// `broker adjust position AAPL 300 at 10.00 note "split"`
  case adjustPosition(symbol: Located<String>, quantity: Decimal, price: Decimal?, note: String?)
  /// `broker adjust cash USD 100.00 note "fee"`
  case adjustCash(currency: Located<String>, amount: Decimal, note: String?)
  /// `broker snapshot stale by 60s next 1`
  case snapshot(SnapshotFault, Extent?)
}

/// How an answer of the broker can be wrong without being an error.
public enum SnapshotFault: Sendable {
  /// As of so long ago.
  case stale(by: TimeSpan)
  /// Cut after so many rows, and marked as incomplete.
  case truncated(to: Int)
  /// No rows, and claimed to be complete.
  case empty
  /// Without one order, and claimed to be complete.
  case omits(order: Located<String>)
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

/// What happens to the network.
public enum NetworkAction: Sendable {
  /// `net cut for 30s`
  case cut(Extent?)
  /// `net heal`
  case heal
  /// `net drop stream fill of A next 1`
  case drop(MessageMatch, Extent?)
  /// `net delay responses by 2s jitter 500ms for 1m`
  case delay(MessageMatch, by: TimeSpan, jitter: TimeSpan?, Extent?)
  /// `net duplicate stream fill of A after 300ms next 1`
  case duplicate(MessageMatch, after: TimeSpan, Extent?)
  /// `net fail place with 503 next 3`: the request is answered by a gateway; whether the broker saw it depends on the
  /// status (see `FailureStatus`)
  case fail(kinds: [Word], status: Int, Extent?)
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
