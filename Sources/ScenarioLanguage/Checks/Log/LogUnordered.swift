/// A line such as `log unordered`, with its block.
package struct LogUnordered: StepsLogForm {
  /// Where the events are looked for.
  package var window = LogWindow()
  /// The lines of the block.
  package var steps: [LogStep] = []

  package init() {}

  package static let words = ["unordered"]
  package static let syntax: [Slot<Self>] = [.window(\.window)]
  package static let summary = "the events of the block are in the log, in any order, each with an entry of its own"
  package static let example = "unordered\n| fill.applied exec=E2\n| fill.applied exec=E1"
  package static let isOrdered = false

  package static func finding(
    _ steps: [CompiledStep], in part: LogMatching, of log: RunLog, at span: SourceSpan
  ) -> LogFinding? {
    guard let index = part.matchUnordered(steps) else { return nil }
    return LogFinding(
      title: "the log lacks an event", span: steps[index].span, label: "no entry of its own",
      notes: log.nearest(steps[index].pattern, in: part), instant: log.end)
  }
}
