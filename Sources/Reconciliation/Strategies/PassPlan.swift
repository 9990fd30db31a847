import Trading

/// What one pass asks, compares and may change: trigger and kind make the plan.
struct PassPlan: Hashable, Sendable {
  /// The strongest cause.
  let trigger: Trigger
  /// The kind.
  let kind: PassKind
  /// The instruments that are looked at, ascending; empty for all.
  let symbols: [InstrumentID]
  /// Whether the pass tells of what it finds and changes nothing.
  let isLook: Bool

  /// Makes the plan of a pass.
  ///
  /// A pass about some instruments alone only looks: position and balance are two halves of one trade, and a balance
  /// belongs to no instrument.
  init(_ trigger: Trigger, _ kind: PassKind, symbols: [InstrumentID] = [], isLook: Bool = false) {
    self.trigger = trigger
    self.kind = kind
    self.symbols = symbols
    self.isLook = isLook || !symbols.isEmpty || !kind.contents.mayCorrect
  }

  /// The plan that does what both do.
  func merged(with other: PassPlan) -> PassPlan {
    let isOfAll = symbols.isEmpty || other.symbols.isEmpty
    return PassPlan(
      max(trigger, other.trigger), kind.joined(with: other.kind),
      symbols: isOfAll ? [] : Set(symbols + other.symbols).sorted { $0.index < $1.index }, isLook: isLook)
  }

  /// Whether the pass is to see what is about an instrument.
  func covers(_ instrument: InstrumentID) -> Bool { symbols.isEmpty || symbols.contains(instrument) }

  /// Whether the pass is to see a balance: that of an instrument which it sees.
  func covers(_ currency: CurrencyID, _ configuration: EngineConfiguration) -> Bool {
    symbols.isEmpty
      || symbols.contains { symbol in
        let index = Int(symbol.index)
        return index < configuration.instruments.count && configuration.instruments[index].currency == currency
      }
  }

  /// Whether the pass is to see the figure of the account that a discrepancy is about.
  func covers(_ discrepancy: Discrepancy, _ configuration: EngineConfiguration) -> Bool {
    guard discrepancy.currency == Event.none else {
      let currency = CurrencyID(index: discrepancy.currency)
      return kind.contents.comparesCash && covers(currency, configuration) && configuration.compares(currency)
    }
    let instrument = InstrumentID(index: discrepancy.instrument)
    return kind.contents.comparesPositions && covers(instrument) && configuration.compares(instrument)
  }

  /// Whether positions or balances are asked for: in paper mode nobody owns what they say.
  func comparesAccount(in mode: TradingMode) -> Bool {
    mode == .live && (kind.contents.comparesPositions || kind.contents.comparesCash)
  }

  /// What the broker is asked, in order.
  ///
  /// - Parameters:
  ///   - orders: up to which change at the broker all orders are known.
  ///   - executions: up to which change at the broker no execution has to be read.
  func queries(afterOrders orders: BrokerSequence, executions: BrokerSequence, in mode: TradingMode)
    -> [Request.Content]
  {
    var queries: [Request.Content] = []
    queries.reserveCapacity(3)
    switch kind.contents.orders {
    case .none: break
    case .changed: queries.append(.changedOrders(after: orders))
    case .all: queries.append(.orders)
    }
    queries.append(.executions(after: executions))
    if comparesAccount(in: mode) { queries.append(.account) }
    return queries
  }
}
