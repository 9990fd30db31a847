import Harness
import ScenarioLanguage
import Trading

/// The records: names and order of the fields, in one place.
extension JSONReporter {
  mutating func add(_ start: RunStart) {
    record("run") { json in
      json.field("tool", start.version)
      json.field("files", start.files)
      json.field("cases", start.cases)
    }
  }

  mutating func add(_ problem: Problem) {
    record("problem") { json in
      json.field("severity", problem.exitCode == .success ? "warning" : "error")
      json.field("file", problem.subject)
      json.field("message", problem.message)
      json.field("notes", problem.advice)
      json.field("exit", Int(problem.exitCode.rawValue))
    }
  }

  mutating func add(_ diagnostic: Diagnostic) {
    record("diagnostic") { json in
      json.field("file", diagnostic.path)
      json.field("line", diagnostic.span.line)
      json.field("col", diagnostic.span.column)
      json.field("endCol", diagnostic.span.column + max(1, diagnostic.span.length))
      json.field("severity", diagnostic.severity.rawValue)
      json.field("code", diagnostic.code.rawValue)
      json.field("message", diagnostic.message)
      json.field("label", diagnostic.label)
      json.field("notes", diagnostic.notes)
      guard !diagnostic.secondary.isEmpty else { return }
      json.key("places")
      json.beginArray()
      for place in diagnostic.secondary {
        json.beginObject()
        json.field("line", place.span.line)
        json.field("col", place.span.column)
        json.field("endCol", place.span.column + max(1, place.span.length))
        json.field("label", place.label)
        json.endObject()
      }
      json.endArray()
    }
  }

  mutating func add(_ report: CaseReport) {
    let result = report.result
    record("case") { json in
      json.field("id", report.identifier)
      json.field("file", report.source.path)
      json.field("line", report.scenario.title.span.line)
      json.field("title", report.scenario.title.value)
      json.field("tags", report.scenario.header.tags.map(\.value))
      json.field("status", report.verdict == .unexpectedPass ? "failed" : report.verdict.rawValue)
      if let reason = report.reason { json.field("reason", reason) }
      guard report.verdict != .skipped else { return }
      json.field("virtualMs", milliseconds: result.simulated.nanoseconds)
      json.field("realMs", milliseconds: report.elapsed.wholeNanoseconds)
      json.field("events", result.entryCount)
      json.field("steps", result.stepCount)
      json.field("digest", Quantities.digest(result.digest))
      json.field("failures", report.verdict == .unexpectedPass ? 1 : result.failureCount)
      json.key("faults")
      json.beginObject()
      json.field("fired", result.firedFaults)
      json.field("missed", result.missedFaults)
      json.endObject()
      json.key("discrepancies")
      json.beginObject()
      json.field("found", result.discrepancies)
      json.field("open", result.openDiscrepancies)
      json.endObject()
    }
    if report.verdict == .unexpectedPass { addUnexpectedPass(report) }
    guard !result.failures.isEmpty else { return }
    let lines = report.source.lines
    for failure in result.failures { add(failure, of: report, lines) }
  }

  private mutating func add(_ failure: Failure, of report: CaseReport, _ lines: [String]) {
    record("failure") { json in
      json.field("id", report.identifier)
      json.field("file", report.source.path)
      json.field("kind", failure.kind.rawValue)
      if report.verdict == .expectedFailure { json.field("xfail", true) }
      if let oracle = failure.oracle { json.field("oracle", oracle) }
      json.field("title", failure.title)
      json.field("line", failure.span.line)
      json.field("col", failure.span.column)
      json.field("endCol", failure.span.column + max(1, failure.span.length))
      json.field("at", seconds: failure.instant.nanoseconds)
      if let expected = failure.span.text(in: lines) { json.field("expected", expected) }
      json.field("actual", failure.label)
      json.field("notes", failure.notes)
      if let entry = failure.entry { json.field("entry", Int(entry)) }
      json.field("repro", NextCommand.run(report))
    }
  }

  private mutating func addUnexpectedPass(_ report: CaseReport) {
    let span = report.scenario.header.expectedFailure?.span ?? report.scenario.title.span
    record("failure") { json in
      json.field("id", report.identifier)
      json.field("file", report.source.path)
      json.field("kind", report.verdict.rawValue)
      json.field("title", "it passes, and is expected to fail")
      json.field("line", span.line)
      json.field("col", span.column)
      json.field("endCol", span.column + max(1, span.length))
      json.field("at", seconds: report.result.simulated.nanoseconds)
      json.field("expected", "a failure")
      json.field("actual", "it passes")
      json.field("notes", [])
      json.field("repro", NextCommand.run(report))
    }
  }

  mutating func add(_ divergence: Divergence) {
    record("divergence") { json in
      json.field("id", divergence.identifier)
      json.field("message", divergence.message)
      json.field("notes", divergence.notes)
    }
  }

  mutating func add(_ summary: RunSummary) {
    record("end") { json in
      json.field("cases", summary.cases)
      json.field("passed", summary.passed)
      json.field("failed", summary.failed)
      json.field("inconclusive", summary.inconclusive)
      json.field("xfailed", summary.expectedFailures)
      json.field("skipped", summary.skipped)
      json.field("notRun", summary.notRun)
      json.field("refusedFiles", summary.refusedFiles)
      json.field("warnings", summary.warnings)
      json.field("processes", max(1, summary.verifiedProcesses))
      json.field("divergences", summary.divergences)
      json.field("partial", summary.isPartial)
      json.field("virtualMs", milliseconds: summary.simulated.nanoseconds)
      json.field("realMs", milliseconds: summary.elapsed.wholeNanoseconds)
      json.field("parseMs", milliseconds: summary.parseTime.wholeNanoseconds)
      json.field("runMs", milliseconds: summary.runTime.wholeNanoseconds)
      json.field("events", summary.entries)
      json.field("steps", summary.steps)
      json.field("eventsPerSecond", summary.eventsPerSecond)
      json.field("digest", Quantities.digest(summary.digest))
      json.field("exit", Int(summary.exitCode.rawValue))
    }
  }
}

extension SourceSpan {
  /// What stands at the place.
  fileprivate func text(in lines: [String]) -> String? {
    guard line > 0, line <= lines.count else { return nil }
    let rest = lines[line - 1].dropFirst(column - 1).prefix(length)
    return rest.isEmpty ? nil : String(rest)
  }
}
