import Reporting

/// One `trueup run`, from arguments to exit code.
final class RunSession {
  private let arguments: Arguments
  private let terminal: Terminal
  private let choice: CaseChoice
  private let jobs: Int
  private var summary = RunSummary()
  private var reporters: [any Reporter] = []
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
    }
    summary.isStoppedByFailure = arguments.has(.failFast) && summary.failed > 0
    summary.elapsed = clock.now - start
    summary.reports = reports.paths
    tell(.finished(summary))
    return finishReports()
  }

  private func openReporters() {
    let isJSON = arguments.has(.json)
    let detail: ConsoleReporter.Detail =
      arguments.has(.quiet) ? .quiet : arguments.has(.verbose) ? .verbose : .normal
    let isColored = isJSON ? terminal.areErrorsColored : terminal.isColored
    let terminal = terminal
    reporters.append(
      ConsoleReporter(detail: detail, isColored: isColored) {
        isJSON ? terminal.complain($0) : terminal.write($0)
      } complain: {
        terminal.complain($0)
      })
    if isJSON { reporters.append(JSONReporter { terminal.write($0) }) }
    if let file = reports.open("results.jsonl") { reporters.append(JSONReporter { file.write($0) }) }
    if let file = reports.open("summary.txt") {
      reporters.append(ConsoleReporter(detail: detail) { file.write($0) })
    }
  }

  private func tell(_ event: RunEvent) {
    if case .finished = event {} else { summary.add(event) }
    for index in reporters.indices { reporters[index].receive(event) }
  }

  private func finishReports() -> ExitCode {
    guard let problem = reports.finish() else { return summary.exitCode }
    terminal.complain("\n" + problem.text(isColored: terminal.areErrorsColored))
    return summary.exitCode.joined(with: problem.exitCode)
  }
}
