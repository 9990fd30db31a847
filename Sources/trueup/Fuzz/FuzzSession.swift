import Exploration
import Harness
import Reconciliation
import Reporting
import ScenarioLanguage
import Trading

/// One `trueup fuzz`.
final class FuzzSession {
  private let terminal: Terminal
  private let campaign: FuzzCampaign
  private let runs: Int?
  private let limit: Duration?
  private let jobs: Int
  private let folder: String?
  private let singleCase: Int?
  private let showsDigests: Bool
  private let isJSON: Bool
  private let showsCounts: Bool
  private let isQuiet: Bool
  private let clock = ContinuousClock()
  private var problem: Problem?
  private var marks: GitHubAnnotations?
  private var stepSummary: GitHubFuzzSummary?
  private var summaryFailed = false
  private var page: FuzzHTML?
  private var reports: ReportFolder
  /// The engine, whose runs end when the process is to end.
  private let engine = Tool.engine

  init(_ arguments: Arguments, _ terminal: Terminal) throws {
    self.terminal = terminal
    let part = try arguments.part(.shard)
    var entropy = SystemRandomNumberGenerator()
    var campaign = FuzzCampaign(
      seed: try arguments.seed(.fuzzSeed) ?? entropy.next(),
      mode: try arguments.choice(.fuzzMode, of: TradingMode.self),
      shard: part?.index ?? 0, shardCount: part?.count ?? 1)
    campaign.relations = try arguments.relations(.relations)
    campaign.tool = ToolName.current
    self.campaign = campaign
    singleCase = try arguments.number(.fuzzCase, in: 0...Int.max)
    let given = try arguments.number(.fuzzRuns, in: 1...Int.max)
    limit = try FuzzSession.duration(arguments)
    let total = given ?? (limit == nil ? 1000 : nil)
    if let total, total < campaign.shardCount {
      throw UsageError.fewerRunsThanShards(total, campaign.shardCount, arguments.command)
    }
    runs = total.map(campaign.count)
    jobs = try arguments.number(.jobs, in: 1...1024) ?? 1
    folder = arguments.value(.save)
    showsDigests = arguments.has(.digests)
    isJSON = arguments.has(.json)
    isQuiet = arguments.has(.quiet)
    showsCounts = arguments.has(.counts)
    reports = ReportFolder(arguments.value(.reports) ?? "Reports")
    try arguments.need(.html, for: .reports)
    try arguments.refuse(.json, with: .digests, because: "both are for programs, on standard output")
    for flag in [Flag.fuzzRuns, .fuzzTime, .shard, .save, .digests, .json, .html] {
      try arguments.refuse(.fuzzCase, with: flag, because: "one case is run and shown, and nothing is searched for")
    }
    // A folder that cannot be written is told before the run, not after hours of it.
    if let folder { try FindFolder.check(folder) }
    if arguments.has(.html) { openPage(arguments.value(.reports) ?? "Reports") }
  }

  private static func duration(_ arguments: Arguments) throws(UsageError) -> Duration? {
    guard let word = arguments.value(.fuzzTime) else { return nil }
    guard let span = TimeText.span(word), span > .zero else {
      throw .malformedValue(word, of: .fuzzTime, "a time such as 60s or 5m", arguments.command)
    }
    return .nanoseconds(span.nanoseconds)
  }

  func run() -> ExitCode {
    if let singleCase { return show(singleCase) }
    Interruption.listen()
    CrashReport.listen()
    Watchdog.start()
    if CIServer.isGitHub {
      let isOnErrors = isJSON || showsDigests
      terminal.guardsCommands = true
      marks = GitHubAnnotations(paths: CIServer.paths) { [terminal] in terminal.command($0, isError: isOnErrors) }
    }
    openStepSummary()
    report(.started(campaign))
    let replayed = replay()
    // The command without its last digit, which is the number of the case.
    RunningCases.prepare(command: String(campaign.replayCommand(ofCase: 0).dropLast()))
    let start = clock.now
    var tally = FuzzTally()
    var ordinal = 0
    var isTimeOver = false
    let progress = Progress(terminal, "case", of: runs, limit: limit)
    while !Interruption.isRequested, !isTimeOver, runs.map({ ordinal < $0 }) ?? true {
      let count = min(256, (runs ?? Int.max) - ordinal)
      let first = ordinal
      OrderedWork.run(count, jobs: jobs) { [campaign, engine] offset in
        RunningCases.during(campaign.index(first + offset)) { campaign.run(first + offset, on: engine) }
      } deliver: { fuzzCase in
        guard !fuzzCase.result.isInterrupted else { return false }
        take(fuzzCase, &tally)
        if !isQuiet { progress.show(tally.cases, Quantities.count(tally.finds.count, "find")) }
        isTimeOver = limit.map { clock.now - start >= $0 } ?? false
        return !isTimeOver && !Interruption.isRequested
      }
      ordinal += count
    }
    progress.end()
    var code = exitCode(tally)
    code = code == .liveness && replayed == .failed ? .failed : code.joined(with: replayed)
    let isPartial = Interruption.isRequested
    report(
      .finished(
        FuzzSummary(
          tally: tally, elapsed: clock.now - start, isPartial: isPartial, exitCode: code, showsCounts: showsCounts)))
    if let problem = reports.finish() {
      terminal.complain(problem.text)
      return code.joined(with: .toolError)
    }
    if !isQuiet, let path = reports.paths.first { terminal.complain(" page: \(path)\n") }
    return summaryFailed ? code.joined(with: .toolError) : code
  }

