import Reconciliation
import Simulation
import Trading

/// A line such as `trader replace A qty 80 limit 151.00`.
package struct TraderReplace: LineForm {
  /// The order.
  package var order: OrderName = ""
  /// The new quantity.
  package var quantity: Quantity?
  /// The new limit.
  package var limit: Price?
  /// The new stop.
  package var stop: Price?

  package init() {}

  package static let words = ["trader", "replace"]
  package static let syntax: [Slot<Self>] = [
    .value(\.order, as: .placed),
    .anyOrder(
      [
        .optional("qty", \.quantity), .optional("limit", \.limit, as: .price("the limit")),
        .optional("stop", \.stop, as: .price("the stop")),
      ], needs: "what changes, such as `qty 80`"),
  ]
  package static let summary = "the trader asks for another quantity or price"
  package static let example = "trader replace A qty 80 limit 151.00"

  package var orderStep: OrderStep? { quantity.map { .resized(order.located, $0.value) } }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(
      .command(
        .replace(
          try scope.order(order.located), quantity: quantity?.value, limit: limit?.value, stop: stop?.value)))
  }
}
