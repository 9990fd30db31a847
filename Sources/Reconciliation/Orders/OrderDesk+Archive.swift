import Trading

extension OrderDesk {
  /// Whether something about an order is on its way or waits for its time.
  func isBusy(_ slot: Int) -> Bool {
    let order = tracking[slot]
    return order.place != nil || order.cancel != nil || order.replace != nil || order.lookup != nil || order.needsLookUp
      || order.waits
  }

  /// The orders of these slots, which ascend, are in the books no more: those behind them move up.
  mutating func forget(_ slots: [Int]) {
    var (staying, next) = ([OrderTracking](), 0)
    staying.reserveCapacity(tracking.count - slots.count)
    for slot in slots {
      staying += tracking[next..<slot]
      next = slot + 1
    }
    tracking = staying + tracking[next...]
    queue.forget(slots)
    toldGaps = toldGaps.compactMap { gap in
      let place = slots.firstIndex(from: gap.slot, by: { $0 })
      guard place == slots.count || slots[place] != gap.slot else { return nil }
      var gap = gap
      gap.slot -= place
      return gap
    }
  }

  /// Refuses what is wanted of an order that is not in the books, since it has ended or there was none.
  mutating func refuseUnknown(_ request: Word, of order: ClientOrderID, _ core: inout Core) {
    refuse(request, of: order, reason: core.books.isArchived(order) ? .terminal : .noSuchOrder, &core)
  }
}
