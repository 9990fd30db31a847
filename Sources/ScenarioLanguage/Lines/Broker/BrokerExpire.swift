import Simulation
import Trading

/// A line such as `broker expire A`.
package struct BrokerExpire: LineForm {
  /// The order.
  package var order: OrderName = ""

  package init() {}

  package static let words = ["broker", "expire"]
  package static let syntax: [Slot<Self>] = [.value(\.order, as: .placed)]
  package static let summary = "an order ends by its time in force"
  package static let example = "broker expire A"

  package var orderStep: OrderStep? { .ended(order.located, verb: "expire") }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.broker(.expire(try scope.named(order.located))))
  }
}
