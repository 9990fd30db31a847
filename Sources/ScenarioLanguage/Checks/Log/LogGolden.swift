package import Simulation

/// A line such as `log golden fill.* reconcile.*`, with its literal block.
package struct LogGolden: LogForm {
  /// Whether the lines are compared without their instants.
  package var withoutTimes = false
  /// Which events are compared.
  package var globs: [Located<String>] = []
  /// The lines of the block.
  package var lines: [Located<String>] = []

  package init() {}

  package static let words = ["golden"]
  package static let syntax: [Slot<Self>] = [.flag("no-times", \.withoutTimes), .globs(\.globs)]
  package static let summary = "the events that match the patterns are these lines, to the letter"
  package static let example = "golden no-times order.sent\n| engine order.sent order=A key=A attempt=1"
  package static let remarks = [
    "`trueup run --bless FILE` writes the block; `trueup trace FILE --only PATTERN` prints what belongs into it."
  ]
  package static var takesBlock: Bool { true }

  /// The lines that the block would need for a log.
  package func lines(of trace: Trace, _ names: Names) -> [String] {
    LogMatching(entries: trace.entries[...], names: names).golden(
      globs: globs.map(\.value), withoutTimes: withoutTimes)
  }

  package var blockLines: [String] { lines.flatMap { ScenarioPrinter.singleLines($0.value) } }

  package mutating func readBlock(_ block: [BlockLine], _ parser: inout CaseParser) {
    for line in block {
      let used = parser.bindings.first { line.text.contains("<\($0.name)>") }
      if let used { parser.report(.goldenParameter(used.name, at: line.span)) }
    }
    lines = block.map { Located($0.text, at: $0.span) }
  }

  package func compile(in scope: some PlanScope) -> any CompiledLogCheck {
    Compiled(globs: globs.map(\.value), withoutTimes: withoutTimes, lines: lines)
  }

  private struct Compiled: CompiledLogCheck {
    let globs: [String]
    let withoutTimes: Bool
    let lines: [Located<String>]
    let window = CompiledWindow()

    func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding? {
      let expected = lines.map(\.value)
      let actual = log.matching(window).golden(globs: globs, withoutTimes: withoutTimes)
      guard expected != actual else { return nil }
      let common = zip(expected, actual).prefix { $0 == $1 }.count
      var notes: [String] = []
      for index in common..<min(max(expected.count, actual.count), common + 3) {
        if index < expected.count { notes.append("- | \(expected[index])") }
        if index < actual.count { notes.append("+ | \(actual[index])") }
      }
      let hidden = max(expected.count, actual.count) - common - 3
      if hidden > 0 { notes.append("... and \(hidden) more lines") }
      return LogFinding(
        isGolden: true, title: "the log differs from the golden block",
        span: common < lines.count ? lines[common].span : span,
        label: "line \(common + 1) of \(expected.count) is the first to differ; the log has \(actual.count)",
        notes: notes, instant: log.end)
    }
  }
}
