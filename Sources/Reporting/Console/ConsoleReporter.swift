import Harness
public import ScenarioLanguage

/// Shows a run to a person: what is wrong as it happens, figures and what to do next at the end.
///
/// The text goes through a closure, so that the same reporter serves the terminal and `summary.txt`.
public struct ConsoleReporter: Reporter {
  /// How much is shown.
  public enum Detail: Hashable, Sendable {
    /// Only what is wrong.
    case quiet
    /// What is wrong, what is skipped, and the summary.
    case normal
    /// All cases.
    case verbose
  }

  /// How many diagnostics are shown before they are only counted.
  static let diagnosticLimit = 20
  /// How many skipped cases are shown each by itself; of more the summary gives the reasons.
  static let skipLimit = 20

  private let detail: Detail
  private let columns: Int?
  private let write: (StyledText) -> Void
  private let complain: (StyledText) -> Void
  /// The file of the last message, cut into lines once for all that is said about it.
  private var frames: (path: String, renderer: DiagnosticRenderer)?
  private var shownDiagnostics = 0
  private var hiddenDiagnostics = 0
  private var shownSkips = 0
  /// Whether a block ended that wants a blank line after it.
  private var needsBlankLine = false

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - detail: how much is shown.
  ///   - columns: how wide the terminal is; nil where it is none.
  ///   - write: takes the text.
  ///   - complain: takes what is no result but a hindrance; the same as `write` if it is left out.
  public init(
    detail: Detail = .normal, columns: Int? = nil, write: @escaping (StyledText) -> Void,
    complain: ((StyledText) -> Void)? = nil
  ) {
    self.detail = detail
    self.columns = columns
    self.write = write
    self.complain = complain ?? write
  }

  /// Shows one event.
  public mutating func receive(_ event: RunEvent) {
    switch event {
    case .started: break
    case .hindered(let problem): complain("\(problem.text)\n")
    case .diagnosed(let source, let diagnostics): show(diagnostics, of: source)
    case .ended(let report): show(report)
    case .diverged(let divergence): block(FailureText.text(of: divergence))
    case .finished(let summary): finish(summary)
    }
  }

  private mutating func show(_ diagnostics: [Diagnostic], of source: SourceFile) {
    let renderer = renderer(of: source)
    for diagnostic in diagnostics where diagnostic.severity == .error {
      guard shownDiagnostics < ConsoleReporter.diagnosticLimit else {
        hiddenDiagnostics += 1
        continue
      }
      shownDiagnostics += 1
      block(renderer.render(diagnostic))
    }
  }

  private mutating func show(_ report: CaseReport) {
    switch report.verdict {
    case .failed, .inconclusive, .unexpectedPass:
      block(FailureText(renderer: renderer(of: report.source)).text(of: report))
    case .passed:
      guard detail == .verbose else { return }
      line("\(.green("pass"))   \(figures(report))")
    case .expectedFailure:
      guard detail == .verbose else { return }
      line("\(.yellow("xfail"))  \(figures(report))  \(report.reason ?? "")")
      for failure in report.result.failures {
        line("       \(report.source.path):\(failure.span.line)  \(failure.title): \(failure.label)")
      }
    case .skipped:
      shownSkips += 1
      guard detail == .verbose || detail != .quiet && shownSkips <= ConsoleReporter.skipLimit else { return }
      line("\(.yellow("skip"))   \(report.identifier)  \(report.reason ?? "")")
    }
  }

  private mutating func renderer(of source: SourceFile) -> DiagnosticRenderer {
    if let frames, frames.path == source.path { return frames.renderer }
    let renderer = DiagnosticRenderer(source, columns: columns)
    frames = (source.path, renderer)
    return renderer
  }

  private func figures(_ report: CaseReport) -> StyledText {
    let result = report.result
    return "\(report.identifier)  \(Quantities.simulated(result.simulated)) in "
      + "\(Quantities.elapsed(report.elapsed))  \(Quantities.digest(result.digest))"
  }

  private mutating func finish(_ summary: RunSummary) {
    if hiddenDiagnostics > 0 {
      block("and \(Quantities.count(hiddenDiagnostics, "more error")) in the files; correct these first\n")
    }
    guard detail != .quiet else {
      // A run that has judged next to nothing must not look like one in which all is well.
      guard summary.skipped > ConsoleReporter.skipLimit else { return }
      return line(" \(Quantities.grouped(summary.skipped)) of \(Quantities.count(summary.cases, "case")) skipped")
    }
    block(SummaryText(isVerbose: detail == .verbose, columns: columns).text(of: summary))
    needsBlankLine = false
  }

  private mutating func line(_ text: StyledText) {
    write("\(needsBlankLine ? "\n" as StyledText : "")\(text)\n")
    needsBlankLine = false
    hasLines = true
  }

  /// Whether plain lines stand directly above.
  private var hasLines = false

  private mutating func block(_ text: StyledText) {
    write((needsBlankLine || hasLines ? "\n" : "") + text)
    needsBlankLine = true
    hasLines = false
  }
}
