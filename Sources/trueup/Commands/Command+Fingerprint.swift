import Harness
import Reporting
import ScenarioLanguage

extension Command {
  /// What `--verify` runs in further processes: digests, verdicts and ids and nothing else.
  static let fingerprint = Command(
    name: "__fingerprint", usage: "trueup __fingerprint [PATH...]",
    summary: "print digest, verdict and id of each case",
    flags: [.tag, .match, .caseName, .shard, .traceOf], isVisible: false
  ) { arguments, terminal in
    var suite = Suite(arguments.operands)
    suite.choose(try CaseChoice(arguments))
    if let index = try arguments.number(.traceOf, in: 0...Int.max) {
      guard index < suite.cases.count else { return .nothingToRun }
      terminal.write(StyledText(lines: TraceLines.lines(of: suite.cases[index]).joined(separator: "\n") + "\n"))
      return .success
    }
    var text = ""
    SuiteRun(suite: suite).run { event in
      if case .ended(let report) = event { text += RunFingerprint.line(of: report) + "\n" }
    }
    terminal.write(StyledText(lines: text))
    return .success
  }
}

/// What must be the same in every process.
enum RunFingerprint {
  /// Digest, verdict and id of a case, in one line.
  static func line(of report: CaseReport) -> String {
    let digest =
      report.verdict == .skipped ? String(repeating: "-", count: 16) : Quantities.digest(report.result.digest)
    return "\(digest) \(report.verdict.rawValue) \(StyledText(report.identifier))"
  }
}
