/// A line such as `log has PATTERN after @heal`.
package struct LogHas: EventLogForm {
  /// The event.
  package var pattern = EventPattern.blank
  /// Where it is looked for.
  package var window = LogWindow()

  package init() {}

  package static let words = ["has"]
  package static let syntax: [Slot<Self>] = [.pattern(\.pattern), .window(\.window)]
  package static let summary = "the event is in the log"
  package static let example = "has fill.applied order=A after @filled"

  package static func finding(
    _ pattern: CompiledPattern, in part: LogMatching, of log: RunLog, at span: SourceSpan
  ) -> LogFinding? {
    guard part.first(pattern) == nil else { return nil }
    return LogFinding(
      title: "the log lacks an event", span: span, label: "no such event", notes: log.nearest(pattern, in: part),
      instant: log.end)
  }
}
