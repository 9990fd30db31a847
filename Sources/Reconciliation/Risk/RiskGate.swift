import Trading

/// What the engine may do as things stand.
enum RiskGate {
  /// How the engine is, given what it knows of its channels and its store.
  static func condition(isHalted: Bool, isStreamUp: Bool, lacksAnswer: Bool) -> EngineCondition {
    isHalted ? .halted : isStreamUp && !lacksAnswer ? .ready : .degraded
  }

  /// Why no new order of an instrument is taken, or nil.
  static func refusal(of instrument: InstrumentID, _ core: Core) -> Word? {
    if core.books.isStopped { return .stopped }
    if core.journal.isFailing || core.books.isHalted { return .halted }
    return isBlocked(instrument, core) ? .blocked : nil
  }

  /// Whether a ticket about an instrument keeps back all orders of it.
  private static func isBlocked(_ instrument: InstrumentID, _ core: Core) -> Bool {
    core.books.isBlocked(
      instrument, from: core.configuration.blockFrom, byContradictions: core.configuration.blocksContradictions)
  }

  /// Whether an order of an instrument may be sent, for the first time or again: what was taken before its instrument
  /// was blocked waits as it does under a halt.
  static func allowsOrder(of instrument: InstrumentID, _ core: Core) -> Bool {
    allowsOrders(core.condition, core.configuration) && !isBlocked(instrument, core)
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
