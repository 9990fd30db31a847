import Reconciliation
import Simulation
import Trading

/// A line such as `trader place A buy 100 AAPL limit 150.01 tif gtc key K1`.
package struct TraderPlace: LineForm {
  /// The order.
  package var order = NewOrder(
    name: Located(""), side: .buy, quantity: Located(.zero), symbol: Located(""), pricing: .market)

  package init() {}

  package static let words = ["trader", "place"]
  package static let syntax: [Slot<Self>] = [.value(\.order)]
  package static let summary = "the trader places an order"
  package static let example = "trader place A buy 100 AAPL limit 150.01 tif gtc key K1"

  package static var remarks: [String] {
    [
      "`PRICING` is `market`, `limit PRICE`, `stop PRICE`, or `stop-limit STOP LIMIT` with the two prices in this order. "
        + "`TIF` is `day`, which holds where nothing is said, `gtc`, `ioc` or `fok`. Both stand so in `broker place` and in "
        + "the orders of the setup."
    ]
  }

  package var orderStep: OrderStep? { .placed(order) }
  package func declare(in scope: inout some PlanScope) { scope.declare(order) }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.command(.place(try scope.order(order.name), try scope.terms(order))))
  }
}
