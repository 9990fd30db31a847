import Reporting
import ScenarioLanguage

/// One `trueup run`, from arguments to exit code.
final class RunSession {
  private let arguments: Arguments
  private let terminal: Terminal
  private let choice: CaseChoice
  private let jobs: Int
  private var summary = RunSummary()
  /// Who tells the terminal, and who writes the files of the reports, in the order in which these are completed.
  private var reporters: [any Reporter] = []
  private var fileReporters: [any Reporter] = []
  private var reports: ReportFolder

  init(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    choice = try CaseChoice(arguments)
    jobs = try arguments.number(.jobs, in: 1...256) ?? 1
    reports = ReportFolder(arguments.value(.reports) ?? "Reports")
  }

  /// Runs the suite; every step tells the reporters.
  func run() -> ExitCode {
    Interruption.listen()
    openReporters()
    let clock = ContinuousClock()
    let start = clock.now
    var suite = Suite(arguments.operands, jobs: jobs)
    suite.choose(choice)
    if arguments.has(.allowEmpty) { suite.allowEmpty() }
    summary.parseTime = clock.now - start

    tell(.started(RunStart(version: Tool.version, files: suite.files.count, cases: suite.cases.count)))
    for problem in suite.problems { tell(.hindered(problem)) }
    for file in suite.files where !file.diagnostics.isEmpty { tell(.diagnosed(file.source, file.diagnostics)) }

    let verification = arguments.has(.verify) ? Verification(arguments.operands, choice) : nil
    let runStart = clock.now
    var run = SuiteRun(suite: suite, jobs: jobs, stopsAtFailure: arguments.has(.failFast))
    run.runsTwice = verification != nil
    run.run { event in
      tell(event)
      if case .ended(let report) = event { verification?.add(report) }
    }
    summary.runTime = clock.now - runStart
    if let code = Interruption.exitCode {
      summary.note(code)
      verification?.cancel()
    } else if let verification {
      verification.compare(suite, tell)
      summary.verifiedProcesses = verification.processes
      if let code = Interruption.exitCode { summary.note(code) }
    }
    summary.isStoppedByFailure = arguments.has(.failFast) && summary.failed > 0
    summary.elapsed = clock.now - start
    return finish()
  }

  private func openReporters() {
    let isJSON = arguments.has(.json)
    let detail: ConsoleReporter.Detail =
      arguments.has(.quiet) ? .quiet : arguments.has(.verbose) ? .verbose : .normal
    let terminal = terminal
    reporters.append(
      ConsoleReporter(detail: detail) {
        isJSON ? terminal.complain($0) : terminal.write($0)
      } complain: {
        terminal.complain($0)
      })
    if isJSON { reporters.append(JSONReporter { terminal.write($0) }) }
    if let file = reports.open("results.jsonl") { fileReporters.append(JSONReporter { file.write($0) }) }
    if let file = reports.open("summary.txt") {
      fileReporters.append(ConsoleReporter(detail: detail) { file.write($0) })
    }
  }

  private func tell(_ event: RunEvent) {
    summary.add(event)
    for index in reporters.indices { reporters[index].receive(event) }
    for index in fileReporters.indices { fileReporters[index].receive(event) }
  }

  /// Completes the reports, then says where they are: only those that could be written are named.
  private func finish() -> ExitCode {
    summary.reports = reports.paths
    for index in fileReporters.indices { fileReporters[index].receive(.finished(summary)) }
    let problem = reports.finish()
    summary.reports = reports.paths
    if let problem { summary.note(problem.exitCode) }
    for index in reporters.indices { reporters[index].receive(.finished(summary)) }
    if let problem { terminal.complain("\n\(problem.text)") }
    return summary.exitCode
  }
}
