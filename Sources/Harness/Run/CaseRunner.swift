public import Reconciliation
public import ScenarioLanguage
public import Simulation
import Specification
public import Trading

/// Runs compiled cases against an engine.
public enum CaseRunner<Engine: SimulatedEngine> {
  /// Runs a case from start to end.
  ///
  /// - Parameters:
  ///   - plan: the compiled case.
  ///   - keepsTrace: whether the result carries the trace.
  ///   - findsDivergence: whether to look, at every entry, if engine and broker agree; takes its time.
  ///   - limits: what ends the run before the plan does.
  ///   - relations: what is tried on copies of the run.
  public static func run(
    _ plan: Plan, keepsTrace: Bool = false, findsDivergence: Bool = false, limits: RunLimits = RunLimits(),
    relations: RelationChoice = .usual
  ) -> CaseResult {
    var run = CaseRun<Engine>(plan, limits, relations: relations)
    run.findsDivergence = findsDivergence
    run.run()
    return run.result(keepsTrace: keepsTrace)
  }

  /// Runs a case and keeps what a report shows of it; the run is the same as any other.
  ///
  /// - Parameters:
  ///   - plan: the compiled case.
  ///   - limits: what ends the run before the plan does.
  public static func chronicle(
    of plan: Plan, limits: RunLimits = RunLimits()
  ) -> (result: CaseResult, chronicle: Chronicle) {
    var run = CaseRun<Engine>(plan, limits, relations: .usual)
    run.chronicle = Chronicle()
    run.run()
    return (run.result(keepsTrace: true), run.finishedChronicle() ?? Chronicle())
  }

  /// Runs a case up to an instant, and no further.
  ///
  /// - Returns: The engine as it is then, nil while none runs, and all that had become durable.
  public static func state(of plan: Plan, at instant: Instant) -> (engine: Engine?, journal: [JournalEntry]) {
    var run = CaseRun<Engine>(plan, RunLimits(), relations: .none)
    if Engine.abilities.hasOurJournal { run.world.keepJournal() }
    run.run(upTo: instant)
    return (run.world.isRunning ? run.world.incarnation : nil, run.world.journal ?? [])
  }

  /// Runs a case and tells all turns of the engine, in order.
  package static func session(of plan: Plan) -> [EngineTurn] {
    var run = CaseRun<Engine>(plan, RunLimits())
    run.oracles.keepsSession = true
    run.run()
    return run.oracles.session
  }

  /// Compiles and runs a case; a tree that cannot be compiled fails as `invalid`.
  ///
  /// - Parameters:
  ///   - scenario: the case.
  ///   - keepsTrace: whether the result carries the trace.
  ///   - limits: what ends the run before the plan does.
  ///   - relations: what is tried on copies.
  ///   - judgesByClauses: whether the specification runs beside the engine.
  public static func run(
    _ scenario: Scenario, keepsTrace: Bool = false, limits: RunLimits = RunLimits(),
    relations: RelationChoice = .usual, judgesByClauses: Bool = true
  ) -> CaseResult {
    do {
      var plan = try PlanCompiler.compile(scenario)
      plan.isJudgedByClauses = judgesByClauses && plan.isJudgedByClauses
      return run(plan, keepsTrace: keepsTrace, limits: limits, relations: relations)
    } catch {
      return CaseResult(failures: [
        Failure(.invalid, title: "the scenario cannot be run", at: error.span, label: error.message, instant: .origin)
      ])
    }
  }
}

extension CaseRun {
  func result(keepsTrace: Bool) -> CaseResult {
    var result = CaseResult(failures: failures)
    result.failureCount += hiddenFailures
    result.isInterrupted = isInterrupted
    result.digest = world.trace.digest
    result.trials = oracles.specification.trials
    result.divergence = divergence
    result.judgedOracles = judgedOracles
    if let relations { result.relations = relations.counts }
    result.entryCount = world.trace.entries.count
    result.stepCount = world.stepCount
    result.simulated = world.now - .origin
    result.firedFaults = world.faults.faults.count { $0.fired > 0 }
    result.missedFaults = world.faults.faults.count { $0.fired == 0 }
    result.discrepancies = Int(world.engine?.books.discrepancyCount ?? 0)
    result.openDiscrepancies = world.engine?.books.discrepancies.count ?? 0
    result.idleLines = plan.lines.indices.filter { index in
      !carriedOut[index] || impossible.contains(index)
        || faults[index].map { world.faults.faults[$0].fired == 0 } ?? false
    }
    if keepsTrace {
      result.trace = world.trace
      result.store = world.disk.contents
    }
    return result
  }
}
