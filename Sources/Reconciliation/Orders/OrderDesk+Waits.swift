import Trading

extension OrderDesk {
  /// Tells a person of the orders of which so long nothing has come that was wanted of them (setting `wait-alert`).
  ///
  /// Each wait is right in itself: a pause of a rate limit, a look-up that proves nothing, a hold. Nobody but a person can
  /// say that all of them together are too long. What the passes find is counted, from the first one that finds it.
  mutating func tellOfWaits(_ core: inout Core) {
    guard let span = core.configuration.waitAlert else { return }
    var found: [ClientOrderID: OrderWaiting] = [:]
    for slot in core.books.working.slots {
      let order = core.books.orders[slot]
      guard let wish = order.openWish else { continue }
      var one = waiting[order.id] ?? OrderWaiting(since: core.now)
      if !one.isTold, core.now - one.since >= span {
        one.isTold = true
        core.notify(.waiting, order: order.id.index, reason: wish)
      }
      found[order.id] = one
    }
    waiting = found
  }
}

/// An order of which something is wanted that has not come about.
struct OrderWaiting: Sendable {
  /// When a pass found it first.
  var since: Instant
  /// Whether a person was told.
  var isTold = false
}

extension ManagedOrder {
  /// What is wanted of the order and has not come about: its cancel, its replace, or that it works; nil for nothing.
  fileprivate var openWish: Word? {
    if hasCancelIntent { return .cancel }
    if replaceIntent != nil { return .replace }
    switch status {
    case .pending, .submitted, .unknown: return Word(status)
    case .open, .partial, .filled, .cancelled, .rejected, .expired: return nil
    }
  }
}
