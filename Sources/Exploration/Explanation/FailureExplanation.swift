public import Harness
import Reconciliation
public import ScenarioLanguage
public import Simulation
import Trading

/// Why a case fails: the faults without which it passes and when they have to come, from when on it was too late, what
/// is nearest to it and passes, and the entry from which on engine and broker disagreed.
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
  /// A fault line, what leaving it out does, and when it has to begin, if it is needed and that can be said.
  public struct Fault: Sendable {
    /// The line of the file.
    public let line: Int
    /// What leaving it out does.
    public let effect: Effect
    /// When it has to begin.
    public let window: FaultWindow?
  }

  /// Each fault line, in the order of the file.
  public let faults: [Fault]
  /// From when on the end of all faults no longer helped; nil where they have no part in it.
  public let pointOfNoReturn: PointOfNoReturn?
  /// What is nearest to the case and passes, if something is.
  public let nearestPass: NearestPass?
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
    var variants = Variants(scenario, failure, trace, on: engine)
    var faults: [Fault] = []
    var needed: [(index: Int, window: FaultWindow?)] = []
    for index in scenario.timeline.indices
    where scenario.timeline[index].isFault && !scenario.timeline[index].isRepeated {
      let effect = Effect(variants.outcome(of: scenario.without(line: index)))
      var window: FaultWindow?
      // A line of many times has no one time that could be another.
      if effect != .changesNothing, !scenario.repeats(line: index) {
        window = FaultWindow(ofLine: index, &variants)
        needed.append((index, window))
      }
      faults.append(Fault(line: scenario.timeline[index].span.line, effect: effect, window: window))
    }
    let point =
      faults.allSatisfy { $0.effect == .changesNothing }
      ? nil : PointOfNoReturn(&variants, failure: failure.instant - .origin)
    let nearest = needed.isEmpty ? nil : NearestPass(needed, &variants)
    return FailureExplanation(
      failure: failure, faults: faults, pointOfNoReturn: point, nearestPass: nearest,
      firstWrongEntry: failure.kind == .safety ? failure.entry : result.divergence, trace: trace, names: plan.names,
      runs: variants.runs + 1)
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

extension FailureExplanation.Effect {
  /// What a case without the line comes to; what cannot be run without it needs it.
  init(_ outcome: Variants.Outcome) {
    switch outcome {
    case .same: self = .changesNothing
    case .otherwise(let failure): self = .failsOtherwise(failure)
    case .passes, .impossible: self = .passes
    }
  }
}
