import Trading

/// What the engine may do as things stand.
enum RiskGate {
  /// How the engine is, given what it knows of its channels and its store.
  static func condition(isHalted: Bool, isStreamUp: Bool, hasLastPassFailed: Bool) -> EngineCondition {
    isHalted ? .halted : isStreamUp && !hasLastPassFailed ? .ready : .degraded
  }

  /// Why no new order of an instrument is taken, or nil.
  static func refusal(of instrument: InstrumentID, _ core: Core) -> Word? {
    if core.books.isStopped { return .stopped }
    if core.journal.isFailing || core.books.isHalted { return .halted }
    let isBlocked = core.books.isBlocked(
      instrument, from: core.configuration.blockFrom, byContradictions: core.configuration.blocksContradictions)
    return isBlocked ? .blocked : nil
  }

  /// Whether orders may be sent, for the first time or again.
  static func allowsOrders(_ condition: EngineCondition, _ configuration: EngineConfiguration) -> Bool {
    switch condition {
    case .ready: true
    case .degraded: !configuration.holdsOrdersWhileDegraded
    case .starting, .halted: false
    }
  }
}
