package import Simulation

/// A line such as `engine = degraded`.
package struct EngineCheck: CheckForm {
  /// How the state is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var word = EngineStateWord.ready

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = []
  package static let words = ["engine"]
  package static let syntax: [Slot<Self>] = [.value(\.comparison, as: .equality), .value(\.word)]
  package static let summary = "the state of the engine"
  package static let example = "engine = degraded"
  package static let remarks = EngineStateWord.allCases.map { "`\($0.rawValue)`: \($0.summary)." }

  package func compile(in scope: some PlanScope) -> any StateCheck { Compiled(comparison: comparison, word: word) }

  private struct Compiled: StateCheck {
    let comparison: Comparison
    let word: EngineStateWord

    func holds(in state: some StateView) -> Bool { comparison.holds(same: state.engineState, word) }
    func actual(in state: some StateView) -> String { "it is \(state.engineState.rawValue)" }
  }
}
