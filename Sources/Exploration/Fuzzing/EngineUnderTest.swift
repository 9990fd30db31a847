public import Harness
import Reconciliation
public import ScenarioLanguage
public import Simulation

/// The engine that generated and shrunk cases are run against: the real one, or one that is wrong on purpose.
public struct EngineUnderTest: Sendable {
  /// The engine that goes live.
  public static let real = EngineUnderTest(ReconciliationEngine.self)

  /// What the engine keeps and tells.
  public let abilities: EngineAbilities

  private let runScenario: @Sendable (Scenario, Bool, RunLimits?, RelationChoice, Bool) -> CaseResult
  private let runPlan: @Sendable (Plan, Bool) -> CaseResult
  private let chronicleOf: @Sendable (Plan, RunLimits) -> (CaseResult, Chronicle)
  private let judgesByClauses: Bool

  /// Takes a type of engine, what ends its runs before their time, and whether the clauses judge it beside the oracles.
  public init<Engine: SimulatedEngine>(
    _ engine: Engine.Type, limits: RunLimits = RunLimits(), judgesByClauses: Bool = true
  ) {
    self.judgesByClauses = judgesByClauses
    abilities = Engine.abilities
    runScenario = {
      CaseRunner<Engine>.run($0, keepsTrace: $1, limits: $2 ?? limits, relations: $3, judgesByClauses: $4)
    }
    runPlan = {
      CaseRunner<Engine>.run($0, keepsTrace: true, findsDivergence: $1, limits: limits, relations: .none)
    }
    chronicleOf = { CaseRunner<Engine>.chronicle(of: $0, limits: $1) }
  }

  /// Takes an engine of somebody else, and what ends its runs before their time.
  public init<Engine: ForeignEngine>(foreign engine: Engine.Type, limits: RunLimits = RunLimits()) {
    self.init(Adapted<Engine>.self, limits: limits)
  }

  /// Runs and judges a case.
  ///
  /// - Parameters:
  ///   - scenario: the case.
  ///   - keepsTrace: whether the result carries the trace.
  ///   - limits: what ends the run before its time; nil for what the engine was taken with.
  ///   - relations: what is tried on copies of the run.
  public func run(
    _ scenario: Scenario, keepsTrace: Bool = false, limits: RunLimits? = nil, relations: RelationChoice = .usual
  ) -> CaseResult {
    runScenario(scenario, keepsTrace, limits, relations, judgesByClauses)
  }

  /// Runs a case and keeps what a report shows of it.
  public func chronicle(
    of plan: Plan, limits: RunLimits = RunLimits()
  ) -> (result: CaseResult, chronicle: Chronicle) {
    chronicleOf(judged(plan), limits)
  }

  /// Runs and judges a case and keeps its log, and, if it is asked for, when both sides parted for good.
  func record(_ plan: Plan, findsDivergence: Bool = false) -> CaseResult { runPlan(judged(plan), findsDivergence) }

  private func judged(_ plan: Plan) -> Plan {
    guard !judgesByClauses else { return plan }
    var plan = plan
    plan.isJudgedByClauses = false
    return plan
  }
}
