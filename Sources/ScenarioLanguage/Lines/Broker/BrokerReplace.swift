import Simulation
import Trading

/// A line such as `broker replace A qty 80 limit 151.00`.
package struct BrokerReplace: LineForm {
  /// The order.
  package var order: OrderName = ""
  /// The new quantity.
  package var quantity: Quantity?
  /// The new limit.
  package var limit: Price?
  /// The new stop.
  package var stop: Price?

  package init() {}

  package static let words = ["broker", "replace"]
  package static let syntax: [Slot<Self>] = [
    .value(\.order, as: .placed),
    .anyOrder(
      [
        .optional("qty", \.quantity), .optional("limit", \.limit, as: .price("the limit")),
        .optional("stop", \.stop, as: .price("the stop")),
      ], needs: "what changes, such as `qty 80`"),
  ]
  package static let summary = "somebody changes an order at the broker beside the engine"
  package static let example = "broker replace A qty 80 limit 151.00"

  package var orderStep: OrderStep? { quantity.map { .resized(order.located, $0.value) } }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(
      .broker(
        .replace(try scope.named(order.located), quantity: quantity?.value, limit: limit?.value, stop: stop?.value)))
  }
}
