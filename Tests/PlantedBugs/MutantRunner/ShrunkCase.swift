import Exploration
import Foundation
import Harness
import ScenarioLanguage

/// A case that finds a mutant, as small as a person would get it.
enum ShrunkCase {
  /// How many lines a case may have for every choice among them to be tried.
  private static let mostLines = 12

  /// Shrinks a case, looks whether fewer of its lines would do, and writes what came of it as one line.
  static func emit(base: UInt64, index: Int) {
    var record = RunRecord(kind: .shrink)
    let start = Date()
    let scenario = CaseGenerator.scenario(seed: FuzzCase.seed(base: base, index: index))
    if let fingerprint = FuzzCase.run(base: base, index: index).fingerprint,
      let result = Shrinker.shrink(scenario, keeping: fingerprint)
    {
      record.seconds = Date().timeIntervalSince(start)
      record.lines = result.scenario.timeline.count
      record.oracle = fingerprint.oracle
      record.message = result.failure.label
      record.text = Counterexample(result, origin: "seed \(base), case \(index)", folder: "").text
      record.fewest = fewest(of: result.scenario, fingerprint)
    }
    guard let data = try? JSONEncoder().encode(record) else { return }
    FileHandle.standardOutput.write(data + Data([10]))
  }

  /// The least number of the lines that fails in the same way, every choice among them tried; nil if they are too many.
  private static func fewest(of scenario: Scenario, _ fingerprint: Fingerprint) -> Int? {
    let count = scenario.timeline.count
    guard count <= mostLines else { return nil }
    let choices = (0..<(1 << count)).sorted { $0.nonzeroBitCount < $1.nonzeroBitCount }
    for choice in choices where choice.nonzeroBitCount < count {
      var smaller = scenario
      smaller.timeline = scenario.timeline.indices.filter { choice & 1 << $0 != 0 }.map { scenario.timeline[$0] }
      let result = EngineUnderTest.real.run(smaller, relations: .none)
      if result.failures.contains(where: { Fingerprint($0) == fingerprint }) { return choice.nonzeroBitCount }
    }
    return count
  }
}
