import Trading

/// What the engine may do as things stand.
enum RiskGate {
  /// How the engine is, given what it knows of its channels and its store.
  static func condition(isHalted: Bool, isStreamUp: Bool, lacksAnswer: Bool) -> EngineCondition {
    isHalted ? .halted : isStreamUp && !lacksAnswer ? .ready : .degraded
  }

  /// Why an order, or terms that ask for more than those of one, are not taken, or nil.
  ///
  /// - Parameters:
  ///   - leaves: how much may execute then.
  ///   - slot: the slot of the order; nil for a new one.
  static func refusal(of terms: OrderTerms, leaves: Decimal, slot: Int? = nil, _ core: Core) -> Word? {
    if core.books.isStopped { return .stopped }
    if core.journal.isFailing || core.books.isHalted { return .halted }
    guard isBlocked(terms.instrument, core) else { return nil }
    return core.books.isExit(terms, leaves: leaves, slot: slot) ? nil : .blocked
  }

  /// Whether a ticket about an instrument keeps back all orders of it.
  private static func isBlocked(_ instrument: InstrumentID, _ core: Core) -> Bool {
    core.books.isBlocked(
      instrument, from: core.configuration.blockFrom, byContradictions: core.configuration.blocksContradictions)
  }

  /// Whether an order may be sent, for the first time or again: what was taken before its instrument was blocked waits as
  /// it does under a halt, unless it lowers what is at risk.
  static func allowsOrder(_ slot: Int, _ core: Core) -> Bool {
    let order = core.books.orders[slot]
    if allowsOrders(core.condition, core.configuration), !isBlocked(order.terms.instrument, core) { return true }
    guard core.condition == .ready || core.condition == .degraded,
      let leaves = try? order.mostOrdered - order.filled
    else { return false }
    return core.books.isExit(order.terms, leaves: leaves, slot: slot)
  }

  /// Whether terms ask for more than those in force: a larger quantity, or a price at which the order executes sooner,
  /// which buys and sells as surely as a new order.
  static func asksForMore(_ amendment: Amendment, than terms: OrderTerms) -> Bool {
    func isBeyond(_ price: Decimal?, _ former: Decimal?, isUp: Bool) -> Bool {
      guard let price, let former else { return false }
      return isUp ? price > former : price < former
    }
    let isBuy = terms.side == .buy
    return amendment.quantity > terms.quantity
      || isBeyond(amendment.pricing.limit, terms.pricing.limit, isUp: isBuy)
      || isBeyond(amendment.pricing.stop, terms.pricing.stop, isUp: !isBuy)
  }

  /// Whether orders may be sent at all, for the first time or again.
  static func allowsOrders(_ condition: EngineCondition, _ configuration: EngineConfiguration) -> Bool {
    switch condition {
    case .ready: true
    case .degraded: !configuration.holdsOrdersWhileDegraded
    case .starting, .halted: false
    }
  }
}
