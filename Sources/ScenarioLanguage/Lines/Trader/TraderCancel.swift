import Reconciliation
import Simulation
import Trading

/// A line such as `trader cancel A`.
package struct TraderCancel: LineForm {
  /// The order.
  package var order: OrderName = ""

  package init() {}

  package static let words = ["trader", "cancel"]
  package static let syntax: [Slot<Self>] = [.value(\.order, as: .placed)]
  package static let summary = "the trader asks to cancel an order"
  package static let example = "trader cancel A"

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.command(.cancel(try scope.order(order.located))))
  }
}
