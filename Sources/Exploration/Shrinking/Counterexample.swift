import Harness
public import ScenarioLanguage
import Trading

/// A find as a file: the shrunk scenario with the comment that says what breaks, what it needs, and how to replay it.
public struct Counterexample: Sendable {
  /// The scenario of the file, comments included.
  public let scenario: Scenario
  /// The text of the file.
  public let text: String
  /// The name of the file: the oracle and a hash of what the file says, so that the same find gives one file.
  public let fileName: String
  /// The lines of the file that hold faults, each of which is needed for the failure.
  public let neededLines: [Int]

  /// Makes the file of a find.
  ///
  /// - Parameters:
  ///   - shrunk: what the shrinker found.
  ///   - origin: the command that found it.
  ///   - folder: where the file is meant to be, for the replay line.
  ///   - engine: the engine that fails.
  public init(_ shrunk: ShrinkResult, origin: String, folder: String, on engine: EngineUnderTest = .real) {
    var scenario = shrunk.scenario
    let oracle = shrunk.failure.oracle ?? shrunk.failure.kind.rawValue
    scenario.title = Located("fuzz: \(oracle) is violated")
    scenario.header.tags = [Located("fuzz"), Located(oracle)]
    scenario.comments = []
    if shrunk.failure.kind == .liveness {
      scenario.finally = [Located(.expect(Check(.converged)))]
    } else if OracleName(rawValue: oracle) != nil {
      scenario.always = [Located(.invariant(Located(oracle), off: nil))]
    }
    fileName = "\(oracle)-\(Counterexample.hash(ScenarioPrinter.print(scenario))).scenario"
    let needed = Counterexample.neededLines(of: scenario, on: engine)
    let replay = folder.isEmpty ? fileName : "\(folder)/\(fileName)"
    // The comment moves the lines of the file down by as many lines as it has.
    let height = 5
    neededLines = needed.map { $0 + height }
    let needs = neededLines.map { "line \($0)" }.joined(separator: ", ")
    scenario.comments = [
      "Found by fuzzing.  The run shrank \(shrunk.originalLineCount) lines to \(scenario.timeline.count) "
        + "in \(shrunk.runs) runs\(shrunk.reachedLimit ? " and stopped at its limit" : "").",
      "  violates   \(oracle): \(shrunk.failure.label)",
      needed.isEmpty
        ? "  needs      no fault at all" : "  needs      \(needs)    (without any one of them the run passes)",
      "  replay     trueup run \(replay)",
      "  origin     \(origin)",
    ]
    self.scenario = scenario
    text = ScenarioPrinter.print(scenario)
  }

  /// The lines of the file without comments that hold needed faults: those without which the run passes.
  private static func neededLines(of scenario: Scenario, on engine: EngineUnderTest) -> [Int] {
    guard let (parsed, _) = Shrinker.run(scenario, on: engine) else { return [] }
    return parsed.timeline.indices.filter { index in
      guard parsed.timeline[index].action.isFault else { return false }
      var without = parsed
      without.timeline.remove(at: index)
      return engine.run(without).isPassed
    }.map { parsed.timeline[$0].span.line }
  }

  /// Four hex digits of FNV-1a.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String((hash ^ (hash >> 32)) & 0xFFFF, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}
