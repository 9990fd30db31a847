import Harness
import Reconciliation
import Reporting
import ScenarioLanguage
import Simulation
import Trading

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Command {
  /// Prints the log of one run.
  static let trace = Command(
    name: "trace", usage: "trueup trace FILE", summary: "print the log of one run",
    details: [
      "Each line: number, instant, lane, event, fields, `<- #12` for the entry that caused it, the scenario line.",
      "Filters add up: an entry is shown if all of them let it through; a filter given twice lets both through.",
      "Lanes: \(EventKind.Lane.allCases.map { "\($0)" }.joined(separator: ", ")).",
      "Formats: text; json, one object a line (`trueup list trace-schema`); mermaid, a sequence diagram; perfetto,",
      "for ui.perfetto.dev and chrome://tracing. With --html it is a page, DIR/NAME.html.",
      "With --diff the log is compared with that of another file, or of another case of this file: the first entry",
      "that differs, and then, by cause, what is in one of them only.",
      "Exit codes: 0 printed, whether the case passes or not; 1 with --diff: the logs differ; 2 a file has errors,",
      "3 it cannot be read, 4 there is no such file, or no entry is left, 64 wrong usage.",
    ],
    flags: [.caseName, .around, .lane, .only, .from, .to, .traceFormat, .diff, .html, .reports, .store],
    operands: .scenarios
  ) { arguments, terminal in
    try TraceSession(arguments, terminal).run()
  }
}

/// One `trueup trace`.
struct TraceSession {
  private enum Format: String, CaseIterable {
    case text, json, mermaid, perfetto
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
    path = SourceFile.path(ofOperand: arguments.operands[0])
    format = try arguments.choice(.traceFormat, of: Format.self) ?? .text
    filter = try LogFilter(arguments)
    try arguments.need(.html, for: .reports)
    for flag in [Flag.traceFormat, .html, .around, .lane, .only, .from, .to, .store] {
      try arguments.refuse(.diff, with: flag, because: "whole logs are compared, and shown as text")
    }
    for flag in [Flag.traceFormat, .around, .lane, .only, .from, .to] {
      try arguments.refuse(.html, with: flag, because: "the page has the whole log, to be looked through there")
    }
  }

  func run() throws -> ExitCode {
    let loaded = try load(path, arguments.value(.caseName))
    guard let loaded else { return .invalidScenario }
    if let other = arguments.value(.diff) { return try compare(loaded, with: other) }
    let (trace, names) = (loaded.trace, loaded.names)
    if let folder = arguments.value(.store), let store = loaded.store { try StoreFolder(path: folder).write(store) }
    if arguments.has(.html) { return try writePage(loaded) }
    let selection = filter.selection(of: trace, names)
    guard !selection.isEmpty else { throw nothingLeft(trace, names) }
    switch format {
    case .text:
      for start in stride(from: 0, to: selection.count, by: 1000) {
        let part = selection[start..<min(start + 1000, selection.count)]
        terminal.write(part.map { "\(LogText.line($0, of: trace, names))\n" }.joined())
      }
      terminal.complain(verdict(of: loaded, shown: selection.count))
    case .json: terminal.write(LogText.json(selection, of: trace, names))
    case .mermaid: terminal.write(MermaidText.text(selection, of: trace, names))
    case .perfetto: terminal.write(PerfettoTrace.json(selection, of: loaded))
    }
    return .success
  }

  /// The one case of a file, run; nil if the file has errors, which are shown.
  private func load(_ path: String, _ caseName: String?) throws -> RecordedCase? {
    let file = ScenarioLoader.load(path)
    if let problem = file.problem { throw problem }
    guard !file.hasErrors else {
      _ = terminal.complain(about: file)
      return nil
    }
    let start = ContinuousClock.now
    guard var recorded = RecordedCase(try file.theCase(caseName, in: path), on: Tool.engine) else {
      throw Problem(
        path, "the scenario cannot be run", advice: ["see why: trueup run \(path.asOperand)"],
        exitCode: .invalidScenario)
    }
    recorded.report.elapsed = ContinuousClock.now - start
    return recorded
  }

  /// Compares with another file, or with another case of the same one.
  private func compare(_ left: RecordedCase, with other: String) throws -> ExitCode {
    let isFile = access(other, F_OK) == 0
    if !isFile, other.hasSuffix(".scenario") || other.contains("/") { throw Problem.missing(other) }
    guard let right = try load(isFile ? other : path, isFile ? nil : other) else { return .invalidScenario }
    let comparison = TraceComparison(left.side, right.side)
    terminal.write(comparison.text)
    return comparison.isSame ? .success : .failed
  }

  private func writePage(_ recorded: RecordedCase) throws(Problem) -> ExitCode {
    let folder = arguments.value(.reports) ?? "Reports"
    do throws(SystemError) {
      let file = try ReportFile(CasePage.fileName(of: recorded), in: folder)
      file.write(CasePage.bytes(of: recorded))
      try file.finish()
      terminal.write(" \(recorded.report.identifier): \(file.path)\n")
    } catch { throw .unwritable(folder, error) }
    return .success
  }

  /// What the run came to, for people; the log itself is on standard output.
  private func verdict(of recorded: RecordedCase, shown: Int) -> StyledText {
    let result = recorded.report.result
    let outcome =
      result.isInconclusive
      ? "is inconclusive: \(result.failures[0].label)"
      : result.failures.first.map { "fails: \($0.title)" } ?? "passes"
    let entries = "\(Quantities.grouped(shown)) of \(Quantities.count(result.entryCount, "entry", plural: "entries"))"
    return "\n \(recorded.report.identifier) \(outcome)   \(entries)   digest \(Quantities.digest(result.digest))\n"
  }

  private func nothingLeft(_ trace: Trace, _ names: Names) -> Problem {
    let known = LogFilter.names(in: trace, names)
    let missing = filter.around.first { name in
      let number = Int(name.drop { $0 == "#" })
      return !known.contains(name) && !(number.map { trace.entries.indices.contains($0) } ?? false)
    }
    if let missing, let number = Int(missing.drop { $0 == "#" }) {
      return Problem(
        path, "the log has no entry \(number)",
        advice: ["entries are numbered from 0 to \(max(0, trace.entries.count - 1)); leave --around out to see all"],
        exitCode: .nothingToRun)
    }
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
    if let from, let to, to < from {
      throw UsageError(
        message: "`--to` is before `--from`, and nothing is between them",
        advice: ["write the earlier time behind --from", "more: trueup \(arguments.command.name) --help"])
    }
  }

  static func instant(_ flag: Flag, _ arguments: Arguments) throws(UsageError) -> Instant? {
    guard let word = arguments.value(flag) else { return nil }
    guard let span = TimeText.span(word) else {
      throw .malformedValue(word, of: flag, "a time such as 2.5s, 1m30s or +00:00:02.500", arguments.command)
    }
    return .origin + span
  }
}
