package import Simulation

/// A line such as `tickets open = 1`.
package struct TicketCount: CheckForm {
  /// Whether only those count that are open.
  package var onlyOpen = false
  /// How their number is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var count = 0

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.tickets]
  package static let words = ["tickets"]
  package static let syntax: [Slot<Self>] = [
    .flag("open", \.onlyOpen), .value(\.comparison, as: .numeric), .value(\.count, as: .count("a number")),
  ]
  package static let summary = "how many tickets were ever opened, or are open: nobody has decided about them"
  package static let example = "tickets open = 1"
  package static let remarks = ["False while no engine runs."]

  package func compile(in scope: some PlanScope) -> any StateCheck {
    Compiled(onlyOpen: onlyOpen, comparison: comparison, count: count)
  }

  private struct Compiled: StateCheck {
    let onlyOpen: Bool
    let comparison: Comparison
    let count: Int

    func holds(in state: some StateView) -> Bool {
      guard let tickets = state.tickets else { return false }
      return comparison.holds(onlyOpen ? tickets.open : tickets.opened, count)
    }

    func actual(in state: some StateView) -> String {
      guard let tickets = state.tickets else { return "the engine is down" }
      return onlyOpen ? "\(tickets.open) are open" : "\(tickets.opened) were opened"
    }
  }
}
