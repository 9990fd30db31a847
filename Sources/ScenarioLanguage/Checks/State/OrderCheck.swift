import Reconciliation
package import Simulation
import Trading

/// A line such as `local order A status=partial filled=40` or `order A = open`.
package struct OrderCheck: CheckForm {
  package var party = Party.both
  /// The order.
  package var order: OrderName = ""
  /// What must hold of it.
  package var conditions: [Condition] = []

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.orders]
  package static let words = ["order"]
  package static var hasSides: Bool { true }
  package static let syntax: [Slot<Self>] = [.value(\.order), .conditions(ofOrder: \.conditions)]
  package static let summary = "an order has these fields"
  package static let example = "local order A status=partial filled=40"
  package static let remarks = ["`order A = open` is short for `order A status=open`.", OrderField.remark]

  package func compile(in scope: some PlanScope) throws(PlanError) -> any StateCheck {
    Compiled(party: party, order: try scope.named(order.located), conditions: try conditions.compiled(in: scope))
  }

  private struct Compiled: SidedCheck {
    let party: Party
    let order: NamedOrder
    let conditions: [OrderCondition]

    func holds(of side: BookSide, in state: some StateView) -> Bool {
      state.order(order, side).map { view in conditions.allSatisfy { view.satisfies($0) } } ?? false
    }

    func actual(of side: BookSide, in state: some StateView) -> String {
      guard let view = state.order(order, side) else { return "\(side) has no such order" }
      let fields = conditions.map { "\($0.field.rawValue)=\(view.text(of: $0.field, names: state.names))" }
      return "\(side) has " + fields.joined(separator: " ")
    }

    var suspects: DifferenceScope { .order(order.id.index) }
  }
}
