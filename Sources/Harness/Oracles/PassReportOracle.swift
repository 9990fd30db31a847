import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// `pass-report`: what the engine says of a pass that has ended is what its log and its records tell.
struct PassReportOracle: Sendable {
  private var started: TraceEntry?
  private var found = 0
  private var resolved = 0
  private var corrections = 0
  private var warnings = 0
  private var errors = 0
  /// Whether records of the pass may have been held back: a store that takes none shows none.
  private var isStoreFailing = false
  private var wasStoreFailing = false

  mutating func noteStart() {
    started = nil
    isStoreFailing = false
  }

  mutating func noteStore(isFailing: Bool) {
    isStoreFailing = isFailing
    wasStoreFailing = true
  }

  mutating func noteStarted(_ entry: TraceEntry) {
    started = entry
    found = 0
    resolved = 0
    corrections = 0
    warnings = 0
    errors = 0
    wasStoreFailing = isStoreFailing
  }

  mutating func noteAppended(_ event: Event) {
    switch event.subject {
    case .discrepancy?: found += 1
    case .resolution?: resolved += 1
    case .position?, .cash?: corrections += 1
    default: break
    }
  }

  mutating func noteIncomplete() { warnings += 1 }
  mutating func noteFailed() { errors += 1 }

  mutating func observeFinished<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>
  ) -> Violation? {
    guard let started, world.isRunning, let report = world.incarnation.lastPass else { return nil }
    self.started = nil
    func differs(_ what: String, _ said: some CustomStringConvertible, _ true: some CustomStringConvertible)
      -> Violation
    {
      Violation(
        oracle: .passReport, message: "a pass reports \(about: what) \(said), and \(`true`) is true",
        instant: entry.instant, entry: number)
    }
    let event = entry.event
    if report.kind.word != event.subject {
      return differs("kind", report.kind.word.text, event.subject?.text ?? "none")
    }
    if report.trigger != event.reason { return differs("trigger", report.trigger.text, event.reason?.text ?? "none") }
    if report.isLook != (event.source == .review) { return differs("a look", report.isLook, event.source == .review) }
    if report.orders != Int(event.number) { return differs("orders", report.orders, event.number) }
    if report.warnings.count != warnings { return differs("warnings", report.warnings.count, warnings) }
    if report.errors.count != errors { return differs("errors", report.errors.count, errors) }
    if let duration = report.duration, duration != entry.instant - started.instant {
      return differs("duration", duration, entry.instant - started.instant)
    }
    if !wasStoreFailing {
      if report.found != found { return differs("found", report.found, found) }
      if report.resolved != resolved { return differs("resolved", report.resolved, resolved) }
      if report.corrections != corrections { return differs("corrections", report.corrections, corrections) }
    }
    let status: PassReport.Status =
      errors > 0
      ? .failed
      : warnings > 0 ? .partial : world.incarnation.books.tickets.isEmpty ? .completed : .intervention
    return report.status == status ? nil : differs("status", report.status.rawValue, status.rawValue)
  }
}
