public import Trading

/// Names one request of one incarnation of the engine.
@frozen
public struct RequestID: Hashable, Sendable {
  /// The number, counted from 1 after every start.
  public let number: UInt32
  /// Makes the id of a number.
  @inlinable public init(_ number: UInt32) { self.number = number }
}

/// What the engine asks of the broker.
public struct Request: Hashable, Sendable {
  /// The name that the response repeats.
  public var id: RequestID
  /// What is asked.
  public var content: Content
  /// After this instant the broker is asked to refuse the request, where it honours deadlines.
  public var deadline: Instant
  /// The broker's number of the order that is to be cancelled or replaced, if it is known: several may bear one client
  /// order id.
  public var brokerOrder: BrokerOrderID?
  /// The most rows that the answer may have, where a list is asked for; nil for all of them.
  public var limit: Int?
  /// From where the list goes on, as the page before it has said; nil for its beginning.
  public var cursor: PageCursor?

  /// Makes a request.
  public init(
    id: RequestID, content: Content, deadline: Instant, brokerOrder: BrokerOrderID? = nil, limit: Int? = nil,
    cursor: PageCursor? = nil
  ) {
    self.id = id
    self.content = content
    self.deadline = deadline
    self.brokerOrder = brokerOrder
    self.limit = limit
    self.cursor = cursor
  }

  /// The requests there are.
  public enum Content: Hashable, Sendable {
    /// Work this order under this client order id.
    case place(ClientOrderID, OrderTerms)
    /// Cancel the order.
    case cancel(ClientOrderID)
    /// Give the order these terms; they are absolute, so that a repeat does no harm.
    case replace(ClientOrderID, Amendment)
    /// Tell the state of one order by its client order id, closed ones included.
    case query(ClientOrderID)
    /// Cancel the order of somebody else that has this number at the broker; its client order id only labels it.
    case cancelStranger(BrokerOrderID, ClientOrderID)
    /// Tell the state of the order of somebody else that has this number at the broker.
    case queryStranger(BrokerOrderID, ClientOrderID)
    /// Tell the state of all orders of the lookback, closed ones included.
    case orders
    /// Tell the state of the orders that have changed after this point of the broker's sequence.
    case changedOrders(after: BrokerSequence)
    /// Tell all executions after this point of the broker's sequence.
    case executions(after: BrokerSequence)
    /// Tell positions and cash.
    case account
  }
}

extension Request.Content {
  /// The word for the kind of request.
  public var kind: Word {
    switch self {
    case .place: .place
    case .cancel, .cancelStranger: .cancel
    case .replace: .replace
    case .query, .queryStranger: .query
    case .orders, .changedOrders: .orders
    case .executions: .executions
    case .account: .account
    }
  }

  /// The order the request is about, if it is about one.
  public var order: ClientOrderID? {
    switch self {
    case .place(let order, _), .cancel(let order), .replace(let order, _), .query(let order),
      .cancelStranger(_, let order), .queryStranger(_, let order):
      order
    case .orders, .changedOrders, .executions, .account: nil
    }
  }
}

extension Request.Content {
  /// The broker's number of the order, if the request is about one of somebody else.
  public var stranger: BrokerOrderID? {
    switch self {
    case .cancelStranger(let number, _), .queryStranger(let number, _): number
    case .place, .cancel, .replace, .query, .orders, .changedOrders, .executions, .account: nil
    }
  }
}

extension Request.Content {
  /// Whether the request is one for a list, whose answer may come in pages.
  public var isList: Bool {
    switch self {
    case .orders, .changedOrders, .executions: true
    case .place, .cancel, .replace, .query, .cancelStranger, .queryStranger, .account: false
    }
  }
}

/// The terms that a replace changes.
public struct Amendment: Hashable, Sendable {
  /// The new total quantity.
  public var quantity: Decimal
  /// The new pricing.
  public var pricing: OrderPricing

  /// Makes an amendment.
  public init(quantity: Decimal, pricing: OrderPricing) {
    self.quantity = quantity
    self.pricing = pricing
  }
}
