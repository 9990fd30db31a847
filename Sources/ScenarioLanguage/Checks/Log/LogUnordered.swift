/// A line such as `log unordered`, with its block.
package struct LogUnordered: LogForm {
  /// Where the events are looked for.
  package var window = LogWindow()
  /// The lines of the block.
  package var steps: [LogStep] = []

  package init() {}

  package static let words = ["unordered"]
  package static let syntax: [Slot<Self>] = [.window(\.window)]
  package static let summary = "the events of the block are in the log, in any order, each with an entry of its own"
  package static let example = "unordered\n| fill.applied exec=E2\n| fill.applied exec=E1"
  package static var takesBlock: Bool { true }

  package var blockLines: [String] { steps.map { ScenarioPrinter.text($0.pattern) } }

  package mutating func readBlock(_ block: [BlockLine], _ parser: inout CaseParser) throws(LineGivenUp) {
    steps = try parser.steps(block, areOrdered: false)
  }

  package mutating func visit(_ body: (inout any SlotValue) -> Void) {
    for index in steps.indices { steps[index].pattern.conditions.visit(body) }
  }

  package func compile(in scope: some PlanScope) throws(PlanError) -> any CompiledLogCheck {
    Compiled(steps: try steps.compiled(in: scope), window: try window.compiled(in: scope))
  }

  private struct Compiled: CompiledLogCheck {
    let steps: [CompiledStep]
    let window: CompiledWindow

    func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding? {
      let matching = log.matching(window)
      guard let index = matching.matchUnordered(steps) else { return nil }
      return LogFinding(
        title: "the log lacks an event", span: steps[index].span, label: "no entry of its own",
        notes: log.nearest(steps[index].pattern, in: matching), instant: log.end)
    }
  }
}
