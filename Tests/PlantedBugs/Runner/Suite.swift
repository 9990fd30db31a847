import Foundation
import Harness
import Reconciliation
import ScenarioLanguage

/// Runs scenario files.
enum Suite {
  /// Runs each file and reports the first failure in it.
  static func run(_ paths: ArraySlice<String>) {
    for (index, path) in paths.enumerated() {
      CrashReport.enter(index + 1)
      var record = RunRecord(kind: .file, file: path)
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      let parsed = ScenarioParser.parse(
        SourceFile(path: path, text: text), invariants: Invariants.names)
      if parsed.hasErrors { record.oracle = "parse" }
      for scenario in parsed.cases where scenario.header.skip == nil && scenario.header.expectedFailure == nil {
        guard let failure = CaseRunner<ReconciliationEngine>.run(scenario).failures.first else { continue }
        record.oracle = failure.oracle ?? failure.kind.rawValue
        record.message = failure.label
        break
      }
      emit(record)
    }
  }
}
