import Harness
import ScenarioLanguage
import Trading

/// The words at the end of a run: figures first, then what to do.
struct SummaryText {
  let isVerbose: Bool
  /// How wide the terminal is; nil where it is none.
  var columns: Int?

  func text(of summary: RunSummary) -> StyledText {
    guard summary.cases > 0 || summary.refusedFiles > 0 else { return " nothing was run\n" }
    var lines: [StyledText] = [counts(summary)] + SummaryText.skips(summary)
    if summary.refusedFiles > 0 {
      lines.append(" \(.red("\(Quantities.count(summary.refusedFiles, "file")) with errors, not run"))")
    }
    if summary.warnings > 0 { lines.append(" \(Quantities.count(summary.warnings, "warning")), shown by trueup check") }
    if summary.isPartial {
      lines.append(" \(.red("interrupted")): \(Quantities.count(summary.notRun, "case")) not run")
    } else if summary.isStoppedByFailure, summary.notRun > 0 {
      lines.append(" stopped at the first failure: \(Quantities.count(summary.notRun, "case")) not run")
    }
    if summary.simulated > .zero { lines.append(speed(summary)) }
    if summary.verifiedProcesses > 0, summary.divergences == 0, !summary.isPartial {
      lines.append(
        " \(.green("verified")): \(summary.verifiedProcesses) processes agree, and each case with its second run"
      )
    }
    if !summary.reports.isEmpty { lines.append(" reports: \(summary.reports.joined(separator: ", "))") }
    if let next = next(summary) { lines += ["", " next: \(next)"] }
    return "\(lines.joined(separator: "\n"))\n"
  }

  private func counts(_ summary: RunSummary) -> StyledText {
    func part(_ number: Int, _ text: String, _ style: (StyledText) -> StyledText = { $0 }) -> StyledText {
      let text: StyledText = "\(Quantities.grouped(number)) \(text)"
      return number > 0 ? style(text) : text
    }
    var parts: [StyledText] = [
      .bold("\(Quantities.count(summary.cases, "case"))"), part(summary.passed, "passed", StyledText.green),
      part(summary.failed, "failed", StyledText.red),
    ]
    if summary.inconclusive > 0 { parts.append(part(summary.inconclusive, "inconclusive", StyledText.red)) }
    parts += [
      part(summary.expectedFailures, summary.expectedFailures == 1 ? "expected failure" : "expected failures"),
      part(summary.skipped, "skipped"),
    ]
    return row(parts)
  }

  /// Why most cases were skipped, if that is more than a person has read above; one line for each reason.
  private static func skips(_ summary: RunSummary) -> [StyledText] {
    guard summary.skipped > ConsoleReporter.skipLimit else { return [] }
    let reasons = summary.skips.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let lines: [StyledText] = reasons.prefix(reasonLimit).map { reason, count in
      " \(.yellow("skipped")) \(Quantities.grouped(count)): \(reason)"
    }
    let rest = reasons.dropFirst(reasonLimit)
    guard !rest.isEmpty else { return lines }
    let count = Quantities.grouped(rest.reduce(0) { $0 + $1.value })
    return lines + [" \(.yellow("skipped")) \(count): for \(Quantities.count(rest.count, "other reason"))"]
  }

  /// How many reasons are named.
  private static let reasonLimit = 6

  /// Parts in a row, or, where the terminal is too narrow, in several.
  private func row(_ parts: [StyledText]) -> StyledText {
    var text: StyledText = ""
    var used = 0
    for part in parts {
      let width = part.description.count
      if used > 0, let columns, used + 3 + width > columns {
        text += "\n"
        used = 0
      }
      text += (used == 0 ? " " : "   ") + part
      used += width + (used == 0 ? 1 : 3)
    }
    return text
  }

  private func speed(_ summary: RunSummary) -> StyledText {
    var parts: [StyledText] = [
      "\(Quantities.simulated(summary.simulated)) simulated in \(Quantities.elapsed(summary.elapsed))"
    ]
    if summary.eventsPerSecond > 0 { parts.append("\(Quantities.grouped(summary.eventsPerSecond)) events/s") }
    parts.append("digest \(Quantities.digest(summary.digest))")
    var text = row(parts)
    guard isVerbose else { return text }
    text += "\n \(Quantities.elapsed(summary.parseTime)) to find and parse, "
    text += "\(Quantities.elapsed(summary.runTime)) to run \(Quantities.count(summary.steps, "event"))"
    return text
  }

  private func next(_ summary: RunSummary) -> String? {
    if let code = summary.firstErrorCode { return "trueup explain \(code.rawValue)" }
    // What an inconclusive case needs stands with it; its log would be as long as its run.
    guard let report = summary.firstFailure else { return nil }
    if report.isInvalid { return "correct the file, then trueup check \(report.source.path.asOperand)" }
    if report.verdict == .unexpectedPass { return "remove `xfail` from \(report.source.path.shellQuoted)" }
    return NextCommand.trace(report, around: report.result.failures.first?.entry)
  }
}
