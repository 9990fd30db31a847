import Harness
import Reconciliation
import Reporting
import ScenarioLanguage
import Simulation
import Trading

extension Command {
  /// Prints the log of one run.
  static let trace = Command(
    name: "trace", usage: "trueup trace FILE", summary: "print the log of one run",
    details: [
      "Each line: number, instant, lane, event, fields, `<- #12` for the entry that caused it, the scenario line.",
      "Filters add up: an entry is shown if all of them let it through; a filter given twice lets both through.",
      "Lanes: \(EventKind.Lane.allCases.map { "\($0)" }.joined(separator: ", ")).",
      "Exit codes: 0 printed, whether the case passes or not; 2 the file has errors, 3 it cannot be read,",
      "4 there is no such file, or no entry is left, 64 wrong usage.",
    ],
    flags: [.caseName, .around, .lane, .only, .from, .to, .traceFormat, .store], operands: .scenarios
  ) { arguments, terminal in
    try TraceSession(arguments, terminal).run()
  }
}

/// One `trueup trace`.
struct TraceSession {
  private enum Format: String, CaseIterable {
    case text, json
  }

  private let arguments: Arguments
  private let terminal: Terminal
  private let format: Format
  private let filter: LogFilter
  private let path: String

  init(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    guard arguments.operands.count == 1 else {
      throw .operands("trace takes one scenario file, not \(arguments.operands.count)", arguments.command)
    }
    path = arguments.operands[0]
    format = try arguments.choice(.traceFormat, of: Format.self) ?? .text
    filter = try LogFilter(arguments)
  }

  func run() throws -> ExitCode {
    let file = ScenarioLoader.load(path)
    if let problem = file.problem { throw problem }
    guard !file.hasErrors else {
      return terminal.complain(about: file)
    }
    let suiteCase = try file.theCase(arguments.value(.caseName), in: path)
    guard let plan = try? PlanCompiler.compile(suiteCase.scenario) else {
      throw Problem(
        path, "the scenario cannot be run", advice: ["see why: trueup run \(path.shellQuoted)"],
        exitCode: .invalidScenario)
    }
    let result = SuiteRun.run(suiteCase.scenario, keepsTrace: true)
    guard let trace = result.trace else { return .toolError }
    if let folder = arguments.value(.store), let store = result.store { try StoreFolder(path: folder).write(store) }
    let selection = filter.selection(of: trace, plan.names)
    guard !selection.isEmpty else { throw nothingLeft(trace, plan.names) }
    switch format {
    case .text:
      for start in stride(from: 0, to: selection.count, by: 1000) {
        let part = selection[start..<min(start + 1000, selection.count)]
        terminal.write(part.map { "\(LogText.line($0, of: trace, plan.names))\n" }.joined())
      }
      terminal.complain(verdict(of: suiteCase, result, shown: selection.count))
    case .json: terminal.write(LogText.json(selection, of: trace, plan.names))
    }
    return .success
  }

  /// What the run came to, for people; the log itself is on standard output.
  private func verdict(of suiteCase: SuiteCase, _ result: CaseResult, shown: Int) -> StyledText {
    let outcome =
      result.isInconclusive
      ? "is inconclusive: \(result.failures[0].label)"
      : result.failures.first.map { "fails: \($0.title)" } ?? "passes"
    let entries = "\(Quantities.grouped(shown)) of \(Quantities.count(result.entryCount, "entry", plural: "entries"))"
    return "\n \(suiteCase.identifier) \(outcome)   \(entries)   digest \(Quantities.digest(result.digest))\n"
  }

  private func nothingLeft(_ trace: Trace, _ names: Names) -> Problem {
    let known = LogFilter.names(in: trace, names)
    let missing = filter.around.first { name in !known.contains(name) && Int(name.drop { $0 == "#" }) == nil }
    guard let missing else {
      return Problem(
        path, "no entry of the log passes the filters",
        advice: ["the log has \(trace.entries.count) entries; leave a filter out"], exitCode: .nothingToRun)
    }
    return Problem(
      path, "nothing in the log is called `\(missing)`", advice: ["names in the log: \(known.joined(separator: ", "))"],
      exitCode: .nothingToRun)
  }
}

extension LoadedFile {
  /// The one case of the file, or the one of that name.
  func theCase(_ name: String?, in path: String) throws(UsageError) -> SuiteCase {
    let chosen = cases.filter { suiteCase in name.map(suiteCase.isCalled) ?? true }
    if chosen.count == 1 { return chosen[0] }
    let names = cases.map { $0.scenario.caseName ?? $0.identifier }
    let message = name.map { "no single case of \(path) is called `\($0)`" } ?? "\(path) has \(names.count) cases"
    throw UsageError(
      message: message, advice: ["choose one with --case: \(names.prefix(12).joined(separator: "; "))"])
  }
}

extension LogFilter {
  /// Reads the filter flags of a command line.
  init(_ arguments: Arguments) throws(UsageError) {
    self.init()
    around = arguments.all(.around)
    let lanes = EventKind.Lane.allCases
    for word in arguments.all(.lane) {
      guard let lane = lanes.first(where: { "\($0)" == word }) else {
        throw .unknownValue(word, of: .lane, legal: lanes.map { "\($0)" }, arguments.command)
      }
      self.lanes.append(lane)
    }
    for glob in arguments.all(.only) {
      guard EventKind.allCases.contains(where: { LogFilter.matches($0, glob) }) else {
        throw .unknownEvent(glob, arguments.command)
      }
      globs.append(glob)
    }
    from = try LogFilter.instant(.from, arguments)
    to = try LogFilter.instant(.to, arguments)
  }

  private static func instant(_ flag: Flag, _ arguments: Arguments) throws(UsageError) -> Instant? {
    guard let word = arguments.value(flag) else { return nil }
    guard let span = TimeText.span(word) else {
      throw .malformedValue(word, of: flag, "a time such as 2.5s, 1m30s or +00:00:02.500", arguments.command)
    }
    return .origin + span
  }
}
