import Harness
import ScenarioLanguage
import Trading

/// The words at the end of a run: figures first, then what to do.
struct SummaryText {
  let palette: Palette
  let isVerbose: Bool

  func text(of summary: RunSummary) -> String {
    guard summary.cases > 0 || summary.refusedFiles > 0 else { return " nothing was run\n" }
    var lines = [counts(summary)]
    if summary.refusedFiles > 0 {
      lines.append(" \(palette.red(Quantities.count(summary.refusedFiles, "file") + " with errors, not run"))")
    }
    if summary.warnings > 0 { lines.append(" \(Quantities.count(summary.warnings, "warning")), shown by trueup check") }
    if summary.isPartial {
      lines.append(" \(palette.red("interrupted")): \(Quantities.count(summary.notRun, "case")) not run")
    } else if summary.isStoppedByFailure, summary.notRun > 0 {
      lines.append(" stopped at the first failure: \(Quantities.count(summary.notRun, "case")) not run")
    }
    if summary.simulated > .zero { lines.append(speed(summary)) }
    if summary.verifiedProcesses > 0, summary.divergences == 0, !summary.isPartial {
      lines.append(
        " \(palette.green("verified")): \(summary.verifiedProcesses) processes agree, and each case with its second run"
      )
    }
    if !summary.reports.isEmpty { lines.append(" reports: \(summary.reports.joined(separator: ", ").printable)") }
    if let next = next(summary) { lines += ["", " next: \(next.printable)"] }
    return lines.joined(separator: "\n") + "\n"
  }

  private func counts(_ summary: RunSummary) -> String {
    func part(_ number: Int, _ text: String, _ style: (String) -> String) -> String {
      let text = "\(Quantities.grouped(number)) \(text)"
      return number > 0 ? style(text) : text
    }
    let plain: (String) -> String = { $0 }
    return " "
      + [
        palette.bold(Quantities.count(summary.cases, "case")), part(summary.passed, "passed", palette.green),
        part(summary.failed, "failed", palette.red),
        part(summary.expectedFailures, summary.expectedFailures == 1 ? "expected failure" : "expected failures", plain),
        part(summary.skipped, "skipped", plain),
      ].joined(separator: "   ")
  }

  private func speed(_ summary: RunSummary) -> String {
    var text = " \(Quantities.simulated(summary.simulated)) simulated in \(Quantities.elapsed(summary.elapsed))"
    if summary.eventsPerSecond > 0 { text += "   \(Quantities.grouped(summary.eventsPerSecond)) events/s" }
    text += "   digest \(Quantities.digest(summary.digest))"
    guard isVerbose else { return text }
    return text
      + "\n \(Quantities.elapsed(summary.parseTime)) to find and parse, \(Quantities.elapsed(summary.runTime)) to run "
      + Quantities.count(summary.steps, "event")
  }

  private func next(_ summary: RunSummary) -> String? {
    if let code = summary.firstErrorCode { return "trueup explain \(code.rawValue)" }
    guard let report = summary.firstFailure else { return nil }
    if report.isInvalid { return "correct the file, then trueup check \(report.source.path.shellQuoted)" }
    if report.verdict == .unexpectedPass { return "remove `xfail` from \(report.source.path)" }
    return NextCommand.trace(report, around: report.result.failures.first?.entry)
  }
}
