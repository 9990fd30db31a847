import Simulation
import Trading

/// A line such as `broker cancel A "end of session"`.
package struct BrokerCancel: LineForm {
  /// The order.
  package var order: OrderName = ""
  /// Why.
  package var reason: QuotedText?

  package init() {}

  package static let words = ["broker", "cancel"]
  package static let syntax: [Slot<Self>] = [
    .value(\.order, as: .placed), .optionalText(\.reason, as: .quoted("the reason")),
  ]
  package static let summary = "the broker cancels an order unasked"
  package static let example = "broker cancel A \"end of session\""

  package var orderStep: OrderStep? { .ended(order.located, verb: "cancel") }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.broker(.cancel(try scope.named(order.located), note: scope.text(reason?.value))))
  }
}
