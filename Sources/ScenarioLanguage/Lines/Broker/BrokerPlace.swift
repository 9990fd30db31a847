import Simulation
import Trading

/// A line such as `broker place H buy 10 AAPL limit 150.00`.
package struct BrokerPlace: LineForm {
  /// The order.
  package var order = NewOrder(
    name: Located(""), side: .buy, quantity: Located(.zero), symbol: Located(""), pricing: .market)

  package init() {}

  package static let words = ["broker", "place"]
  package static let syntax: [Slot<Self>] = [.value(\.order)]
  package static let summary = "somebody places an order at the broker beside the engine"
  package static let example = "broker place H buy 10 AAPL limit 150.00"
  package static var remarks: [String] {
    ["Its fills are told as those of any order; the engine has them from the account alone."]
  }
  package static var traits: LineTraits { .changesAccount }

  package var orderStep: OrderStep? { .placed(order) }

  package func declare(in scope: inout some PlanScope) {
    scope.declareByHand(order)
    scope.noteForeignOrder()
  }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.broker(.place(try scope.named(order.name), try scope.terms(order))))
  }
}
