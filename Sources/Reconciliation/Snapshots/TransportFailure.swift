import Trading

/// What happened to a request on the way, when there is no response of the broker.
public enum TransportFailure: Hashable, Sendable {
  /// The connection was reset; the broker may have received the request.
  case reset
  /// A gateway answered in the broker's place with this status.
  case gateway(status: Int)

  /// The word for the failure.
  public var reason: Word {
    switch self {
    case .reset: .reset
    case .gateway(429): .rateLimited
    case .gateway(500...), .gateway(408): .serverError
    case .gateway: .refusedByBroker
    }
  }
}

extension TransportFailure {
  /// What a failure says of the request.
  enum Meaning: Hashable, Sendable {
    /// Nothing: the request may have taken effect all the same.
    case unknown
    /// The broker never saw the request, and a repeat would fare no better.
    case refused
    /// The broker never saw the request, and takes it again after this pause.
    case stopped(pause: TimeSpan)
  }

  /// What the failure says of the request, given what the broker promises.
  ///
  /// A 4xx is the answer of somebody who understood and refused; a 5xx says nothing about the order (Binance documents
  /// it as "execution status UNKNOWN"). A 429 is as silent, unless the broker promises that its gateway counts requests
  /// before it forwards them.
  func meaning(under guarantees: BrokerGuarantees) -> Meaning {
    switch self {
    case .reset: .unknown
    case .gateway(429): guarantees.rateLimitPause.map { .stopped(pause: $0) } ?? .unknown
    case .gateway(let status): status >= 500 || status == 408 ? .unknown : .refused
    }
  }
}
