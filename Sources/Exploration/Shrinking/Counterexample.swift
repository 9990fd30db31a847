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
  /// The lines of the file that hold needed faults: without any one of them the case does not fail like this.
  public let neededLines: [Int]

  /// Makes the file of a find.
  ///
  /// - Parameters:
  ///   - shrunk: what the shrinker found.
  ///   - origin: the command that found it.
  ///   - folder: where the file is meant to be, for the replay line.
  ///   - tool: what the tool is called in the replay line.
  ///   - engine: the engine that fails.
  public init(
    _ shrunk: ShrinkResult, origin: String, folder: String, tool: String = "trueup",
    on engine: EngineUnderTest = .real
  ) {
    var scenario = shrunk.scenario
    let oracle = shrunk.failure.oracle ?? shrunk.failure.kind.rawValue
    scenario.title = Located("fuzz: \(oracle) is violated")
    scenario.header.tags = [Located("fuzz"), Located(oracle)]
    scenario.comments = []
    // What was switched off for a difference that is gone need not be, and what was for one that is left must stay.
    let isDrawn = scenario.isDrawn(oracle)
    if !scenario.hasForeignDifference { scenario.always = [] }
    if oracle == OracleName.converges.rawValue {
      scenario.finally = [Located(.expect(Check(Converged())))]
    } else if Invariant.names.contains(oracle) {
      scenario.insist(on: oracle, whereDrawn: isDrawn)
    }
    fileName = "\(oracle)-\(Counterexample.hash(ScenarioPrinter.print(scenario))).scenario"
    let (needed, allPass) = Counterexample.neededLines(of: scenario, on: engine)
    let replay = folder.isEmpty ? fileName : "\(folder)/\(fileName)"
    // The comment moves the lines of the file down by as many lines as it has.
    let height = 5
    neededLines = needed.map { $0 + height }
    scenario.comments = [
      "Found by fuzzing.  The run shrank \(shrunk.originalLineCount) lines to \(scenario.timeline.count) "
        + "in \(shrunk.runs) runs\(shrunk.reachedLimit ? " and stopped at its limit" : "").",
      "  violates   \(oracle): \(shrunk.failure.label)",
      "  needs      \(Counterexample.words(neededLines, allPass: allPass))",
      "  replay     \(tool) run \(replay)",
      "  origin     \(origin)",
    ]
    self.scenario = scenario
    text = ScenarioPrinter.print(scenario)
  }

  /// The lines of the file without comments that hold needed faults, and whether the case passes without any of them.
  private static func neededLines(
    of scenario: Scenario, on engine: EngineUnderTest
  ) -> (lines: [Int], allPass: Bool) {
    guard let (parsed, result) = Shrinker.run(scenario, on: engine) else { return ([], true) }
    let fingerprint = result.failures.first.map { Fingerprint($0) }
    var lines: [Int] = []
    var allPass = true
    for index in parsed.timeline.indices where parsed.timeline[index].isFault {
      var without = parsed
      without.timeline.remove(at: index)
      let other = engine.run(without, relations: .none).failures.first.map { Fingerprint($0) }
      guard other != fingerprint else { continue }
      lines.append(parsed.timeline[index].span.line)
      if other != nil { allPass = false }
    }
    return (lines, allPass)
  }

  /// What stands behind `needs`.
  private static func words(_ lines: [Int], allPass: Bool) -> String {
    guard !lines.isEmpty else { return "no fault at all" }
    let which = lines.count == 1 ? "it" : "any one of them"
    let what = allPass ? "the run passes" : "the run does not fail like this"
    return lines.map { "line \($0)" }.joined(separator: ", ") + "    (without \(which) \(what))"
  }

  /// Four hex digits of FNV-1a.
  private static func hash(_ text: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String((hash ^ (hash >> 32)) & 0xFFFF, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension Scenario {
  /// Names an invariant in the section `always`; a relation is tried at the moments that the seed picks, or at all.
  mutating func insist(on invariant: String, whereDrawn isDrawn: Bool = false) {
    always.removeAll { item in
      (item.value.form as? InvariantLine).map { $0.names(invariant) && $0.isDrawn != isDrawn } ?? false
    }
    let isNamed = always.contains { ($0.value.form as? InvariantLine)?.names(invariant) ?? false }
    if isNamed { return }
    let line = InvariantLine {
      $0.invariant = InvariantName(invariant)
      $0.isDrawn = isDrawn
    }
    always.append(Located(AlwaysItem(line)))
  }

  /// Whether a relation is named that is tried at the moments that the seed picks.
  func isDrawn(_ relation: String) -> Bool {
    always.contains { item in
      (item.value.form as? InvariantLine).map { $0.names(relation) && $0.isDrawn } ?? false
    }
  }
}

extension InvariantLine {
  /// Whether the line says that the case is about an invariant.
  fileprivate func names(_ invariant: String) -> Bool { self.invariant.name == invariant && off == nil }
}
