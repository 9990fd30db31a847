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
