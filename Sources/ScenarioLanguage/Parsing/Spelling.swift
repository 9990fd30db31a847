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
  case format, about, tags, mode, seed, broker, ends, each, xfail, skip, pin
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
