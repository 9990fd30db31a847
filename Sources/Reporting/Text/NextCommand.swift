import ScenarioLanguage

/// Commands that messages tell the reader to run.
enum NextCommand {
  /// The command that runs one case again.
  static func run(_ report: CaseReport) -> String {
    "\(ToolName.current) run \(place(of: report))"
  }

  /// The command that shows the log of a case, around an entry if there is one to look at.
  static func trace(_ report: CaseReport, around entry: UInt32? = nil) -> String {
    "\(ToolName.current) trace \(place(of: report))" + (entry.map { " --around \($0)" } ?? "")
  }

  private static func place(of report: CaseReport) -> String {
    let path = report.source.path.asOperand
    guard let name = report.scenario.caseName else { return path }
    let first = report.scenario.parameters.first
    let choice = first?.name == "case" ? first?.value ?? name : name
    return "\(path) --case \(choice.shellQuoted)"
  }
}
