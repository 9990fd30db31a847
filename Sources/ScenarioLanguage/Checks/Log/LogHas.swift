/// A line such as `log has PATTERN after @heal`.
package struct LogHas: LogForm {
  /// The event.
  package var pattern = EventPattern.blank
  /// Where it is looked for.
  package var window = LogWindow()

  package init() {}

  package static let words = ["has"]
  package static let syntax: [Slot<Self>] = [.pattern(\.pattern), .window(\.window)]
  package static let summary = "the event is in the log"
  package static let example = "has fill.applied order=A after @filled"

  package func compile(in scope: some PlanScope) throws(PlanError) -> any CompiledLogCheck {
    Compiled(pattern: try pattern.compiled(in: scope), window: try window.compiled(in: scope))
  }

  private struct Compiled: CompiledLogCheck {
    let pattern: CompiledPattern
    let window: CompiledWindow

    func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding? {
      let matching = log.matching(window)
      guard matching.count(pattern) == 0 else { return nil }
      return LogFinding(
        title: "the log lacks an event", span: span, label: "no such event", notes: log.nearest(pattern, in: matching),
        instant: log.end)
    }
  }
}
