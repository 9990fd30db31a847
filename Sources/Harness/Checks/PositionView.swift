import Reconciliation
import Trading

/// One position as one side sees it: what a check can ask for.
struct PositionView {
  var quantity: Decimal
  var averagePrice: Decimal?

  init(_ position: PositionReplay) {
    quantity = position.quantity
    averagePrice = position.averagePrice
  }

  init(_ position: Position) {
    quantity = position.quantity
    averagePrice = position.averagePrice
  }
}
