package import Simulation

/// A line such as `diverged`.
package struct Diverged: CheckForm {
  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.orders, .positions, .costs, .cash]
  package static let words = ["diverged"]
  package static let syntax: [Slot<Self>] = []
  package static let summary = "they do not agree, or no engine runs"
  package static let example = "diverged"

  package func compile(in scope: some PlanScope) -> any StateCheck { Compiled() }

  private struct Compiled: StateCheck {
    func holds(in state: some StateView) -> Bool { !state.isConverged }
    func actual(in state: some StateView) -> String { "they agree" }
  }
}
