import Simulation
import Trading

/// A line such as `broker trigger A`.
package struct BrokerTrigger: LineForm {
  /// The order.
  package var order: OrderName = ""

  package init() {}

  package static let words = ["broker", "trigger"]
  package static let syntax: [Slot<Self>] = [.value(\.order, as: .placed)]
  package static let summary = "the market has reached the stop of an order, which works on as a market or limit order"
  package static let example = "broker trigger A"
  package static var remarks: [String] {
    ["The broker tells it on the stream (FIX: triggered); the terms of the order stay, and it is not executed by it."]
  }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.broker(.trigger(try scope.named(order.located))))
  }
}
