import Harness
import ScenarioLanguage

/// Writes a run as the summary of a step on GitHub: figures, a table of what failed, and each failure folded below.
///
/// The upload of a summary beyond 1 MiB fails as a whole, so it is cut before and says so.
public struct GitHubSummary: Reporter {
  /// How many bytes the file of a step may have.
  public static let limit = 900 << 10

  private let paths: SourcePaths
  private let write: ([UInt8]) -> Void
  private var room: Int
  private var failures: [CaseReport] = []
  private var others: [(head: String, text: String)] = []

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - paths: how paths of files are written.
  ///   - room: how many bytes may be written.
  ///   - write: takes the text, once the run is over.
  public init(paths: SourcePaths, room: Int = limit, write: @escaping ([UInt8]) -> Void) {
    self.paths = paths
    self.room = room
    self.write = write
  }

  /// Takes one event; the summary is written with the last one.
  public mutating func receive(_ event: RunEvent) {
    switch event {
    case .started: break
    case .hindered(let problem):
      let head = problem.subject.isEmpty ? problem.message : "\(problem.subject): \(problem.message)"
      others.append((head, problem.text.description))
    case .diagnosed(let source, let diagnostics):
      let errors = diagnostics.filter { $0.severity == .error }
      guard !errors.isEmpty else { break }
      let renderer = DiagnosticRenderer(source)
      others.append(
        (
          "\(paths.path(source.path)): \(Quantities.count(errors.count, "error"))",
          errors.prefix(ConsoleReporter.diagnosticLimit).map { renderer.render($0).description }.joined(
            separator: "\n")
        ))
    case .ended(let report): if report.verdict.isBad { failures.append(report) }
    case .diverged(let divergence):
      others.append((divergence.identifier, ToolName.inCommands(of: FailureText.text(of: divergence).description)))
    case .finished(let summary): finish(summary)
    }
  }

  private mutating func finish(_ summary: RunSummary) {
    var blocks = [head(summary)]
    for other in others { blocks.append(folded(Markdown.text(other.head), other.text)) }
    if !failures.isEmpty {
      blocks.append("| case | place | what |\n|---|---|---|")
      for report in failures { blocks.append(row(report)) }
      blocks.append("")
      for report in failures {
        let text = ToolName.inCommands(
          of: FailureText(renderer: DiagnosticRenderer(report.source)).text(of: report).description)
        blocks.append(
          folded(
            Markdown.text(report.identifier), "\(text)\nreplay   \(StyledText(NextCommand.run(report)))\n"))
      }
    }
    var bytes: [UInt8] = []
    for (index, block) in blocks.enumerated() {
      let ending = "\nShortened: \(Quantities.grouped(blocks.count - index)) more parts are in the log of the step.\n"
      guard bytes.count + block.utf8.count + 200 < room else {
        if bytes.count + ending.utf8.count < room { bytes += ending.utf8 }
        break
      }
      bytes += block.utf8
      bytes.append(UInt8(ascii: "\n"))
    }
    write(bytes)
  }

  private func head(_ summary: RunSummary) -> String {
    let bad = summary.failed + summary.inconclusive
    let verdict =
      summary.exitCode == .success
      ? "\(Quantities.count(summary.cases, "case")) passed"
      : bad > 0
        ? "\(Quantities.grouped(bad)) of \(Quantities.count(summary.cases, "case")) failed"
        : summary.refusedFiles > 0 ? "\(Quantities.count(summary.refusedFiles, "file")) with errors" : "not complete"
    let figures = [
      "\(Quantities.grouped(summary.passed)) passed", "\(Quantities.grouped(summary.failed)) failed",
      "\(Quantities.grouped(summary.inconclusive)) inconclusive",
      "\(Quantities.grouped(summary.expectedFailures)) expected failures",
      "\(Quantities.grouped(summary.skipped)) skipped", "\(Quantities.grouped(summary.notRun)) not run",
    ]
    return """
      ## TrueUp: \(verdict)

      \(figures.joined(separator: ", ")); \(Quantities.simulated(summary.simulated)) simulated in \
      \(Quantities.elapsed(summary.elapsed)), digest `\(Quantities.digest(summary.digest))`

      """
  }

  private func row(_ report: CaseReport) -> String {
    let failure = report.result.failures.first
    let line = failure.map(\.span.line) ?? report.scenario.header.expectedFailure?.span.line ?? 0
    let place = paths.path(report.source.path) + (line > 0 ? ":\(line)" : "")
    let what = failure.map { "\($0.title): \($0.label)" } ?? "it passes, and is expected to fail"
    return "| \(Markdown.text(report.identifier)) | \(Markdown.text(place)) | \(Markdown.text(what)) |"
  }

  private func folded(_ head: String, _ text: String) -> String {
    "<details><summary>\(head)</summary>\n\n\(Markdown.code(text))\n</details>\n"
  }
}

/// Text that is not ours in Markdown.
enum Markdown {
  /// A text in one line in which nothing is markup.
  static func text(_ foreign: String) -> String {
    var result = ""
    for scalar in StyledText(foreign, limit: 300).description.unicodeScalars {
      switch scalar {
      case " ", "-", ".", ",", ":", "/", "=": result.unicodeScalars.append(scalar)
      case _ where scalar.isASCII && !scalar.properties.isAlphabetic && scalar.properties.numericType == nil:
        result += "&#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Lines as a block of code, whatever they hold.
  static func code(_ lines: String) -> String {
    var longest = 2
    var run = 0
    for byte in lines.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)text\n\(lines)\(lines.hasSuffix("\n") ? "" : "\n")\(fence)\n"
  }
}
