/// A line such as `log count PATTERN = 1`.
package struct LogCount: LogForm {
  /// The event.
  package var pattern = EventPattern.blank
  /// How the number is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var count = 0
  /// Where the events are counted.
  package var window = LogWindow()

  package init() {}

  package static let words = ["count"]
  package static let syntax: [Slot<Self>] = [
    .pattern(\.pattern), .value(\.comparison, as: .numeric), .value(\.count, as: .count("a number of events")),
    .window(\.window),
  ]
  package static let summary = "the log has so many of these events"
  package static let example = "count fill.applied order=A = 1"

  package func compile(in scope: some PlanScope) throws(PlanError) -> any CompiledLogCheck {
    Compiled(
      pattern: try pattern.compiled(in: scope), comparison: comparison, expected: count,
      window: try window.compiled(in: scope))
  }

  private struct Compiled: CompiledLogCheck {
    let pattern: CompiledPattern
    let comparison: Comparison
    let expected: Int
    let window: CompiledWindow

    func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding? {
      let matching = log.matching(window)
      let actual = matching.count(pattern)
      guard !comparison.holds(actual, expected) else { return nil }
      return LogFinding(
        title: "the log has another number of these events", span: span, label: "there are \(actual)",
        notes: matching.all(pattern).prefix(4).map { "entry    \(log.line($0))" }, instant: log.end)
    }
  }
}
