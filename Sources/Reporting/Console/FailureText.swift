import Harness
import ScenarioLanguage

/// The words of what went wrong, in the frame of a diagnostic.
struct FailureText {
  let isColored: Bool

  /// All failures of a case, one block each.
  func text(of report: CaseReport) -> String {
    if report.verdict == .unexpectedPass { return unexpectedPass(report) }
    return report.result.failures.map { text(of: $0, in: report) }.joined(separator: "\n")
  }

  private func text(of failure: Failure, in report: CaseReport) -> String {
    var notes = failure.notes
    if failure.span.line == 0 { notes.insert(failure.label, at: 0) }
    if failure.kind != .invalid {
      notes.append("look     \(NextCommand.trace(report, around: failure.entry))")
    }
    return frame(failure.title, failure.span, failure.label, notes, in: report)
  }

  private func unexpectedPass(_ report: CaseReport) -> String {
    frame(
      "it passes, and is expected to fail", report.scenario.header.expectedFailure?.span ?? .generated,
      "what it waits for has come", ["remove the line `xfail` from the file"], in: report)
  }

  private func frame(
    _ title: String, _ span: SourceSpan, _ label: String, _ notes: [String], in report: CaseReport
  ) -> String {
    // What stands in no file is shown at the title.
    let place = span.line > 0 ? span : report.scenario.title.span
    return DiagnosticRenderer(report.source, isColored: isColored).render(
      head: "FAIL \(report.identifier.printable)", message: title.printable, path: report.source.path.printable,
      primary: Diagnostic.Annotation(place, span.line > 0 ? label.printable : ""), notes: notes.map(\.printable))
  }

  /// Two runs of one case that differ.
  func text(of divergence: Divergence) -> String {
    let palette = Palette(isColored: isColored)
    var text = "\(palette.red("DIFFERS \(divergence.identifier.printable)")): \(palette.bold(divergence.message))\n"
    for note in divergence.notes { text += "  = \(note.printable)\n" }
    return text
  }
}
