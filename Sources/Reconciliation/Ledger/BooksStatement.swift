public import Trading

/// What an engine with books of its own says that it believes: all that checks and oracles look at.
///
/// ``Books`` change by the records of our journal alone. An engine of somebody else has neither those nor a reason to
/// write them, so it states its figures, and the books are made of the statement. What an engine does not keep stays
/// as it is here; the figures that it does state are the ones it can be judged by.
public struct BooksStatement: Hashable, Sendable {
  /// The orders, in the order in which they were accepted.
  public var orders: [Order] = []
  /// The executions counted, in the order in which they were; a report that takes one back or amends it counts as one.
  public var executions: [Execution] = []
  /// The positions, by ``InstrumentID``.
  public var positions: [Position]
  /// For each instrument, up to which change at the broker its position was taken over; zero where it was not.
  public var adoptedAsOf: [BrokerSequence]
  /// The cash, by ``CurrencyID``.
  public var cash: [Decimal]
  /// For each currency, up to which change at the broker its balance was taken over; zero where it was not.
  public var cashAsOf: [BrokerSequence]
  /// The differences from the broker that are open, each with its number.
  public var differences: [Discrepancy] = []
  /// How many differences were ever found.
  public var differenceCount: UInt32 = 0
  /// What a person has to decide, oldest first.
  public var tickets: [Ticket] = []
  /// How many tickets were ever opened.
  public var ticketCount: UInt32 = 0
  /// Whether an operator has ordered that no new orders be sent.
  public var isHalted = false
  /// Whether the emergency stop is on.
  public var isStopped = false

  /// One order as the engine believes it to be.
  public struct Order: Hashable, Sendable {
    /// The trader's name for the intent.
    public var id: ClientOrderID
    /// What is asked for, with the amendments in force.
    public var terms: OrderTerms
    /// Where the order stands.
    public var status: OrderStatus
    /// The quantity of all executions counted.
    public var filled = Decimal.zero
    /// Σ quantity × price of all executions counted.
    public var value = ExactAmount.zero
    /// The broker's id, once known.
    public var brokerOrder: BrokerOrderID?
    /// The newest change at the broker that is known of this order.
    public var sequence = BrokerSequence.zero
    /// How often the order was sent.
    public var attempts = 0
    /// Whether the trader wants it cancelled.
    public var hasCancelIntent = false
    /// The terms that the trader wants it to have and it does not have yet.
    public var replaceIntent: Amendment?

    /// Makes an order of which nothing is executed.
    public init(_ id: ClientOrderID, _ terms: OrderTerms, status: OrderStatus = .pending) {
      self.id = id
      self.terms = terms
      self.status = status
    }
  }

  /// Makes a statement of nothing, for so many instruments and currencies.
  public init(instrumentCount: Int, currencyCount: Int) {
    positions = Array(repeating: .flat, count: instrumentCount)
    adoptedAsOf = Array(repeating: .zero, count: instrumentCount)
    cash = Array(repeating: .zero, count: currencyCount)
    cashAsOf = Array(repeating: .zero, count: currencyCount)
  }
}
