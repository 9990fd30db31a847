package import Trading

/// A statement about the log of the whole run: what follows `log`.
package protocol LogForm: Form {
  /// Whether lines with `|` stand below it.
  static var takesBlock: Bool { get }
  /// The lines below it, without their bars.
  var blockLines: [String] { get }
  /// Takes the lines below it.
  mutating func readBlock(_ block: [BlockLine], _ parser: inout CaseParser) throws(LineGivenUp)
  /// The check with indices in place of names.
  func compile(in scope: some PlanScope) throws(PlanError) -> any CompiledLogCheck
}

extension LogForm {
  package static var takesBlock: Bool { false }
  package var blockLines: [String] { [] }
  package mutating func readBlock(_ block: [BlockLine], _ parser: inout CaseParser) {}
}

/// A check that can be asked of a log.
package protocol CompiledLogCheck: Sendable {
  /// The part of the log that is looked at.
  var window: CompiledWindow { get }
  /// What is wrong with the log; nil for nothing.
  func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding?
}

extension CompiledLogCheck {
  /// What is wrong: with the part of the log that is looked at, or with what is in it.
  package func finding(in log: RunLog, at span: SourceSpan) -> LogFinding? {
    log.emptiness(of: window, at: span) ?? judge(log, at: span)
  }
}

/// What a check of the log found wrong.
package struct LogFinding {
  /// Whether a literal block differs.
  package var isGolden = false
  /// What is wrong, in a few words.
  package let title: String
  /// Where it stands in the file.
  package let span: SourceSpan
  /// What the log has instead.
  package let label: String
  /// Further lines, each `name value`.
  package var notes: [String] = []
  /// When it was noticed.
  package let instant: Instant
  /// The number of the entry, if there is one.
  package var entry: UInt32?
}

/// A check of one event in a part of the log.
package protocol EventLogForm: LogForm {
  /// The event.
  var pattern: EventPattern { get }
  /// Where it is looked for.
  var window: LogWindow { get }
  /// What is wrong with that part of a log; nil for nothing.
  static func finding(_ pattern: CompiledPattern, in part: LogMatching, of log: RunLog, at span: SourceSpan)
    -> LogFinding?
}

extension EventLogForm {
  package func compile(in scope: some PlanScope) throws(PlanError) -> any CompiledLogCheck {
    CompiledPart(subject: try pattern.compiled(in: scope), window: try window.compiled(in: scope), find: Self.finding)
  }
}

/// A check of a part of the log with events in the block below it.
package protocol StepsLogForm: LogForm {
  /// Whether a line can say how it binds to the one above.
  static var isOrdered: Bool { get }
  /// Where the events are looked for.
  var window: LogWindow { get }
  /// The lines of the block.
  var steps: [LogStep] { get set }
  /// What is wrong with that part of a log; nil for nothing.
  static func finding(_ steps: [CompiledStep], in part: LogMatching, of log: RunLog, at span: SourceSpan)
    -> LogFinding?
}

extension StepsLogForm {
  package static var takesBlock: Bool { true }
  package var blockLines: [String] { steps.map(\.text) }

  package mutating func readBlock(_ block: [BlockLine], _ parser: inout CaseParser) throws(LineGivenUp) {
    steps = try parser.steps(block, areOrdered: Self.isOrdered)
  }

  package mutating func visit(_ body: (inout any SlotValue) -> Void) {
    for index in steps.indices { steps[index].pattern.conditions.visit(body) }
  }

  package func compile(in scope: some PlanScope) throws(PlanError) -> any CompiledLogCheck {
    CompiledPart(subject: try steps.compiled(in: scope), window: try window.compiled(in: scope), find: Self.finding)
  }
}

/// A check of a part of the log, with indices in place of names.
private struct CompiledPart<Subject: Sendable>: CompiledLogCheck {
  let subject: Subject
  let window: CompiledWindow
  let find: @Sendable (Subject, LogMatching, RunLog, SourceSpan) -> LogFinding?

  func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding? { find(subject, log.matching(window), log, span) }
}
