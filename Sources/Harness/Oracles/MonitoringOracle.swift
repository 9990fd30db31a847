import Reconciliation
import Simulation
import Trading

/// `monitoring`: what an engine can be asked while it lives, its sums of passes and its health, is what its log tells.
///
/// What a single pass reports is the part of `pass-report`; here the reports are added up a second time.
struct MonitoringOracle: Sendable {
  private var passes = PassSums()
  private var alerts = 0
  private var isStreamUp = true
  private var hasLastFailed = false
  /// Whether a pass has ended in the step being looked at, and what it said of itself.
  private var ended: (entry: TraceEntry, number: UInt32)?

  mutating func noteStart() { self = MonitoringOracle() }
  mutating func noteAlert() { alerts += 1 }
  mutating func noteStream(isUp: Bool) { isStreamUp = isUp }
  mutating func noteStarted(_ entry: TraceEntry) { passes.begin(at: entry.instant) }

  mutating func noteFinished<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>
  ) {
    guard world.isRunning, let report = world.incarnation.lastPass else { return }
    passes.end(entry, report)
    if !report.isLook { hasLastFailed = entry.event.state == .failed }
    ended = (entry, number)
  }

  /// Whether there is something to look at.
  var isDue: Bool { ended != nil }

  /// Looks at the figures once all of a step is in: the next pass may have begun in it.
  ///
  /// - Parameter heard: what the specification makes of requests, stream and records, where it saw all turns.
  mutating func observeStep<Engine: SimulatedEngine>(
    _ world: inout World<Engine>, heard: (unanswered: Int, streamHeardAt: Instant, unsynced: Int?, unpublished: Int)?
  ) -> Violation? {
    guard let ended else { return nil }
    self.ended = nil
    guard world.isRunning else { return nil }
    var comparison = LiveComparison()
    if let history = world.incarnation.livePasses {
      passes.compare(history, kind: ended.entry.event.subject, &comparison)
      passes.compare(reportsOf: world.incarnation, &comparison)
    }
    if let health = world.incarnation.liveHealth {
      compare(health, &world, &comparison)
      if let heard {
        comparison.look("requests without an answer", health.unanswered, heard.unanswered)
        comparison.look("the last activity of the stream", health.lastActivity, heard.streamHeardAt)
        if let unsynced = heard.unsynced {
          comparison.look("records that are not durable", health.unsynced, unsynced)
          // What waits waits for one of these, or for the bus.
          if unsynced == 0 { comparison.look("what waits for records and the bus", health.withheld, heard.unpublished) }
        }
      }
    }
    guard let difference = comparison.difference else { return nil }
    return Violation(
      oracle: .monitoring,
      message: "the engine says \(about: difference.what) \(difference.said), and \(difference.due) is true",
      instant: ended.entry.instant, entry: ended.number)
  }

  private func compare<Engine: SimulatedEngine>(
    _ health: Health, _ world: inout World<Engine>, _ comparison: inout LiveComparison
  ) {
    let books = world.incarnation.books
    let records = books.orders.count + books.positions.count + books.cash.count
    let agreeing = max(0, records - books.discrepancies.count)
    let accuracy = records == 0 || passes.hasLastFailed ? nil : agreeing * 1000 / records
    // In words only where they differ: to print a case takes longer than all the rest.
    if health.condition != world.incarnation.condition {
      comparison.look("condition", "\(health.condition)", "\(world.incarnation.condition)")
    }
    comparison.look("stream up", health.isStreamUp, isStreamUp)
    comparison.look("last pass failed", health.hasLastPassFailed, hasLastFailed)
    comparison.look("alerts", health.alerts.count, alerts)
    comparison.look("accuracy per mille", health.accuracyPerMille, accuracy)
  }
}
