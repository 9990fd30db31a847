import Harness
import ScenarioLanguage
import Trading

/// Writes a run as JUnit XML that the schema of Jenkins (`junit-10.xsd`) accepts, and GitLab and the readers of GitHub
/// take as well.
///
/// One `testsuite` a file, with its `file`, and one `testcase` a case. GitLab and Jenkins tell cases apart by `classname`
/// and `name`, GitLab shows the text of a failure, GitHub's readers its `message`, with the file of the suite and the
/// line from the text. The schema has no place, seed and digest of a case: they are text. What is no case but makes the
/// run fail, such as a file with errors, is a `testcase` with an `error`, so that no reader takes the run for a good one.
/// There is no `timestamp`: a report says what was run, not when.
public struct JUnitReporter: Reporter {
  let paths: SourcePaths
  private let write: ([UInt8]) -> Void
  var file: JUnitFile
  private var version = ""
  /// The source of the last failure, cut into lines once for all that is said about it.
  private var frames: (path: String, renderer: DiagnosticRenderer)?

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - paths: how paths of files are written.
  ///   - namesFiles: whether each case names its file too, which the schema forbids: GitLab links to it.
  ///   - write: takes the whole file, once the run is over.
  public init(paths: SourcePaths = SourcePaths(), namesFiles: Bool = false, write: @escaping ([UInt8]) -> Void) {
    self.paths = paths
    self.write = write
    file = JUnitFile(namesFiles: namesFiles)
  }

  /// Takes one event; the file is written with the last one.
  public mutating func receive(_ event: RunEvent) {
    switch event {
    case .started(let start): version = start.version
    case .hindered(let problem): add(problem)
    case .diagnosed(let source, let diagnostics): add(diagnostics, of: source)
    case .ended(let report): add(report)
    case .diverged(let divergence): add(divergence)
    case .finished(let summary): finish(summary)
    }
  }

  // MARK: - Cases

  private mutating func add(_ report: CaseReport) {
    var name = report.scenario.title.value
    if let caseName = report.scenario.caseName { name += " (\(caseName))" }
    let failure = report.result.failures.first
    var outcome: JUnitFile.Outcome?
    var output = ""
    switch report.verdict {
    case .passed: break
    case .skipped: outcome = .skipped(message: report.reason ?? "")
    case .expectedFailure: output = "fails as expected: \(report.reason ?? "")\n\n\(text(of: report))\n"
    case .unexpectedPass:
      outcome = .failure(
        type: report.verdict.rawValue, message: "it passes, and is expected to fail: \(report.reason ?? "")",
        text: text(of: report))
    case .failed, .inconclusive:
      guard let failure else { break }
      let message = JUnitReporter.message(failure.title, failure.label, line: failure.span.line)
      let isError = report.verdict == .inconclusive || report.isInvalid
      let type = failure.oracle ?? failure.kind.rawValue
      let text = text(of: report)
      outcome =
        isError
        ? .error(type: type, message: message, text: text) : .failure(type: type, message: message, text: text)
    }
    if report.verdict.isBad { output = "\(text(of: report))\n\(commands(of: report))" }
    file.add(
      name, of: className(of: report.source.path), in: paths.path(report.source.path),
      nanoseconds: report.elapsed.wholeNanoseconds, outcome, output: output + facts(of: report))
  }

  /// What a program may want to know of a case, a line each.
  private func facts(of report: CaseReport) -> String {
    var facts = [("id", report.identifier)]
    let tags = report.scenario.header.tags.map(\.value)
    if !tags.isEmpty { facts.append(("tags", tags.joined(separator: ","))) }
    if report.verdict != .skipped {
      facts += [
        ("seed", String(report.scenario.header.seed)), ("digest", Quantities.digest(report.result.digest)),
        ("simulated", report.result.simulated.description),
      ]
    }
    return facts.map { "\($0)\(String(repeating: " ", count: 11 - $0.count))\($1)\n" }.joined()
  }

  private mutating func text(of report: CaseReport) -> String {
    if frames?.path != report.source.path { frames = (report.source.path, DiagnosticRenderer(report.source)) }
    guard let frames else { return "" }
    return ToolName.inCommands(of: FailureText(renderer: frames.renderer).text(of: report).description)
  }

  private func commands(of report: CaseReport) -> String {
    """
    replay     \(NextCommand.run(report))
    look       \(NextCommand.trace(report, around: report.result.failures.first?.entry))

    """
  }

  private static func message(_ title: String, _ label: String, line: Int) -> String {
    line > 0 ? "line \(line): \(title): \(label)" : "\(title): \(label)"
  }

  /// `Scenarios/fills/missed-fill.scenario` as `Scenarios.fills.missed-fill`: Jenkins takes all but the last part for
  /// the package.
  func className(of path: String) -> String {
    let path = paths.path(path)
    let stem = path.hasSuffix(".scenario") ? String(path.dropLast(".scenario".count)) : path
    return stem.split(separator: "/").map { $0.replacing(".", with: "_") }.joined(separator: ".")
  }

  private mutating func finish(_ summary: RunSummary) {
    if summary.isPartial, summary.notRun > 0 {
      let message = "interrupted: \(Quantities.count(summary.notRun, "case")) not run"
      add(
        "the run is complete", of: "trueup", outcome: .error(type: "interrupted", message: message, text: message))
    }
    write(
      file.bytes(
        nanoseconds: summary.elapsed.wholeNanoseconds,
        properties: [
          ("tool", "trueup \(version)"), ("digest", Quantities.digest(summary.digest)),
          ("simulated", summary.simulated.description), ("exit", String(summary.exitCode.rawValue)),
        ]))
  }
}
