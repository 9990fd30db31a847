package import Simulation

/// A line such as `discrepancies open = 0`.
package struct DiscrepancyCount: CheckForm {
  /// Whether only those count that are open.
  package var onlyOpen = false
  /// How their number is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var count = 0

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.differences]
  package static let words = ["discrepancies"]
  package static let syntax: [Slot<Self>] = [
    .flag("open", \.onlyOpen), .value(\.comparison, as: .numeric), .value(\.count, as: .count("a number")),
  ]
  package static let summary = "how many discrepancies were ever found, or are open"
  package static let example = "discrepancies open = 0"
  package static let remarks = ["False while no engine runs."]

  package func compile(in scope: some PlanScope) -> any StateCheck {
    Compiled(onlyOpen: onlyOpen, comparison: comparison, count: count)
  }

  private struct Compiled: StateCheck {
    let onlyOpen: Bool
    let comparison: Comparison
    let count: Int

    func holds(in state: some StateView) -> Bool {
      guard let found = state.discrepancies else { return false }
      return comparison.holds(onlyOpen ? found.open : found.found, count)
    }

    func actual(in state: some StateView) -> String {
      guard let found = state.discrepancies else { return "the engine is down" }
      return onlyOpen ? "\(found.open) are open" : "\(found.found) were found"
    }
  }
}
