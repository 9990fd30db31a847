import Trading

/// How files spell values of the domain that have no text of their own.
extension TimeInForce {
  /// `day`, `gtc`, `ioc`, `fok`.
  var spelling: String {
    switch self {
    case .day: "day"
    case .goodTilCancelled: "gtc"
    case .immediateOrCancel: "ioc"
    case .fillOrKill: "fok"
    }
  }
}

extension Side {
  /// `buy`, `sell`.
  var spelling: String {
    switch self {
    case .buy: "buy"
    case .sell: "sell"
    }
  }
}

extension Party {
  /// `both`, `local`, `broker`.
  var spelling: String {
    switch self {
    case .both: "both"
    case .local: "local"
    case .broker: "broker"
    }
  }
}

/// The words that price an order.
enum PricingWord: String, CaseIterable {
  case market, limit, stop
  case stopLimit = "stop-limit"
}

/// The keys of the header, in the order in which they are printed.
enum HeaderWord: String, CaseIterable {
  case format, about, tags, mode, seed, broker, ends
  case maximumSteps = "max-steps"
  case each, xfail, skip, pin
}

/// The words that start a line of the setup beside the parties.
enum SetupWord: String, CaseIterable {
  case both, local, broker, market, instrument
}

/// What a party of the setup can have.
enum PartyItem: String, CaseIterable {
  case cash, position, order, checkpoint
}

/// The properties of an instrument.
enum InstrumentWord: String, CaseIterable {
  case tick, lot, multiplier, currency
}

/// Who acts in a line of the timeline.
enum Actor: String, CaseIterable {
  case trader, broker, net, engine, store, market, expect, mark
  case `operator`
}

/// What the trader can do.
enum TraderVerb: String, CaseIterable {
  case place, replace, cancel
}

/// What the broker can do.
enum BrokerVerb: String, CaseIterable {
  case adjust, cancel, expire, fill, reject, snapshot, trade
}

/// What can happen to the network.
enum NetVerb: String, CaseIterable {
  case cut, heal, drop, delay, duplicate, fail
}

/// What can happen to the engine.
enum EngineVerb: String, CaseIterable {
  case restart, crash
}

/// What can happen to the store.
enum StoreVerb: String, CaseIterable {
  case tornWrite = "torn-write"
  case loseUnsynced = "lose-unsynced"
  case fail, corrupt, slow
}

/// How an answer of the broker can be wrong.
enum SnapshotWord: String, CaseIterable {
  case stale, truncated, empty, omits
}

/// What a check can be about.
enum SubjectWord: String, CaseIterable {
  case converged, diverged, local, broker, order, orders, position, balance, engine, discrepancies, alerts, checkpoint

  /// Whether it can be asked of one side alone.
  var hasSides: Bool {
    switch self {
    case .order, .orders, .position, .balance: true
    default: false
    }
  }
}

/// The checks of the log.
enum LogWord: String, CaseIterable {
  case has, never, count
  case inOrder = "in-order"
  case unordered, golden
}
