import Reconciliation
package import Simulation

/// A line such as `broker orders key=K1 > 1`.
package struct OrderCount: CheckForm {
  package var party = Party.both
  /// What the orders that count have in common; nothing for all.
  package var filters: [Condition] = []
  /// How their number is compared.
  package var comparison = Comparison.equal
  /// With what.
  package var count = 0

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.orders]
  package static let words = ["orders"]
  package static var hasSides: Bool { true }
  package static let syntax: [Slot<Self>] = [
    .filters(\.filters), .value(\.comparison, as: .numeric), .value(\.count, as: .count("a number of orders")),
  ]
  package static let summary = "so many orders have these fields"
  package static let example = "broker orders key=A > 1"
  package static let remarks = [OrderField.remark, "False of `local` while no engine runs."]

  package func compile(in scope: some PlanScope) throws(PlanError) -> any StateCheck {
    Compiled(party: party, filters: try filters.compiled(in: scope), comparison: comparison, count: count)
  }

  private struct Compiled: SidedCheck {
    let party: Party
    let filters: [OrderCondition]
    let comparison: Comparison
    let count: Int

    private func number(of side: BookSide, in state: some StateView) -> Int? {
      state.orderCount(side) { view in filters.allSatisfy { view.satisfies($0) } }
    }

    func holds(of side: BookSide, in state: some StateView) -> Bool {
      number(of: side, in: state).map { comparison.holds($0, count) } ?? false
    }

    func actual(of side: BookSide, in state: some StateView) -> String {
      number(of: side, in: state).map { "\(side) has \($0)" } ?? "\(side) cannot be counted: the engine is down"
    }
  }
}
