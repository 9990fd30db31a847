import Exploration
import Harness
import Reporting
import ScenarioLanguage

/// One `trueup run`, from arguments to exit code.
final class RunSession {
  private let arguments: Arguments
  private let terminal: Terminal
  private let format: RunFormat
  private let jobs: Int
  private var paths: [String]
  private var choice: CaseChoice
  private var summary = RunSummary()
  /// The files with errors, and those of which a case failed.
  private(set) var failingFiles: Set<String> = []
  /// Who tells the terminal, and who writes the files of the reports, in the order in which these are completed.
  private var reporters: [any Reporter] = []
  private var fileReporters: [any Reporter] = []
  private var reports: ReportFolder
  private var problem: Problem?

  /// Makes a run.
  ///
  /// - Parameters:
  ///   - arguments: the command line.
  ///   - terminal: where people are told.
  ///   - paths: other paths than those of the command line.
  init(_ arguments: Arguments, _ terminal: Terminal, paths: [String]? = nil) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    format = try RunFormat(arguments)
    choice = try CaseChoice(arguments)
    jobs = try arguments.number(.jobs, in: 1...256) ?? 1
    self.paths = paths ?? arguments.operands
    reports = ReportFolder(arguments.value(.reports) ?? "Reports")
    try arguments.refuse(.quiet, with: .verbose, because: "one shows less than usual, the other more")
    try arguments.refuse(.failed, with: .verify, because: "a run is verified as a whole")
  }

  /// Runs the suite; every step tells the reporters.
  func run() throws(Problem) -> ExitCode {
    Interruption.listen()
    if arguments.has(.failed), try !chooseWhatFailed() { return .success }
    openReporters()
    let clock = ContinuousClock()
    let start = clock.now
    var suite = Suite(paths, jobs: jobs)
    suite.choose(choice)
    if arguments.has(.allowEmpty) { suite.allowEmpty() }
    summary.parseTime = clock.now - start

    tell(.started(RunStart(version: Tool.version, files: suite.files.count, cases: suite.cases.count)))
    for problem in suite.problems { tell(.hindered(problem)) }
    for file in suite.files where !file.diagnostics.isEmpty { tell(.diagnosed(file.source, file.diagnostics)) }

    let verification = arguments.has(.verify) ? Verification(paths, choice) : nil
    let runStart = clock.now
    var run = SuiteRun(suite: suite, jobs: jobs, stopsAtFailure: arguments.has(.failFast))
    run.runsTwice = verification != nil
    run.keepsTraces = arguments.has(.html)
    RunningCases.prepare(suite)
    CrashReport.listen()
    Watchdog.start()
    let progress = Progress(terminal, "case", of: suite.cases.count)
    run.run { event in
      tell(event)
      if case .ended(let report) = event { verification?.add(report) }
      if !arguments.has(.quiet) {
        progress.show(summary.cases - summary.notRun, summary.failed > 0 ? "\(summary.failed) failed" : "")
      }
    }
    summary.runTime = clock.now - runStart
    if let code = Interruption.exitCode {
      summary.note(code)
      verification?.cancel()
    } else if let verification {
      if !arguments.has(.quiet) { progress.wait("for the other processes") }
      verification.compare(suite, tell)
      summary.verifiedProcesses = verification.processes
      if let code = Interruption.exitCode { summary.note(code) }
    }
    progress.end()
    summary.isStoppedByFailure = arguments.has(.failFast) && summary.failed > 0
    summary.elapsed = clock.now - start
    if !arguments.has(.quiet), summary.cases > 0, let text = JudgesText.summary(of: Tool.engine.abilities) {
      terminal.complain(text)
    }
    return finish()
  }

  /// Chooses what failed in the last run; false if nothing did.
  private func chooseWhatFailed() throws(Problem) -> Bool {
    let last = try LastRun(in: arguments.value(.reports) ?? "Reports")
    guard last.hasRun else { throw .lastRunEmpty(last.path) }
    guard !last.isClean else {
      terminal.complain(" nothing failed in the last run (\(last.path)), so nothing is run\n")
      return false
    }
    choice.last = last
    guard !paths.isEmpty || !last.files.contains(SourceFile.standardInputPath) else {
      throw .inputIsGone(last.path)
    }
    if paths.isEmpty { paths = last.files }
    return true
  }

  private func openReporters() {
    let detail: ConsoleReporter.Detail =
      arguments.has(.quiet) ? .quiet : arguments.has(.verbose) ? .verbose : .normal
    let (terminal, format) = (terminal, format)
    terminal.guardsCommands = format.marksLines
    reporters.append(
      ConsoleReporter(detail: detail, columns: format.isForPrograms ? nil : terminal.columns) {
        format.isForPrograms ? terminal.complain($0) : terminal.write($0)
      } complain: {
        terminal.complain($0)
      })
    let sourcePaths = CIServer.paths
    if format == .json { reporters.append(JSONReporter { terminal.write($0) }) }
    let namesFiles = CIServer.isGitLab
    if format == .junit {
      reporters.append(JUnitReporter(paths: sourcePaths, namesFiles: namesFiles) { terminal.write($0) })
    }
    if format.marksLines {
      reporters.append(GitHubAnnotations(paths: sourcePaths) { terminal.command($0, isError: format.isForPrograms) })
      addStepSummary(sourcePaths)
    }
    if let file = reports.open("results.jsonl") { fileReporters.append(JSONReporter { file.write($0) }) }
    if let file = reports.open("summary.txt") {
      fileReporters.append(ConsoleReporter(detail: detail) { file.write($0) })
    }
    if arguments.has(.html), let file = reports.open("report.html") {
      let power = ReportFolder.power(in: arguments.value(.reports) ?? "Reports")
      fileReporters.append(
        HTMLReporter(power: power) { suiteCase in
          RecordedCase(suiteCase, limits: RunLimits { Interruption.isRequested }, on: Tool.engine)
        } write: {
          file.write($0)
        })
    }
    if let file = reports.open("junit.xml") {
      fileReporters.append(JUnitReporter(paths: sourcePaths, namesFiles: namesFiles) { file.write($0) })
    }
  }

  private func addStepSummary(_ paths: SourcePaths) {
    guard let path = CIServer.summaryFile else { return }
    let file = AppendedFile(path: path)
    fileReporters.append(
      GitHubSummary(paths: paths, room: GitHubSummary.limit - file.size) { [self] bytes in
        do throws(SystemError) { try file.append(bytes) } catch { problem = .unwritableSummary(path, error) }
      })
  }

  private func tell(_ event: RunEvent) {
    summary.add(event)
    switch event {
    case .ended(let report) where report.verdict.isBad: failingFiles.insert(report.source.path)
    case .diagnosed(let source, let diagnostics) where diagnostics.contains { $0.severity == .error }:
      failingFiles.insert(source.path)
    default: break
    }
    for index in reporters.indices { reporters[index].receive(event) }
    for index in fileReporters.indices { fileReporters[index].receive(event) }
  }

  /// Completes the reports, then says where they are: only those that could be written are named.
  private func finish() -> ExitCode {
    summary.reports = reports.paths
    for index in fileReporters.indices { fileReporters[index].receive(.finished(summary)) }
    if let other = reports.finish() { problem = other }
    summary.reports = reports.paths
    if let problem { summary.note(problem.exitCode) }
    for index in reporters.indices { reporters[index].receive(.finished(summary)) }
    if let problem { terminal.complain("\n\(problem.text)") }
    return summary.exitCode
  }
}
