public import Harness
import Reconciliation
public import ScenarioLanguage
public import Simulation
import Trading

/// Why a case fails: the faults without which it passes, and the entry from which on engine and broker disagreed.
public struct FailureExplanation: Sendable {
  /// What leaving one fault line out does.
  public enum Effect: Hashable, Sendable {
    /// The case passes without it.
    case passes
    /// The case fails in another way without it.
    case failsOtherwise(Failure)
    /// The case fails all the same.
    case changesNothing
  }

  /// The failure that is explained.
  public let failure: Failure
  /// Each fault line with what leaving it out does, in the order of the file.
  public let faults: [(line: Int, effect: Effect)]
  /// The number of the entry at which the engine's belief cannot be explained: where the oracle fired, or after
  /// which both sides never agreed again.
  public let firstWrongEntry: UInt32?
  /// The trace of the run.
  public let trace: Trace
  /// The texts of the trace.
  public let names: Names
  /// How many runs it took.
  public let runs: Int

  /// Explains a case.
  ///
  /// - Parameters:
  ///   - scenario: the case.
  ///   - engine: the engine that fails.
  /// - Returns: nil for a case that passes.
  /// - Throws: ``PlanError`` for a tree that cannot be run.
  public static func explain(
    _ scenario: Scenario, on engine: EngineUnderTest = .real
  ) throws(PlanError) -> FailureExplanation? {
    let plan = try PlanCompiler.compile(scenario)
    let result = engine.record(plan, findsDivergence: true)
    guard let failure = result.failures.first, let trace = result.trace else { return nil }
    let fingerprint = Fingerprint(failure)
    var faults: [(line: Int, effect: Effect)] = []
    for index in scenario.timeline.indices where scenario.timeline[index].isFault {
      var without = scenario
      without.timeline.remove(at: index)
      let effect: Effect =
        switch engine.run(without, relations: .none).failures.first {
        case nil: .passes
        case let other? where Fingerprint(other) == fingerprint: .changesNothing
        case let other?: .failsOtherwise(other)
        }
      faults.append((scenario.timeline[index].span.line, effect))
    }
    return FailureExplanation(
      failure: failure, faults: faults, firstWrongEntry: failure.kind == .safety ? failure.entry : result.divergence,
      trace: trace, names: plan.names, runs: faults.count + 1)
  }

  /// The entries that led to the first wrong one, oldest first, that one last.
  public var chain: [UInt32] {
    var chain: [UInt32] = []
    var next = firstWrongEntry
    while let entry = next, chain.count < 8 {
      chain.append(entry)
      let cause = trace.entries[Int(entry)].cause
      next = cause == TraceEntry.noCause ? nil : cause
    }
    return chain.reversed()
  }
}
