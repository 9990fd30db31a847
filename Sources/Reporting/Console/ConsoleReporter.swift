import Harness
import ScenarioLanguage

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

  private let detail: Detail
  private let isColored: Bool
  private let write: (String) -> Void
  private let complain: (String) -> Void
  private var shownDiagnostics = 0
  private var hiddenDiagnostics = 0
  /// Whether a block ended that wants a blank line after it.
  private var needsBlankLine = false

  /// Makes a reporter.
  ///
  /// - Parameters:
  ///   - detail: how much is shown.
  ///   - isColored: whether the text is coloured.
  ///   - write: takes the text.
  ///   - complain: takes what is no result but a hindrance; the same as `write` if it is left out.
  public init(
    detail: Detail = .normal, isColored: Bool = false, write: @escaping (String) -> Void,
    complain: ((String) -> Void)? = nil
  ) {
    self.detail = detail
    self.isColored = isColored
    self.write = write
    self.complain = complain ?? write
  }

  /// Shows one event.
  public mutating func receive(_ event: RunEvent) {
    switch event {
    case .started: break
    case .hindered(let problem): complain(problem.text(isColored: isColored) + "\n")
    case .diagnosed(let source, let diagnostics): show(diagnostics, of: source)
    case .ended(let report): show(report)
    case .diverged(let divergence): block(FailureText(isColored: isColored).text(of: divergence))
    case .finished(let summary): finish(summary)
    }
  }

  private mutating func show(_ diagnostics: [Diagnostic], of source: SourceFile) {
    let renderer = DiagnosticRenderer(source, isColored: isColored)
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
    let palette = Palette(isColored: isColored)
    switch report.verdict {
    case .failed, .unexpectedPass: block(FailureText(isColored: isColored).text(of: report))
    case .passed:
      guard detail == .verbose else { return }
      line("\(palette.green("pass"))   \(figures(report))")
    case .expectedFailure:
      guard detail == .verbose else { return }
      line("\(palette.yellow("xfail"))  \(figures(report))  \((report.reason ?? "").printable)")
    case .skipped:
      guard detail != .quiet else { return }
      line("\(palette.yellow("skip"))   \(report.identifier.printable)  \((report.reason ?? "").printable)")
    }
  }

  private func figures(_ report: CaseReport) -> String {
    let result = report.result
    return "\(report.identifier.printable)  \(Quantities.simulated(result.simulated)) in "
      + "\(Quantities.elapsed(report.elapsed))  \(Quantities.digest(result.digest))"
  }

  private mutating func finish(_ summary: RunSummary) {
    if hiddenDiagnostics > 0 {
      block("and \(Quantities.count(hiddenDiagnostics, "more error")) in the files; correct these first\n")
    }
    guard detail != .quiet else { return }
    block(SummaryText(palette: Palette(isColored: isColored), isVerbose: detail == .verbose).text(of: summary))
    needsBlankLine = false
  }

  private mutating func line(_ text: String) {
    write((needsBlankLine ? "\n" : "") + text + "\n")
    needsBlankLine = false
    hasLines = true
  }

  /// Whether plain lines stand directly above.
  private var hasLines = false

  private mutating func block(_ text: String) {
    write((needsBlankLine || hasLines ? "\n" : "") + text)
    needsBlankLine = true
    hasLines = false
  }
}
