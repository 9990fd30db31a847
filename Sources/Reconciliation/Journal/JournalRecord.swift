public import Trading

/// One durable fact; the engine's whole durable state is the sum of its records.
///
/// The state changes only by ``Books/apply(_:)``, live and during recovery, so that a restart cannot arrive at
/// anything but the replay of what was durable.
public enum JournalRecord: Hashable, Sendable {
  /// The trader's intent to have this order was accepted.
  case accepted(ClientOrderID, OrderTerms, at: Instant)
  /// The order is about to be sent for the n-th time.
  case attempt(ClientOrderID, number: Int)
  /// The order's status changed without an execution.
  case status(StatusChange)
  /// An execution was counted. An absorbed one is part of a position that was taken over from the broker before.
  case execution(Execution, source: Word, isAbsorbed: Bool)
  /// The trader wants the order cancelled.
  case cancelIntent(ClientOrderID)
  /// The trader wants the order to have these terms.
  case replaceIntent(ClientOrderID, Amendment)
  /// The intent to cancel or replace (the word says which) came to nothing.
  case intentEnd(ClientOrderID, Word, reason: Word)
  /// The order has new terms.
  case terms(ClientOrderID, Amendment, source: Word, sequence: BrokerSequence)
  /// A position was taken over from the broker.
  case position(PositionAdoption)
  /// A cash balance was taken over from the broker.
  case cash(CurrencyID, from: Decimal, to: Decimal, policy: Word)
  /// A discrepancy was found.
  case discrepancy(Discrepancy)
  /// A discrepancy is gone.
  case resolution(id: UInt32, kind: Word, by: Word)
  /// The operator has ordered that no new orders be sent, or that they be sent again.
  case halt(Bool)
}

extension JournalRecord {
  /// The word for the kind of record.
  public var kind: Word {
    switch self {
    case .accepted: .accepted
    case .attempt: .attempt
    case .status: .status
    case .execution: .execution
    case .cancelIntent: .cancelIntent
    case .replaceIntent: .replaceIntent
    case .intentEnd: .intentEnd
    case .terms: .terms
    case .position: .position
    case .cash: .cash
    case .discrepancy: .discrepancy
    case .resolution: .resolution
    case .halt: .halted
    }
  }

  /// The index of the order the record is about, or ``Event/none``.
  public var order: UInt32 {
    switch self {
    case .accepted(let order, _, _), .attempt(let order, _), .cancelIntent(let order), .replaceIntent(let order, _),
      .intentEnd(let order, _, _), .terms(let order, _, _, _):
      order.index
    case .status(let change): change.order.index
    case .execution(let execution, _, _): execution.order.index
    case .discrepancy(let discrepancy): discrepancy.order
    case .position, .cash, .resolution, .halt: Event.none
    }
  }

  /// The index of the execution the record is about, or ``Event/none``.
  public var execution: UInt32 {
    switch self {
    case .execution(let execution, _, _): execution.id.index
    case .discrepancy(let discrepancy): discrepancy.execution
    default: Event.none
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

/// A position taken over from the broker.
public struct PositionAdoption: Hashable, Sendable {
  /// The instrument.
  public var instrument: InstrumentID
  /// The quantity believed before.
  public var from: Decimal
  /// The quantity taken over.
  public var to: Decimal
  /// The average price taken over; zero when flat.
  public var averagePrice: Decimal
  /// As of which change at the broker: executions up to it are part of the figure.
  public var asOf: BrokerSequence
  /// The policy that allowed it.
  public var policy: Word

  /// Makes an adoption.
  public init(
    instrument: InstrumentID, from: Decimal, to: Decimal, averagePrice: Decimal, asOf: BrokerSequence, policy: Word
  ) {
    self.instrument = instrument
    self.from = from
    self.to = to
    self.averagePrice = averagePrice
    self.asOf = asOf
    self.policy = policy
  }
}
