import Reconciliation
import Simulation

/// A line such as `log in-order`, with its block.
package struct LogInOrder: StepsLogForm {
  /// Where the events are looked for.
  package var window = LogWindow()
  /// The lines of the block.
  package var steps: [LogStep] = []

  package init() {}

  package static let words = ["in-order"]
  package static let syntax: [Slot<Self>] = [.window(\.window)]
  package static let summary = "the events of the block are in the log one after the other"
  package static let example =
    "in-order\n| order.sent order=A\n| not order.rejected\n| fill.applied\n| next order.filled"
  package static let remarks = [
    "A line takes the first match after the line above it.",
    "`next`: the very next event of its lane. `not`: nowhere between the line above and the line below.",
    "A capture such as `exec=$e` takes what it finds first and compares it on the lines below.",
  ]
  package static let isOrdered = true

  package static func finding(
    _ steps: [CompiledStep], in part: LogMatching, of log: RunLog, at span: SourceSpan
  ) -> LogFinding? {
    let progress = part.matchInOrder(steps)
    guard let index = progress.failedStep else { return nil }
    let step = steps[min(index, steps.count - 1)]
    var notes: [String] = []
    if let last = progress.lastEntry { notes.append("after    \(log.line(last))") }
    if let forbidden = progress.forbiddenEntry {
      let instant = log.trace.entries[forbidden].instant
      return LogFinding(
        title: "an event stands where it must not", span: step.span, label: "it is there, at \(instant)",
        notes: notes + ["entry    \(log.line(forbidden))"], instant: instant, entry: UInt32(forbidden))
    }
    if step.form == .next, let last = progress.lastEntry {
      let lane = step.pattern.kind.lane
      let next = part.entries.indices.first { $0 > last && log.trace.entries[$0].event.kind.lane == lane }
      if let next { notes.append("next     \(log.line(next))") }
    }
    return LogFinding(
      title: "the log is in another order", span: step.span,
      label: step.form == .next ? "this is not the next event of its lane" : "no such event after the one above",
      notes: notes + log.nearest(step.pattern, in: part), instant: log.end)
  }
}

extension LogStep {
  /// The line without its bar.
  var text: String {
    switch form {
    case .later: ScenarioPrinter.text(pattern)
    case .next: "next \(ScenarioPrinter.text(pattern))"
    case .not: "not \(ScenarioPrinter.text(pattern))"
    }
  }
}
