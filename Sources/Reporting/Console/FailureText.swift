import Harness
import ScenarioLanguage

/// The words of what went wrong, in the frame of a diagnostic.
struct FailureText {
  let renderer: DiagnosticRenderer

  /// How many failures of a case are shown before they are only counted.
  private static let limit = 10

  /// The failures of a case, one block each, the first ones only.
  func text(of report: CaseReport) -> StyledText {
    if report.verdict == .unexpectedPass { return unexpectedPass(report) }
    let result = report.result
    var blocks = result.failures.prefix(FailureText.limit).map { text(of: $0, in: report) }
    let hidden = result.failureCount - blocks.count
    if hidden > 0 {
      blocks.append("and \(Quantities.count(hidden, "more failure")) of \(report.identifier); correct these first\n")
    }
    return blocks.joined(separator: "\n")
  }

  private func text(of failure: Failure, in report: CaseReport) -> StyledText {
    var notes = failure.notes
    if failure.span.line == 0 { notes.insert(failure.label, at: 0) }
    if failure.kind == .golden, !report.source.isStandardInput {
      notes.append("bless    trueup run --bless \(report.source.path.shellQuoted)")
    }
    if failure.kind != .invalid, failure.kind != .inconclusive {
      notes.append("look     \(NextCommand.trace(report, around: failure.entry))")
    }
    return frame(failure.title, failure.span, failure.label, notes, in: report)
  }

  private func unexpectedPass(_ report: CaseReport) -> StyledText {
    frame(
      "it passes, and is expected to fail", report.scenario.header.expectedFailure?.span ?? .generated,
      "what it waits for has come", ["remove the line `xfail` from the file"], in: report)
  }

  private func frame(
    _ title: String, _ span: SourceSpan, _ label: String, _ notes: [String], in report: CaseReport
  ) -> StyledText {
    // What stands in no file is shown at the title.
    let place = span.line > 0 ? span : report.scenario.title.span
    return renderer.render(
      head: "FAIL \(report.identifier)", message: title, path: report.source.path,
      primary: Diagnostic.Annotation(place, span.line > 0 ? label : ""), notes: notes)
  }

  /// Two runs of one case that differ.
  static func text(of divergence: Divergence) -> StyledText {
    var text: StyledText = "\(.red("DIFFERS \(divergence.identifier)")): \(.bold("\(divergence.message)"))\n"
    for note in divergence.notes { text += "  = \(note)\n" }
    return text
  }
}
