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

/// What a party can have.
enum PartyItem: String, CaseIterable {
  case cash, position
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

/// How an answer of the broker can be wrong.
enum SnapshotWord: String, CaseIterable {
  case stale, truncated, empty, omits
}