  private func take(_ fuzzCase: FuzzCase, _ tally: inout FuzzTally) {
    let isNew = tally.add(fuzzCase)
    if showsDigests {
      let verdict = fuzzCase.fingerprint?.oracle ?? "pass"
      terminal.write("\(fuzzCase.index) \(Quantities.digest(fuzzCase.result.digest)) \(verdict)\n")
    }
    guard isNew, let fingerprint = fuzzCase.fingerprint else { return }
    if !isQuiet { terminal.showStatus(["shrinking a case that fails: \(fingerprint.oracle)"]) }
    let start = clock.now
    let scenario = campaign.scenario(ofCase: fuzzCase.index, on: engine)
    guard let shrunk = Shrinker.shrink(scenario, keeping: fingerprint, on: engine) else {
      // An interrupted run proves nothing; the find is told when it is run again.
      if Interruption.isRequested { return }
      let message =
        "case \(fuzzCase.index) does not fail again when its file is read: the printer or the parser is wrong"
      problem = Problem("", message, advice: [campaign.replayCommand(ofCase: fuzzCase.index)], exitCode: .toolError)
      return
    }
    let counterexample = Counterexample(
      shrunk, origin: campaign.origin(ofCase: fuzzCase.index), folder: folder ?? "", tool: campaign.tool,
      on: engine)
    var path: String?
    if let folder {
      do throws(SystemError) { path = try FindFolder.write(counterexample, to: folder) } catch {
        problem = .unwritable("\(folder)/\(counterexample.fileName)", error)
      }
    }
    report(
      .found(
        FuzzFind(
          campaign: campaign, first: fuzzCase, counterexample: counterexample, path: path, shrinkRuns: shrunk.runs,
          shrinkTime: clock.now - start)))
  }

  private func exitCode(_ tally: FuzzTally) -> ExitCode {
    if let problem { terminal.complain(problem.text) }
    if let code = Interruption.exitCode { return code }
    if let problem { return problem.exitCode }
    if tally.failures == 0 { return tally.inconclusive == 0 ? .success : .inconclusive }
    return tally.failures == tally.livenessFailures ? .liveness : .failed
  }

  /// Runs what was found before again: a defect that is back is told before a new one is looked for.
  ///
  /// Of several shards the first does so.
  private func replay() -> ExitCode {
    guard campaign.shard == 0 else { return .success }
    let suite = Suite(finds: ["\(ScenarioFinder.defaultPath)/found"] + (folder.map { [$0] } ?? []))
    var code = ExitCode.success
    for problem in suite.problems {
      terminal.complain(problem.text)
      code = code.joined(with: problem.exitCode)
    }
    for file in suite.files where file.hasErrors { code = code.joined(with: terminal.complain(about: file)) }
    guard !suite.cases.isEmpty else { return code }
    RunningCases.prepare(suite)
    var tally = ReplayTally()
    SuiteRun(suite: suite, jobs: jobs).run { event in
      if case .ended(let report) = event { tally.add(report) }
    }
    report(.replayed(tally))
    guard !tally.failing.isEmpty else { return code }
    let isLiveness = tally.failing.allSatisfy { $0.result.failures.first?.kind == .liveness }
    return code.joined(with: isLiveness ? .liveness : .failed)
  }

  private func openPage(_ folder: String) {
    guard let file = reports.open("fuzz.html") else { return }
    page = FuzzHTML(power: ReportFolder.power(in: folder)) { suiteCase in
      RecordedCase(suiteCase, limits: RunLimits { Interruption.isRequested }, on: Tool.engine)
    } write: {
      file.write($0)
    }
  }

  private func openStepSummary() {
    guard CIServer.isGitHub, let path = CIServer.summaryFile else { return }
    let file = AppendedFile(path: path)
    stepSummary = GitHubFuzzSummary(paths: CIServer.paths, room: GitHubSummary.limit - file.size) { [self] bytes in
      do throws(SystemError) { try file.append(bytes) } catch {
        terminal.complain(Problem.unwritableSummary(path, error).text)
        summaryFailed = true
      }
    }
  }

  private func report(_ event: FuzzEvent) {
    marks?.receive(event)
    stepSummary?.receive(event)
    page?.receive(event)
    if isJSON { FuzzJSON { self.terminal.write($0) }.receive(event) }
    if isQuiet, !event.isFind { return }
    let text = FuzzText.text(of: event)
    if isJSON || showsDigests { terminal.complain(text) } else { terminal.write(text) }
  }

  /// Shows the scenario of one case and what its run came to.
  private func show(_ index: Int) -> ExitCode {
    let scenario = campaign.scenario(ofCase: index, on: engine)
    terminal.write(StyledText(lines: ScenarioPrinter.print(scenario)))
    let result = engine.run(scenario, relations: campaign.relations)
    let verdict = result.failures.first.map { "fails: \($0.oracle ?? $0.title): \($0.label)" } ?? "passes"
    terminal.complain(
      "\n case \(index) \(verdict)   digest \(Quantities.digest(result.digest))\n again: \(campaign.replayCommand(ofCase: index))\n"
    )
    guard let first = result.failures.first else { return .success }
    if result.isInconclusive { return .inconclusive }
    return first.kind == .liveness ? .liveness : .failed
  }
}

extension FuzzEvent {
  /// Whether it tells of a failure.
  fileprivate var isFind: Bool {
    switch self {
    case .found: true
    case .replayed(let tally): !tally.failing.isEmpty
    case .started, .finished: false
    }
  }
}
