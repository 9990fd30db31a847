import Simulation
import Trading

@testable import Reconciliation

/// One way in which an engine can be wrong, put around the real one.
protocol Defect: Sendable {
  init()
  /// Changes an input before the engine gets it, or swallows it.
  mutating func change(_ input: EngineInput, of engine: ReconciliationEngine) -> EngineInput?
  /// Changes what the engine knows and wants after an input.
  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant)
}

extension Defect {
  mutating func change(_ input: EngineInput, of engine: ReconciliationEngine) -> EngineInput? { input }
  mutating func change(
    _ effects: inout [EngineEffect], of engine: inout ReconciliationEngine, after input: EngineInput, at now: Instant
  ) {}
}

/// The real engine with a defect.
struct Tampered<Wrong: Defect>: SimulatedEngine {
  private var engine: ReconciliationEngine
  private var defect = Wrong()

  var books: Books { engine.books }
  var checkpoint: Checkpoint { engine.checkpoint }
  var condition: EngineCondition { engine.condition }

  init(configuration: EngineConfiguration) {
    engine = ReconciliationEngine(configuration: configuration)
  }

  mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect]) {
    guard let changed = defect.change(input, of: engine) else { return }
    engine.handle(changed, at: now, into: &effects)
    defect.change(&effects, of: &engine, after: changed, at: now)
  }
}

extension EngineInput {
  /// The input without the executions that a predicate picks.
  func withoutExecutions(_ isLost: (Execution) -> Bool) -> EngineInput? {
    switch self {
    case .streamUpdate(.execution(let execution, _)): return isLost(execution) ? nil : self
    case .response(let id, .executions(var snapshot)):
      snapshot.rows.removeAll(where: isLost)
      return .response(id, .executions(snapshot))
    default: return self
    }
  }
}
