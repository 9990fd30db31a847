import Exploration
import Foundation
import Harness
import MutantChoice
import Reconciliation
import ScenarioLanguage

/// Runs fuzzed cases and scenario files, without a mutant to see what they reach, then with one.
enum MutantRun {
  /// Seconds of its own time that one case may take.
  private static let budget: Int32 = 1

  private static func enter(_ number: Int) {
    CrashReport.enter(number, seconds: 0)
    mutant_budget(budget)
  }

  /// Runs fuzzed cases without a mutant.
  static func recordCases(mutants: Int, base: UInt64, limit: Int, to path: String) throws {
    var table = ReachTable(mutants: mutants)
    for index in 0..<limit {
      enter(index + 1)
      table.record {
        let result = FuzzCase.run(base: base, index: index).result
        return (result.digest, result.isPassed)
      }
    }
    try table.write(to: path)
  }

  /// Runs scenario files without a mutant.
  static func recordFiles(mutants: Int, _ files: [String], to path: String) throws {
    var table = ReachTable(mutants: mutants)
    for (index, file) in files.enumerated() {
      enter(index + 1)
      table.record {
        let result = run(file)
        return (result.digest, result.failure == nil)
      }
    }
    try table.write(to: path)
  }

  /// Runs the fuzzed cases that reach a mutant's place until one fails.
  static func fuzz(_ mutant: Int, base: UInt64, _ table: ReachTable) {
    let runs = table.runs(reaching: mutant)
    var record = RunRecord(kind: .search, cases: table.digests.count, reached: runs.first.map { $0 + 1 })
    for index in runs {
      enter(index + 1)
      mutant_choose(Int32(mutant))
      let result = FuzzCase.run(base: base, index: index).result
      if record.triggered == nil, result.digest != table.digests[index] || !result.isPassed {
        record.triggered = index + 1
      }
      guard let failure = result.failures.first else { continue }
      record.cases = index + 1
      record.oracle = failure.oracle ?? failure.kind.rawValue
      record.message = failure.label
      break
    }
    emit(record)
  }

  /// Runs the scenario files that reach a mutant's place until one fails.
  static func suite(_ mutant: Int, _ files: [String], _ table: ReachTable) {
    let runs = table.runs(reaching: mutant)
    var record = RunRecord(kind: .file, cases: files.count, reached: runs.first.map { $0 + 1 })
    for index in runs where index < files.count {
      enter(index + 1)
      mutant_choose(Int32(mutant))
      let result = run(files[index])
      if record.triggered == nil, result.digest != table.digests[index] || result.failure != nil {
        record.triggered = index + 1
      }
      guard let failure = result.failure else { continue }
      record.file = files[index]
      record.oracle = failure
      break
    }
    emit(record)
  }

  /// Runs one scenario file.
  private static func run(_ path: String) -> (digest: UInt64, failure: String?) {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let parsed = ScenarioParser.parse(
      SourceFile(path: path, text: text), invariants: Invariants.names)
    if parsed.hasErrors { return (0, "parse") }
    var digest: UInt64 = 0
    for scenario in parsed.cases where scenario.header.skip == nil && scenario.header.expectedFailure == nil {
      let result = CaseRunner<ReconciliationEngine>.run(scenario)
      digest = (digest ^ result.digest) &* 0x100_0000_01B3
      if let failure = result.failures.first { return (digest, failure.oracle ?? failure.kind.rawValue) }
    }
    return (digest, nil)
  }

  /// Writes a record as one line.
  private static func emit(_ record: RunRecord) {
    guard let data = try? JSONEncoder().encode(record) else { return }
    FileHandle.standardOutput.write(data + Data([10]))
  }
}
