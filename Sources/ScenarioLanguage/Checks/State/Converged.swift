package import Simulation

/// A line such as `converged`.
package struct Converged: CheckForm {
  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.orders, .positions, .costs, .cash]
  package static let words = ["converged"]
  package static let syntax: [Slot<Self>] = []
  package static let summary = "engine and broker agree in orders, positions and cash"
  package static let example = "converged"
  package static let remarks = ["False while no engine runs."]
  package static var needsNetwork: Bool { true }

  package func compile(in scope: some PlanScope) -> any StateCheck { Compiled() }

  private struct Compiled: StateCheck {
    func holds(in state: some StateView) -> Bool { state.isConverged }
    func actual(in state: some StateView) -> String { "they differ" }
    var suspects: DifferenceScope { .all }
  }
}
