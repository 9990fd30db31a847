import Exploration
import Foundation
import Harness
import ScenarioLanguage
import Trading

/// Runs generated cases.
enum Search {
  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    let (whole, attoseconds) = (ContinuousClock.now - start).components
    return Double(whole) + Double(attoseconds) * 1e-18
  }

  /// Runs cases until the first failure.
  static func run(base: UInt64, limit: Int, _ relations: RelationChoice) {
    let start = ContinuousClock.now
    var record = RunRecord(kind: .search, cases: limit)
    for index in 0..<limit {
      CrashReport.enter(index + 1)
      let result = FuzzCase.run(base: base, index: index, relations: relations).result
      guard let failure = result.failures.first, !failsAnyway(base: base, index: index, relations) else { continue }
      record.cases = index + 1
      record.oracle = failure.oracle ?? failure.kind.rawValue
      record.message = failure.label
      break
    }
    record.seconds = seconds(since: start)
    emit(record)
  }

  /// Whether a case fails without the bug too: then it says nothing about the bug.
  private static func failsAnyway(base: UInt64, index: Int, _ relations: RelationChoice) -> Bool {
    let bug = PlantedBug.active
    defer { PlantedBug.active = bug }
    PlantedBug.active = 0
    return !FuzzCase.run(base: base, index: index, relations: relations).result.isPassed
  }

  /// Finds the first case that reaches the planted place and the first that the bug changes.
  static func probe(base: UInt64, limit: Int) {
    let bug = PlantedBug.active
    var record = RunRecord(kind: .probe)
    for index in 0..<limit {
      CrashReport.enter(index + 1)
      PlantedBug.active = bug
      PlantedBug.reachedCount = 0
      let result = FuzzCase.run(base: base, index: index).result
      guard PlantedBug.reachedCount > 0 else { continue }
      if record.reached == nil { record.reached = index + 1 }
      PlantedBug.active = 0
      let other = FuzzCase.run(base: base, index: index).result
      guard other.digest != result.digest || other.isPassed != result.isPassed else { continue }
      record.triggered = index + 1
      break
    }
    record.cases = limit
    emit(record)
  }

  /// Shrinks a failing case.
  static func shrink(base: UInt64, index: Int) {
    let scenario = CaseGenerator.scenario(seed: FuzzCase.seed(base: base, index: index))
    var record = RunRecord(kind: .shrink)
    CrashReport.enter(index + 1, seconds: 120)
    let start = ContinuousClock.now
    if let fingerprint = FuzzCase.run(base: base, index: index).fingerprint,
      let result = Shrinker.shrink(scenario, keeping: fingerprint)
    {
      record.seconds = seconds(since: start)
      record.lines = result.scenario.timeline.count
      record.oracle = fingerprint.oracle
      record.text = Counterexample(result, origin: "seed \(base), case \(index)", folder: "").text
    }
    emit(record)
  }
}

/// Writes a record as one line.
func emit(_ record: RunRecord) {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  guard let data = try? encoder.encode(record) else { return }
  FileHandle.standardOutput.write(data + Data([10]))
}
