import Trading

extension OrderDesk {
  /// Takes up the order that was adopted last: the broker is asked what has become of it since it told its terms.
  mutating func takeUpAdopted(_ core: inout Core) {
    tracking.append(OrderTracking())
    lookUp(core.books.orders.count - 1, &core)
  }

  /// Asks the broker about one order now, since an operator wants to know; a wait for the next repeat ends.
  ///
  /// Nothing is asked of an order that was never sent or has ended, nor while an answer about it is on its way.
  mutating func inquire(_ order: ClientOrderID, _ core: inout Core) {
    guard let slot = core.books.slot(of: order) else { return refuseUnknown(.query, of: order, &core) }
    switch core.books.orders[slot].status {
    case .pending: refuse(.query, of: order, reason: .unsent, &core)
    case .submitted: refuse(.query, of: order, reason: .inFlight, &core)
    case .filled, .cancelled, .rejected, .expired: refuse(.query, of: order, reason: .terminal, &core)
    case .unknown, .open, .partial:
      guard tracking[slot].lookup == nil else { return refuse(.query, of: order, reason: .inFlight, &core) }
      if tracking[slot].waits {
        tracking[slot].waits = false
        core.cancelTimer(.order(order))
      }
      lookUp(slot, &core)
    }
  }
}
