public import Harness
import Reconciliation
public import ScenarioLanguage
public import Simulation

/// The engine that generated and shrunk cases are run against: the real one, or one that is wrong on purpose.
public struct EngineUnderTest: Sendable {
  /// The engine that goes live.
  public static let real = EngineUnderTest(ReconciliationEngine.self)

  private let runScenario: @Sendable (Scenario, RelationChoice, Bool) -> CaseResult
  private let runPlan: @Sendable (Plan, Bool) -> CaseResult
  private let judgesByClauses: Bool

  /// Takes a type of engine, what ends its runs before their time, and whether the clauses judge it beside the oracles.
  public init<Engine: SimulatedEngine>(
    _ engine: Engine.Type, limits: RunLimits = RunLimits(), judgesByClauses: Bool = true
  ) {
    self.judgesByClauses = judgesByClauses
    runScenario = { CaseRunner<Engine>.run($0, limits: limits, relations: $1, judgesByClauses: $2) }
    runPlan = {
      CaseRunner<Engine>.run($0, keepsTrace: true, findsDivergence: $1, limits: limits, relations: .none)
    }
  }

  /// Runs and judges a case.
  ///
  /// - Parameters:
  ///   - scenario: the case.
  ///   - relations: what is tried on copies of the run.
  public func run(_ scenario: Scenario, relations: RelationChoice = .usual) -> CaseResult {
    runScenario(scenario, relations, judgesByClauses)
  }

  /// Runs and judges a case and keeps its log, and, if it is asked for, when both sides parted for good.
  func record(_ plan: Plan, findsDivergence: Bool = false) -> CaseResult {
    guard !judgesByClauses else { return runPlan(plan, findsDivergence) }
    var plan = plan
    plan.configuration.keepsTurns = false
    return runPlan(plan, findsDivergence)
  }
}
