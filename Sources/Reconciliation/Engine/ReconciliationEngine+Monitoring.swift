import Trading

/// What can be read of an engine while it lives; none of it is durable.
extension ReconciliationEngine {
  /// What passes came to since the start.
  public var passHistory: PassHistory { desks.passes.history }

  /// The passes that wait for the one that runs, in the order in which they run.
  public var waitingPasses: [PassReport] { desks.passes.waiting }

  /// What the pass that ended last came to, if it is known: since the start, or before it where that was written down.
  public var lastPass: PassReport? { desks.passes.history.last ?? books.passReports.last }

  /// What the last pass of a kind came to, since the start or before it.
  public func lastPass(of kind: PassKind) -> PassReport? {
    desks.passes.history.last(of: kind) ?? books.passReports.last { $0.kind == kind }
  }

  /// What a pass that waits, runs or has ended came to; nil if it is no longer kept.
  public func passReport(_ number: UInt32) -> PassReport? {
    desks.passes.history.report(number) ?? desks.passes.waiting.first { $0.number == number }
  }

  /// How well the engine sees the broker, and how much waits.
  public var health: Health {
    Health(
      condition: condition, isStreamUp: desks.streamWatch.isUp, hasLastPassFailed: desks.passes.hasLastFailed,
      lastActivity: desks.streamWatch.lastActivity, unanswered: core.requests.count,
      unsynced: core.journal.unsynced.count, withheld: core.outbox.count + core.bus.backlog.count,
      waitingPasses: desks.passes.waiting.count, alerts: core.alertDelay, accuracyPerMille: accuracyPerMille)
  }

  /// How many of a thousand orders, positions and balances differ in nothing that is known; nil before a pass has
  /// compared.
  private var accuracyPerMille: Int? {
    guard let last = desks.passes.history.last, last.status != .failed else { return nil }
    let records = books.orders.count + books.positions.count + books.cash.count
    guard records > 0 else { return nil }
    return max(0, records - books.discrepancies.count) * 1000 / records
  }

  /// Sets the clock of the figures, if there is one.
  mutating func startMetrics() {
    if let interval = core.configuration.metricsInterval { core.setTimer(.metrics, at: core.now + interval) }
  }

  /// Says in the log how the engine does; what was not compared has no accuracy.
  mutating func logMetrics() {
    guard core.configuration.metricsInterval != nil else { return }
    startMetrics()
    var event = Event(.engineMetrics)
    event.number = Int64(desks.passes.history.ended)
    event.count = Int64(desks.passes.history.failed)
    event.quantity = accuracyPerMille.map { Decimal(billionths: Int64($0) * 100_000_000) } ?? Decimal(-1)
    event.filled = Decimal(books.discrepancies.count)
    event.price = Decimal(core.requests.count)
    core.log(event)
  }
}
