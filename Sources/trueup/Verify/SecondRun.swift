import Harness
import Reporting
import Simulation

/// Runs a case again in the same process and compares.
enum SecondRun {
  /// The difference between two runs of a case, if there is one.
  static func divergence(of suiteCase: SuiteCase, from first: CaseResult) -> Divergence? {
    let second = SuiteRun.run(suiteCase.scenario, keepsTrace: false)
    guard second.digest != first.digest || second.isPassed != first.isPassed else { return nil }
    var notes = [
      "first run   \(Quantities.digest(first.digest))  \(first.isPassed ? "passed" : "failed")",
      "second run  \(Quantities.digest(second.digest))  \(second.isPassed ? "passed" : "failed")",
    ]
    let logs = (TraceLines.lines(of: suiteCase), TraceLines.lines(of: suiteCase))
    notes += TraceLines.firstDifference(logs.0, logs.1, names: ("one run", "another"))
    return Divergence(suiteCase.identifier, "two runs in one process are not the same", notes: notes)
  }
}

/// The log of a case, line by line, for comparisons.
enum TraceLines {
  /// Runs a case and gives its log: number, entry, cause and line.
  static func lines(of suiteCase: SuiteCase) -> [String] {
    guard let plan = try? PlanCompiler.compile(suiteCase.scenario) else { return [] }
    guard let trace = SuiteRun.run(suiteCase.scenario, keepsTrace: true).trace else { return [] }
    return trace.entries.enumerated().map { number, entry in
      let cause = entry.cause == TraceEntry.noCause ? "" : " <- #\(entry.cause)"
      return "#\(number) \(plan.names.line(of: entry))\(cause) (line \(entry.line))"
    }
  }

  /// Notes about the first entry in which two logs differ; empty if they are the same.
  static func firstDifference(_ left: [String], _ right: [String], names: (String, String)) -> [String] {
    let count = max(left.count, right.count)
    let width = max(names.0.count, names.1.count)
    func note(_ name: String, _ log: [String], _ index: Int) -> String {
      let padding = String(repeating: " ", count: width - name.count)
      return "  \(name)\(padding)  \(index < log.count ? log[index] : "ends after \(log.count) entries")"
    }
    for index in 0..<count where index >= left.count || index >= right.count || left[index] != right[index] {
      return ["the first entry that differs:", note(names.0, left, index), note(names.1, right, index)]
    }
    return []
  }
}
