import Simulation

/// A line such as `log never PATTERN after @filled`.
package struct LogNever: EventLogForm {
  /// The event.
  package var pattern = EventPattern.blank
  /// Where it is looked for.
  package var window = LogWindow()

  package init() {}

  package static let words = ["never"]
  package static let syntax: [Slot<Self>] = [.pattern(\.pattern), .window(\.window)]
  package static let summary = "the event is not in the log"
  package static let example = "never order.rejected order=A"

  package static func finding(
    _ pattern: CompiledPattern, in part: LogMatching, of log: RunLog, at span: SourceSpan
  ) -> LogFinding? {
    guard let number = part.first(pattern) else { return nil }
    let entry = log.trace.entries[number]
    return LogFinding(
      title: "must never be in the log", span: span, label: "it is, at \(entry.instant)",
      notes: ["entry    \(log.line(number))"], instant: entry.instant, entry: UInt32(number))
  }
}
