import Exploration
import Harness
import Reconciliation
import Reporting
import ScenarioLanguage
import Simulation
import Trading

extension Command {
  /// Shows an engine at an instant.
  static let status = Command(
    name: "status", usage: "trueup status FILE [--at TIME]", summary: "show what an operator would see at an instant",
    details: [
      "The case is run up to TIME, or to its end, and nothing after that. Shown are condition, orders that work,",
      "positions, cash, open discrepancies and tickets, the last three passes, those that run and wait, figures of the",
      "passes by kind, and health: stream, accuracy, what waits, alerts. Figures of passes start anew with each start.",
      "Formats: text; json, one object a line (`trueup list status-schema`); prometheus, the text exposition format, with",
      "names that start with `trueup_`.",
      "Exit codes: 0 shown, 1 no engine runs at that instant, 2 the file has errors, 3 it cannot be read, 64 wrong usage.",
    ],
    flags: [.caseName, .at, .statusFormat], operands: .scenarios
  ) { arguments, terminal in
    enum Format: String, CaseIterable { case text, json, prometheus }
    let format = try arguments.choice(.statusFormat, of: Format.self) ?? .text
    guard let stopped = try StoppedCase(arguments, terminal) else { return .invalidScenario }
    guard let engine = stopped.engine else {
      throw Problem(
        stopped.path, "no engine runs at \(stopped.instant)",
        advice: [
          "its container is down then, or its store was refused", "see: trueup trace \(stopped.path.asOperand)",
        ], exitCode: .failed)
    }
    let report = StatusReport(engine, at: stopped.instant)
    switch format {
    case .text: terminal.write(StatusText(report, stopped.names).text)
    case .json: terminal.write(Array(StatusJSON.text(report, stopped.names).utf8))
    case .prometheus: terminal.write(Array(PrometheusText.text(report, stopped.names).utf8))
    }
    return .success
  }

  /// Tells who changed what.
  static let compliance = Command(
    name: "compliance", usage: "trueup compliance FILE [--at TIME]",
    summary: "tell who changed what, when, why, from what and to what",
    details: [
      "The case is run up to TIME, or to its end; what is told comes from the journal alone, so only what was durable",
      "then: of all starts of the engine, also what a checkpoint has let the disk forget since.",
      "Formats: text; json, one object a line (`trueup list compliance-schema`); csv, with a head.",
      "Exit codes: 0 told, 2 the file has errors, 3 it cannot be read, 64 wrong usage.",
    ],
    flags: [.caseName, .at, .complianceFormat], operands: .scenarios
  ) { arguments, terminal in
    enum Format: String, CaseIterable { case text, json, csv }
    let format = try arguments.choice(.complianceFormat, of: Format.self) ?? .text
    guard let stopped = try StoppedCase(arguments, terminal) else { return .invalidScenario }
    let report = ComplianceReport(stopped.journal, stopped.names)
    switch format {
    case .text: terminal.write(report.text)
    case .json: terminal.write(Array(report.json.utf8))
    case .csv: terminal.write(Array(report.csv.utf8))
    }
    return .success
  }
}

/// The one case of a file, run up to an instant.
private struct StoppedCase {
  let path: String
  let instant: Instant
  let names: Names
  let engine: ReconciliationEngine?
  let journal: [JournalEntry]

  /// Runs the case that arguments name; nil if the file has errors, which are shown.
  init?(_ arguments: Arguments, _ terminal: Terminal) throws {
    guard arguments.operands.count == 1 else {
      throw UsageError.operands(
        "\(arguments.command.name) takes one scenario file, not \(arguments.operands.count)", arguments.command)
    }
    path = SourceFile.path(ofOperand: arguments.operands[0])
    let abilities = Tool.engine.abilities
    guard abilities.hasOurJournal else {
      throw UsageError(
        message:
          "\(arguments.command.name) reads the books and the journal of TrueUp, and \(abilities.name) has its own",
        advice: ["see what it did: trueup trace \(path.asOperand)"])
    }
    let file = ScenarioLoader.load(path)
    if let problem = file.problem { throw problem }
    guard !file.hasErrors else {
      _ = terminal.complain(about: file)
      return nil
    }
    guard let plan = try? PlanCompiler.compile(file.theCase(arguments.value(.caseName), in: path).scenario) else {
      throw Problem(
        path, "the scenario cannot be run, or the file has several cases",
        advice: ["see why: trueup run \(path.asOperand)", "choose a case with --case"], exitCode: .invalidScenario)
    }
    instant = try min(LogFilter.instant(.at, arguments) ?? plan.ends, plan.ends)
    names = plan.names
    (engine, journal) = CaseRunner<ReconciliationEngine>.state(of: plan, at: instant)
  }
}

extension Flag {
  static let at = Flag(name: "--at", placeholder: "TIME", summary: "the instant to look at: `2.5s` (the end)")
  static let statusFormat = Flag(
    name: "--format", placeholder: "KIND", summary: "text, json or prometheus",
    values: .words(["text", "json", "prometheus"]))
  static let complianceFormat = Flag(
    name: "--format", placeholder: "KIND", summary: "text, json or csv", values: .words(["text", "json", "csv"]))
}
