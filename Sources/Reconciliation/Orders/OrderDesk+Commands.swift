import Trading

extension OrderDesk {
  /// Takes a trader's command: checks it, makes it durable, and lets ``advance(_:_:)`` carry it out.
  mutating func accept(_ command: TraderCommand, _ core: inout Core) {
    switch command {
    case .place(let order, let terms): place(order, terms, &core)
    case .cancel(let order): cancel(order, &core)
    case .replace(let order, let quantity, let limit, let stop):
      replace(order, quantity: quantity, limit: limit, stop: stop, &core)
    }
  }

  private mutating func place(_ order: ClientOrderID, _ terms: OrderTerms, _ core: inout Core) {
    guard core.books.slot(of: order) == nil, !core.books.isArchived(order) else {
      return refuse(.place, of: order, reason: .duplicateKey, &core)
    }
    if let reason = RiskGate.refusal(of: terms, leaves: terms.quantity, core) {
      return refuse(.place, of: order, reason: reason, &core)
    }
    guard isSane(terms, core), order.index < OrderDesk.orderLimit else {
      return refuse(.place, of: order, reason: .invalid, &core)
    }
    core.commit(.order(.accepted(order, terms)))
    tracking.append(OrderTracking())
    advance(core.books.orders.count - 1, &core)
  }

  private mutating func cancel(_ order: ClientOrderID, _ core: inout Core) {
    guard let slot = core.books.slot(of: order) else { return refuseUnknown(.cancel, of: order, &core) }
    let managed = core.books.orders[slot]
    guard !managed.status.isTerminal else { return refuse(.cancel, of: order, reason: .terminal, &core) }
    guard !managed.hasCancelIntent else { return refuse(.cancel, of: order, reason: .inFlight, &core) }
    if managed.status == .pending {
      setStatus(slot, to: .cancelled, source: .trader, reason: .unsent, &core)
    } else {
      wantCancel(slot, &core)
      // Nobody knows how long it takes until the broker is seen again, and the order may execute meanwhile.
      if managed.status == .unknown, tracking[slot].waits { stopWaiting(slot, &core) }
      advance(slot, &core)
    }
  }

  private mutating func replace(
    _ order: ClientOrderID, quantity: Decimal?, limit: Decimal?, stop: Decimal?, _ core: inout Core
  ) {
    guard let slot = core.books.slot(of: order) else { return refuseUnknown(.replace, of: order, &core) }
    let managed = core.books.orders[slot]
    guard !managed.status.isTerminal else { return refuse(.replace, of: order, reason: .terminal, &core) }
    guard !managed.hasCancelIntent, managed.replaceIntent == nil || isReplaceUnsent(slot) else {
      return refuse(.replace, of: order, reason: .inFlight, &core)
    }
    // What is not named stays as it was asked for last.
    let base = managed.replaceIntent ?? managed.amendment
    guard let pricing = base.pricing.replacing(limit: limit, stop: stop) else {
      return refuse(.replace, of: order, reason: .invalid, &core)
    }
    let amendment = Amendment(quantity: quantity ?? base.quantity, pricing: pricing)
    guard amendment.quantity > managed.filled else { return refuse(.replace, of: order, reason: .belowFilled, &core) }
    // What is more than was ordered, or goes sooner, is an order in all but name.
    // The wish that this one takes the place of is not on order and will not be.
    let most = managed.replaceIntent == nil ? managed.mostOrdered : managed.terms.quantity
    if RiskGate.asksForMore(amendment, than: managed.terms),
      let reason = RiskGate.refusal(
        of: managed.terms, leaves: (try? max(most, amendment.quantity) - managed.filled) ?? .zero, slot: slot, core)
    {
      return refuse(.replace, of: order, reason: reason, &core)
    }
    // The broker would have nothing to tell of it, so that nobody would ever know whether it was carried out.
    guard amendment != base else { return refuse(.replace, of: order, reason: .unchanged, &core) }
    if amendment == managed.amendment {
      core.commit(.order(.intentEnd(order, .replace, reason: .unsent)))
    } else if managed.status == .pending {
      core.commit(.order(.terms(order, amendment, source: .trader, sequence: .zero)))
    } else {
      core.commit(.order(.replaceIntent(order, amendment)))
      tracking[slot].replaceWish = core.journal.last
      countReplacesAnew(slot)
      advance(slot, &core)
    }
  }

  /// Whether the broker has seen no replace for the wish that is open, so that another wish can take its place.
  ///
  /// It waits for a rate limit, a look-up, a halt, a block or the store. Of one from before a restart that cannot be known.
  private func isReplaceUnsent(_ slot: Int) -> Bool {
    let order = tracking[slot]
    let decided = order.replace == RequestID(0) ? 1 : 0
    return order.replaceWish > 0 && (order.replace == nil || decided == 1)
      && order.replaces - decided == order.limitedReplaces
  }

  /// See ``ManagedOrder/indexLimit``.
  static let orderLimit = ManagedOrder.indexLimit

  private func isSane(_ terms: OrderTerms, _ core: Core) -> Bool {
    terms.quantity.isPositive && Int(terms.instrument.index) < core.configuration.instruments.count
  }

  /// Logs that a command or a request for an order was refused.
  mutating func refuse(_ request: Word, of order: ClientOrderID, reason: Word, _ core: inout Core) {
    var event = Event(.orderRefused)
    event.order = order.index
    event.subject = request
    event.reason = reason
    core.log(event)
  }
}

extension OrderPricing {
  /// The pricing with other prices, or nil if it has no such price.
  fileprivate func replacing(limit: Decimal?, stop: Decimal?) -> OrderPricing? {
    switch self {
    case .market: limit == nil && stop == nil ? self : nil
    case .limit(let price): stop == nil ? .limit(limit ?? price) : nil
    case .stop(let price): limit == nil ? .stop(stop ?? price) : nil
    case .stopLimit(let oldStop, let oldLimit): .stopLimit(stop: stop ?? oldStop, limit: limit ?? oldLimit)
    }
  }
}
