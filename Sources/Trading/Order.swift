/// The direction of an order or an execution; journals hold the raw values.
public enum Side: UInt8, Hashable, Sendable, CaseIterable {
  /// Adds to the position.
  case buy = 0
  /// Takes from the position.
  case sell = 1

  /// A quantity with the sign that it has in a position.
  @inlinable
  public func signed(_ quantity: Decimal) -> Decimal {
    self == .buy ? quantity : -quantity
  }
}

/// At which price an order may execute.
public enum OrderPricing: Hashable, Sendable {
  /// At any price.
  case market
  /// At this price or better.
  case limit(Decimal)
  /// At any price once the market reaches this one.
  case stop(Decimal)
  /// At the limit or better once the market reaches the stop.
  case stopLimit(stop: Decimal, limit: Decimal)

  /// The limit price, if the order has one.
  public var limit: Decimal? {
    switch self {
    case .limit(let price), .stopLimit(_, let price): price
    case .market, .stop: nil
    }
  }

  /// The stop price, if the order has one.
  public var stop: Decimal? {
    switch self {
    case .stop(let price), .stopLimit(let price, _): price
    case .market, .limit: nil
    }
  }
}

/// How long an order works; journals hold the raw values.
public enum TimeInForce: UInt8, Hashable, Sendable, CaseIterable {
  /// Until the end of the session.
  case day = 0
  /// Until cancelled.
  case goodTilCancelled = 1
  /// What executes at once; the rest is cancelled.
  case immediateOrCancel = 2
  /// All at once or nothing.
  case fillOrKill = 3
}

/// What an order asks for.
public struct OrderTerms: Hashable, Sendable {
  /// What to trade.
  public var instrument: InstrumentID
  /// In which direction.
  public var side: Side
  /// How much in total, always above zero.
  public var quantity: Decimal
  /// At which price.
  public var pricing: OrderPricing
  /// For how long.
  public var timeInForce: TimeInForce

  /// Makes terms.
  public init(
    instrument: InstrumentID, side: Side, quantity: Decimal, pricing: OrderPricing, timeInForce: TimeInForce = .day
  ) {
    self.instrument = instrument
    self.side = side
    self.quantity = quantity
    self.pricing = pricing
    self.timeInForce = timeInForce
  }
}

/// One execution as the broker reported it, or what the broker says of one that it has reported before.
public struct Execution: Hashable, Sendable {
  /// The broker's name for it.
  public var id: ExecutionID
  /// The client order id that the report names.
  public var order: ClientOrderID
  /// The broker's order that executed.
  public var brokerOrder: BrokerOrderID
  /// What was traded.
  public var instrument: InstrumentID
  /// In which direction.
  public var side: Side
  /// The execution that this report takes back or amends, of the same order (FIX ExecRefID); nil for an execution of
  /// its own.
  public var reference: ExecutionID?
  /// How much; a sane report has it above zero, and zero if it takes an execution back.
  public var quantity: Decimal
  /// At which price.
  public var price: Decimal
  /// What the broker takes for it, in the currency of the instrument; below zero what he gives, as a rebate.
  ///
  /// It is no part of the price: it moves the balance, and neither the average nor the profit.
  public var fee: Decimal
  /// When, by the broker's clock.
  public var executedAt: Instant
  /// The broker's count of changes at the execution.
  public var sequence: BrokerSequence

  /// Makes an execution.
  public init(
    id: ExecutionID, order: ClientOrderID, brokerOrder: BrokerOrderID, instrument: InstrumentID, side: Side,
    quantity: Decimal, price: Decimal, executedAt: Instant, sequence: BrokerSequence, reference: ExecutionID? = nil,
    fee: Decimal = .zero
  ) {
    self.id = id
    self.reference = reference
    self.order = order
    self.brokerOrder = brokerOrder
    self.instrument = instrument
    self.side = side
    self.quantity = quantity
    self.price = price
    self.fee = fee
    self.executedAt = executedAt
    self.sequence = sequence
  }

  /// Whether the broker gives it no name: what it is is told by its place among the changes at the broker alone.
  @inlinable
  public var isNameless: Bool { id.index == UInt32.max }

  /// Whether nobody has reported it: it was inferred from the quantity that the broker has told, or says what is left of
  /// what was.
  public var isInferred: Bool { id.isInferred }

  /// Whether the report takes another execution back.
  @inlinable
  public var isBust: Bool { reference != nil && quantity.isZero }
}
