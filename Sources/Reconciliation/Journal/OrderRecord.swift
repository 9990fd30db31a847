public import Trading

/// A record that changes an order without executing it.
public enum OrderRecord: Hashable, Sendable {
  /// The trader's intent to have this order was accepted.
  case accepted(ClientOrderID, OrderTerms)
  /// The order is about to be sent for the n-th time, when all orders of the broker are known as of this change.
  case attempt(ClientOrderID, number: Int, after: BrokerSequence = .zero)
  /// The order's status changed.
  case status(StatusChange)
  /// The trader wants the order cancelled.
  case cancelIntent(ClientOrderID)
  /// The trader wants the order to have these terms.
  case replaceIntent(ClientOrderID, Amendment)
  /// The intent to cancel or replace (the word says which) came to nothing.
  case intentEnd(ClientOrderID, Word, reason: Word)
  /// The order has new terms.
  case terms(ClientOrderID, Amendment, source: Word, sequence: BrokerSequence)
  /// The order has worked for too long without news, and this policy does something about it.
  case stale(ClientOrderID, policy: Word)
  /// An order that somebody else has placed is one of ours from here on, under its number at the broker and with the
  /// terms that the broker has told as of this change.
  case adopted(ClientOrderID, OrderTerms, number: BrokerOrderID, sequence: BrokerSequence)
}

extension OrderRecord {
  var kind: Word {
    switch self {
    case .accepted: .accepted
    case .attempt: .attempt
    case .status: .status
    case .cancelIntent: .cancelIntent
    case .replaceIntent: .replaceIntent
    case .intentEnd: .intentEnd
    case .terms: .terms
    case .stale: .staleOrder
    case .adopted: .adopted
    }
  }

  /// The order the record is about.
  public var order: ClientOrderID {
    switch self {
    case .accepted(let order, _), .attempt(let order, _, _), .cancelIntent(let order), .replaceIntent(let order, _),
      .intentEnd(let order, _, _), .terms(let order, _, _, _), .stale(let order, _), .adopted(let order, _, _, _):
      order
    case .status(let change): change.order
    }
  }
}

/// A change of an order's status, with the evidence for it.
public struct StatusChange: Hashable, Sendable {
  /// The order.
  public var order: ClientOrderID
  /// Where it stood.
  public var from: OrderStatus
  /// Where it stands.
  public var to: OrderStatus
  /// The broker's id of the order, once known.
  public var brokerOrder: BrokerOrderID?
  /// Where the evidence came from.
  public var source: Word
  /// Why, if there is a reason to name.
  public var reason: Word?
  /// The broker's words, as the index of a text.
  public var note: UInt32
  /// The broker's count of changes in the evidence; zero if it is none of the broker's.
  public var sequence: BrokerSequence

  /// Makes a change.
  public init(
    order: ClientOrderID, from: OrderStatus, to: OrderStatus, brokerOrder: BrokerOrderID? = nil, source: Word,
    reason: Word? = nil, note: UInt32 = Event.none, sequence: BrokerSequence = .zero
  ) {
    self.order = order
    self.from = from
    self.to = to
    self.brokerOrder = brokerOrder
    self.source = source
    self.reason = reason
    self.note = note
    self.sequence = sequence
  }
}
