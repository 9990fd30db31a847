import Trading

extension ReconciliationEngine {
  /// Takes a trader's command: checks it, makes it durable, and lets ``advance(_:)`` carry it out.
  mutating func accept(_ command: TraderCommand) {
    switch command {
    case .place(let order, let terms): place(order, terms)
    case .cancel(let order): cancel(order)
    case .replace(let order, let quantity, let limit, let stop):
      replace(order, quantity: quantity, limit: limit, stop: stop)
    }
  }

  /// Takes an operator's command.
  mutating func accept(_ command: OperatorCommand) {
    switch command {
    case .reconcile: beginPass(.operator)
    case .halt:
      if !books.isHalted { commit(.halt(true)) }
      updateCondition(reason: .operator)
    case .resume:
      if books.isHalted { commit(.halt(false)) }
      updateCondition()
    }
  }

  private mutating func place(_ order: ClientOrderID, _ terms: OrderTerms) {
    guard books.slot(of: order) == nil else { return refuse(.place, of: order, reason: .duplicateKey) }
    guard !journal.isFailing, !books.isHalted else { return refuse(.place, of: order, reason: .halted) }
    guard isSane(terms), order.index < ReconciliationEngine.orderLimit else {
      return refuse(.place, of: order, reason: .invalid)
    }
    guard commit(.accepted(order, terms, at: now)) else { return refuse(.place, of: order, reason: .overflow) }
    tracking.append(OrderTracking())
    advance(books.orders.count - 1)
  }

  private mutating func cancel(_ order: ClientOrderID) {
    guard let slot = books.slot(of: order) else { return refuse(.cancel, of: order, reason: .noSuchOrder) }
    let managed = books.orders[slot]
    guard !managed.status.isTerminal else { return refuse(.cancel, of: order, reason: .terminal) }
    guard !managed.hasCancelIntent else { return refuse(.cancel, of: order, reason: .inFlight) }
    if managed.status == .pending {
      setStatus(slot, to: .cancelled, source: .trader, reason: .unsent)
    } else {
      commit(.cancelIntent(order))
      tracking[slot].cancels = 0
      advance(slot)
    }
  }

  private mutating func replace(_ order: ClientOrderID, quantity: Decimal?, limit: Decimal?, stop: Decimal?) {
    guard let slot = books.slot(of: order) else { return refuse(.replace, of: order, reason: .noSuchOrder) }
    let managed = books.orders[slot]
    guard !managed.status.isTerminal else { return refuse(.replace, of: order, reason: .terminal) }
    guard managed.replaceIntent == nil else { return refuse(.replace, of: order, reason: .inFlight) }
    guard let pricing = managed.terms.pricing.replacing(limit: limit, stop: stop) else {
      return refuse(.replace, of: order, reason: .invalid)
    }
    let amendment = Amendment(quantity: quantity ?? managed.terms.quantity, pricing: pricing)
    guard amendment.quantity > managed.filled else { return refuse(.replace, of: order, reason: .belowFilled) }
    if managed.status == .pending {
      commit(.terms(order, amendment, source: .trader, sequence: .zero))
    } else {
      commit(.replaceIntent(order, amendment))
      tracking[slot].replaces = 0
      advance(slot)
    }
  }

  /// Orders are found by their dense index; one beyond this is no index that anything dense could give.
  static let orderLimit: UInt32 = 1 << 24

  private func isSane(_ terms: OrderTerms) -> Bool {
    terms.quantity.isPositive && Int(terms.instrument.index) < configuration.instruments.count
  }

  /// Logs that a command or a request for an order was refused.
  mutating func refuse(_ request: Word, of order: ClientOrderID, reason: Word) {
    var event = Event(.orderRefused)
    event.order = order.index
    event.subject = request
    event.reason = reason
    effects.append(.log(event))
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
