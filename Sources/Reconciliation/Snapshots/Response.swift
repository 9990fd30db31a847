public import Trading

/// What the broker answers to a request it received and understood.
///
/// The rare large payloads are boxed: most answers are to polls, and every answer is moved several times.
public enum Response: Sendable {
  /// A place, cancel or replace was carried out; the order as it is now.
  indirect case done(OrderReport)
  /// A place, cancel or replace was refused for good.
  case refused(Refusal)
  /// The answer to a query; nil if the broker knows no such order.
  indirect case order(OrderReport?)
  /// The orders of the lookback.
  case orders(Snapshot<OrderReport>)
  /// Executions in the order of the broker's sequence.
  case executions(Snapshot<Execution>)
  /// Positions and cash.
  case account(AccountReport)
}

/// Why a request was refused for good.
public struct Refusal: Hashable, Sendable {
  /// The class of the reason.
  public var reason: Word
  /// The broker's words, as the index of a text.
  public var note: UInt32

  /// Makes a refusal.
  public init(_ reason: Word, note: UInt32 = Event.none) {
    self.reason = reason
    self.note = note
  }
}

/// One order as the broker sees it.
public struct OrderReport: Hashable, Sendable {
  /// The client order id the order was placed under.
  public var order: ClientOrderID
  /// The broker's own id.
  public var brokerOrder: BrokerOrderID
  /// What is traded.
  public var instrument: InstrumentID
  /// In which direction.
  public var side: Side
  /// The terms in force.
  public var terms: Amendment
  /// Where the order stands; never pending, submitted or unknown.
  public var status: OrderStatus
  /// The quantity executed.
  public var filled: Decimal
  /// The average price of that (FIX AvgPx); zero if the broker tells none.
  public var averagePrice: Decimal
  /// The broker's count of changes at the last change of this order.
  public var sequence: BrokerSequence
  /// The broker's words for a reject or cancel, as the index of a text.
  public var note: UInt32

  /// Makes a report.
  public init(
    order: ClientOrderID, brokerOrder: BrokerOrderID, instrument: InstrumentID, side: Side, terms: Amendment,
    status: OrderStatus, filled: Decimal, averagePrice: Decimal = .zero, sequence: BrokerSequence,
    note: UInt32 = Event.none
  ) {
    self.order = order
    self.brokerOrder = brokerOrder
    self.instrument = instrument
    self.side = side
    self.terms = terms
    self.status = status
    self.filled = filled
    self.averagePrice = averagePrice
    self.sequence = sequence
    self.note = note
  }
}

extension Response {
  /// From where the list goes on that this is a page of; nil for the last page, and for what is no list.
  var more: PageCursor? {
    switch self {
    case .orders(let page): page.more
    case .executions(let page): page.more
    case .done, .refused, .order, .account: nil
    }
  }
}

/// Rows of one kind, with the two facts without which nothing may be concluded from them.
public struct Snapshot<Row: Hashable & Sendable>: Hashable, Sendable {
  /// The rows; the broker's own array where nothing falsifies it, so that an answer copies nothing.
  public var rows: [Row]
  /// The index of the first row that belongs to the answer.
  public var start: Int
  /// As of which change the answer holds.
  public var asOf: BrokerSequence
  /// Whether all rows are there; nothing is declared missing from a snapshot that is not (design, section 3, rule 2).
  public var isComplete: Bool
  /// From where the list goes on, if this is a page of it and not the last one.
  public var more: PageCursor?

  /// The rows that belong to the answer; none if the start lies beyond the end.
  public var answer: ArraySlice<Row> { rows.dropFirst(max(0, start)) }

  /// Makes a snapshot.
  public init(
    rows: [Row], start: Int = 0, asOf: BrokerSequence, isComplete: Bool = true, more: PageCursor? = nil
  ) {
    self.rows = rows
    self.start = start
    self.asOf = asOf
    self.isComplete = isComplete
    self.more = more
  }
}

/// Positions and cash as the broker sees them.
public struct AccountReport: Hashable, Sendable {
  /// One row an instrument, by ``InstrumentID``.
  public var positions: [PositionReport]
  /// One amount a currency, by ``CurrencyID``.
  public var cash: [Decimal]
  /// As of which change the answer holds.
  public var asOf: BrokerSequence
  /// Whether all rows are there.
  public var isComplete: Bool

  /// Makes a report.
  public init(positions: [PositionReport], cash: [Decimal], asOf: BrokerSequence, isComplete: Bool = true) {
    self.positions = positions
    self.cash = cash
    self.asOf = asOf
    self.isComplete = isComplete
  }
}

/// One position as the broker sees it.
public struct PositionReport: Hashable, Sendable {
  /// The signed quantity.
  public var quantity: Decimal
  /// The average price of what is open; zero when flat.
  public var averagePrice: Decimal
  /// The price at which the broker values the instrument now; zero if it has none.
  public var mark: Decimal

  /// Makes a report.
  public init(quantity: Decimal, averagePrice: Decimal, mark: Decimal) {
    self.quantity = quantity
    self.averagePrice = averagePrice
    self.mark = mark
  }
}

/// A message of the order stream.
public enum StreamUpdate: Hashable, Sendable {
  /// The stream is alive; nothing changed.
  case heartbeat
  /// An order changed without executing.
  indirect case order(OrderReport, kind: Word)
  /// An order executed; the report is the order after it.
  indirect case execution(Execution, OrderReport)
}
