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
  /// What is wrong with the log; nil for nothing.
  func judge(_ log: RunLog, at span: SourceSpan) -> LogFinding?
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
