import Harness
import ScenarioLanguage
import Trading

/// Writes a run as JUnit XML, as GitLab, Jenkins and the readers of GitHub take it.
///
/// One `testcase` a case. GitLab and Jenkins tell cases apart by `classname` and `name`, GitLab shows the text of a
/// failure, GitHub's readers its `message`, `file` and `line`: all of them are there. What is no case but makes the run
/// fail, such as a file with errors, is a `testcase` with an `error`, so that no reader takes the run for a good one.
/// There is no `timestamp`: a report says what was run, not when.
public struct JUnitReporter: Reporter {
  let paths: SourcePaths
  private let write: ([UInt8]) -> Void
  private var cases = XMLWriter(depth: 2)
  private var counts = Counts()
  private var version = ""
  private var identities: Set<String> = []
  /// The file of the last failure, cut into lines once for all that is said about it.
  private var frames: (path: String, renderer: DiagnosticRenderer)?

  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
  }

  /// What a case came to, as an element of its own.
  enum Outcome {
    case failure(type: String, message: String, text: String)
    case error(type: String, message: String, text: String)
    case skipped(message: String)
  }

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - paths: how paths of files are written.
  ///   - write: takes the whole file, once the run is over.
  public init(paths: SourcePaths = SourcePaths(), write: @escaping ([UInt8]) -> Void) {
    self.paths = paths
    self.write = write
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
    var outcome: Outcome?
    var output: String?
    switch report.verdict {
    case .passed: break
    case .skipped: outcome = .skipped(message: report.reason ?? "")
    case .expectedFailure: output = "fails as expected: \(report.reason ?? "")\n\n\(text(of: report))"
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
    let line =
      report.verdict == .unexpectedPass ? report.scenario.header.expectedFailure?.span.line : failure?.span.line
    add(
      name, of: className(of: report.source.path), file: report.source.path,
      line: line.flatMap { $0 > 0 ? $0 : nil } ?? report.scenario.title.span.line,
      nanoseconds: report.elapsed.wholeNanoseconds, properties: properties(of: report), outcome, output: output)
  }

  private func properties(of report: CaseReport) -> [(name: String, value: String)] {
    var properties = [(name: "id", value: report.identifier)]
    let tags = report.scenario.header.tags.map(\.value)
    if !tags.isEmpty { properties.append(("tags", tags.joined(separator: ","))) }
    guard report.verdict != .skipped else { return properties }
    return properties + [
      ("seed", String(report.scenario.header.seed)), ("digest", Quantities.digest(report.result.digest)),
      ("simulated", report.result.simulated.description),
    ]
  }

  private mutating func text(of report: CaseReport) -> String {
    if frames?.path != report.source.path { frames = (report.source.path, DiagnosticRenderer(report.source)) }
    guard let frames else { return "" }
    return FailureText(renderer: frames.renderer).text(of: report).description
  }

  private func commands(of report: CaseReport) -> String {
    """
    replay   \(NextCommand.run(report))
    look     \(NextCommand.trace(report, around: report.result.failures.first?.entry))
    digest   \(Quantities.digest(report.result.digest))

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

  // MARK: - Elements

  mutating func add(
    _ name: String, of className: String, file: String?, line: Int?, nanoseconds: Int64 = 0,
    properties: [(name: String, value: String)] = [], _ outcome: Outcome?, output: String? = nil
  ) {
    // GitLab drops the second of two with the same names.
    var unique = name
    var number = 2
    while !identities.insert("\(className)\n\(unique)").inserted {
      unique = "\(name) #\(number)"
      number += 1
    }
    counts.tests += 1
    var attributes = [(name: "classname", value: className), (name: "name", value: unique)]
    if let file { attributes.append(("file", paths.path(file))) }
    if let line { attributes.append(("line", String(line))) }
    attributes.append(("time", JUnitReporter.seconds(nanoseconds, places: 6)))
    guard !properties.isEmpty || outcome != nil || output != nil else { return cases.element("testcase", attributes) }
    var counts = counts
    cases.element("testcase", attributes) { xml in
      if !properties.isEmpty {
        xml.element("properties", []) { xml in
          for property in properties {
            xml.element("property", [("name", property.name), ("value", property.value)])
          }
        }
      }
      switch outcome {
      case nil: break
      case .failure(let type, let message, let text):
        counts.failures += 1
        xml.element("failure", [("type", type), ("message", message)], text: text)
      case .error(let type, let message, let text):
        counts.errors += 1
        xml.element("error", [("type", type), ("message", message)], text: text)
      case .skipped(let message):
        counts.skipped += 1
        xml.element("skipped", [("message", message)])
      }
      if let output { xml.element("system-out", text: output) }
    }
    self.counts = counts
  }

  private mutating func finish(_ summary: RunSummary) {
    if summary.isPartial, summary.notRun > 0 {
      let message = "interrupted: \(Quantities.count(summary.notRun, "case")) not run"
      add(
        "the run is complete", of: "trueup", outcome: .error(type: "interrupted", message: message, text: message))
    }
    let sums = [
      (name: "tests", value: String(counts.tests)), ("failures", String(counts.failures)),
      ("errors", String(counts.errors)),
    ]
    let time = (name: "time", value: JUnitReporter.seconds(summary.elapsed.wholeNanoseconds, places: 3))
    var xml = XMLWriter()
    xml.declaration()
    xml.element("testsuites", [("name", "trueup")] + sums + [time]) { xml in
      let skipped = (name: "skipped", value: String(counts.skipped))
      xml.element("testsuite", [("name", "scenarios")] + sums + [skipped, time]) { xml in
        xml.element("properties", []) { xml in
          for (name, value) in [
            ("tool", "trueup \(version)"), ("digest", Quantities.digest(summary.digest)),
            ("simulated", summary.simulated.description), ("exit", String(summary.exitCode.rawValue)),
          ] {
            xml.element("property", [("name", name), ("value", value)])
          }
        }
        xml.append(cases.bytes)
      }
    }
    write(xml.bytes)
  }

  private static func seconds(_ nanoseconds: Int64, places: Int) -> String {
    var unit: Int64 = 1_000_000_000
    for _ in 0..<places { unit /= 10 }
    let digits = String(max(0, nanoseconds) / unit)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}
