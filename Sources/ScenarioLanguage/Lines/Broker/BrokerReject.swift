import Simulation
import Trading

/// A line such as `broker reject A "no margin"`.
package struct BrokerReject: LineForm {
  /// The order.
  package var order: OrderName = ""
  /// Why.
  package var reason = QuotedText("")

  package init() {}

  package static let words = ["broker", "reject"]
  package static let syntax: [Slot<Self>] = [.value(\.order, as: .placed), .value(\.reason, as: .quoted("the reason"))]
  package static let summary = "the broker rejects an order, a working one included"
  package static let example = "broker reject A \"no margin\""

  package var orderStep: OrderStep? { .ended(order.located, verb: "reject") }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.broker(.reject(try scope.named(order.located), note: scope.text(reason.value))))
  }
}
