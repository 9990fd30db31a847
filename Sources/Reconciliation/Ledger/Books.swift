public import Trading

/// All that the engine durably believes about one account at one venue.
///
/// A value: a copy is a snapshot, and two books are equal if they would behave the same. From the first record on it
/// changes only by ``apply(_:at:)``. An execution is keyed by order and execution id: some venues give an id twice, for two
/// orders; venue and account are those of the books.
public struct Books: Sendable {
  /// The orders, in the order in which they were accepted.
  public internal(set) var orders = ChunkedArray<ManagedOrder>()
  /// The orders that have not ended.
  public internal(set) var working = WorkingSet()
  /// The executions counted.
  public internal(set) var log = ExecutionLog()
  /// The orders and executions that have left the books.
  public internal(set) var archived = ArchivedKeys()
  /// The positions, by ``InstrumentID``.
  public internal(set) var positions: [PositionReplay]
  /// For each instrument, up to which change at the broker its position was taken over.
  public internal(set) var adoptedAsOf: [BrokerSequence]
  /// The cash, by ``CurrencyID``.
  public internal(set) var cash: [Decimal]
  /// For each currency, up to which change at the broker its balance was taken over.
  public internal(set) var cashAsOf: [BrokerSequence]
  /// What was taken over and not shown by the broker since, oldest first.
  public internal(set) var unverified: [UnverifiedCorrection] = []
  /// The discrepancies not yet resolved, oldest first.
  public internal(set) var discrepancies: [Discrepancy] = []
  /// How many discrepancies were ever found.
  public internal(set) var discrepancyCount: UInt32 = 0
  /// The last discrepancies that were resolved, in the order in which they were.
  public internal(set) var pastDiscrepancies: [PastDiscrepancy] = []
  /// What a person has to decide, oldest first.
  public internal(set) var tickets: [Ticket] = []
  /// The reports that persons have thrown away, oldest first: nobody is told of them again.
  public internal(set) var discarded: [Discrepancy] = []
  /// How many tickets were ever opened.
  public internal(set) var ticketCount: UInt32 = 0
  /// Whether the operator has ordered that no new orders be sent.
  public internal(set) var isHalted = false
  /// Whether the emergency stop is on.
  public internal(set) var isStopped = false
  /// What is not settled about a store that held nothing at the start; nil if all is.
  public internal(set) var opening: Opening?
  /// The kinds of pass that operators have chosen.
  public internal(set) var chosenKinds = ChosenKinds()
  /// As of which change at the broker the newest account is that was compared while one differed.
  public internal(set) var accountAsOf = BrokerSequence.zero

  /// What the last pass of each kind came to, as far as it was written down, the one that ended last behind all others.
  public internal(set) var passReports: [PassReport] = []

  /// The terms of orders that work which the trader wanted before those that he wants now, by index of the order.
  ///
  /// Beside the orders, since few are ever changed: an order with a list in it costs more to copy.
  var supersededTerms: [UInt32: [Amendment]] = [:]
  /// What automatic corrections have cost today.
  var spending = CorrectionSpending()
  /// The open discrepancies that wait for a person since a limit was spent, by ascending number.
  var heldDiscrepancies: [UInt32] = []
  /// What is open, by what it is about: the number in `discrepancies`.
  var openDiscrepancies: [Finding.Key: UInt32] = [:]
  /// The tickets that are open, by discrepancy: the number in `tickets`.
  var openTickets: [UInt32: UInt32] = [:]
  /// By index of ``ClientOrderID``: the slot in `orders`, or -1.
  var orderSlots: [Int32] = []
  /// The instruments, for multipliers and currencies.
  private(set) var instruments: [Instrument]

  /// Makes empty books.
  public init(instruments: [Instrument], currencyCount: Int) {
    self.instruments = instruments
    positions = instruments.map { PositionReplay(multiplier: $0.multiplier) }
    adoptedAsOf = Array(repeating: .zero, count: instruments.count)
    cash = Array(repeating: .zero, count: currencyCount)
    cashAsOf = Array(repeating: .zero, count: currencyCount)
  }

  /// Makes empty books for a configuration.
  init(_ identity: ConfigurationIdentity) {
    self.init(instruments: identity.instruments.map(\.terms), currencyCount: identity.currencies.count)
  }

  /// Books of the same instruments and currencies with nothing in them.
  func emptied() -> Books { Books(instruments: instruments, currencyCount: cash.count) }

  /// Whether the books have the instrument or currency that a record names.
  ///
  /// A journal can be whole and still be another configuration's.
  func covers(_ record: JournalRecord) -> Bool {
    switch record {
    case .order(.accepted(_, let terms)), .order(.adopted(_, let terms, _, _)):
      Int(terms.instrument.index) < positions.count
    case .execution(.counted(let execution, _, _)):
      Int(execution.instrument.index) < positions.count
    case .position(.adopted(let adoption)): Int(adoption.instrument.index) < positions.count
    case .cash(.adopted(let adoption)): Int(adoption.currency.index) < cash.count
    case .position(.verified(let instrument)): Int(instrument.index) < positions.count
    case .cash(.verified(let currency)): Int(currency.index) < cash.count
    case .order, .discrepancy, .ticket, .control: true
    }
  }

  /// Takes over the terms of a configuration, and makes room for what it has added.
  mutating func extend(to identity: ConfigurationIdentity) {
    let empty = Books(identity)
    instruments = empty.instruments
    positions += empty.positions.dropFirst(positions.count)
    adoptedAsOf += empty.adoptedAsOf.dropFirst(adoptedAsOf.count)
    cash += empty.cash.dropFirst(cash.count)
    cashAsOf += empty.cashAsOf.dropFirst(cashAsOf.count)
  }

  /// The executions counted, in the order in which they were.
  public var executions: ChunkedArray<BookedExecution> { log.entries }

  /// The newest change at the broker among the executions, in whatever order they came.
  var newestExecution: BrokerSequence { log.newest }

  /// What automatic corrections in a currency have cost on the day of an instant.
  public func corrections(in currency: CurrencyID, at instant: Instant) -> Decimal {
    spending.amount(of: currency, at: instant)
  }

  /// The slot of an order in ``orders``, or nil.
  @inlinable
  public func slot(of order: ClientOrderID) -> Int? {
    slot(ofOrderIndex: order.index)
  }

  @usableFromInline
  func slot(ofOrderIndex index: UInt32) -> Int? {
    guard index < UInt32(clamping: orderSlots.count), orderSlots[Int(index)] >= 0 else { return nil }
    return Int(orderSlots[Int(index)])
  }

  /// The order of a client order id, or nil.
  public func order(_ order: ClientOrderID) -> ManagedOrder? {
    slot(of: order).map { orders[$0] }
  }

  /// The terms that an order once was to have and that the trader has replaced by others since, while it works.
  public func terms(supersededOf order: ClientOrderID) -> [Amendment] { supersededTerms[order.index] ?? [] }

  /// The execution counted under an id, or nil.
  public func execution(_ id: ExecutionID, of order: ClientOrderID) -> BookedExecution? {
    log.execution(id, of: order)
  }

  /// What is counted as this execution: under its id, or as of its change at the broker if it has none; nil if nothing is.
  public func booked(_ execution: Execution) -> BookedExecution? { log.booked(execution) }

  /// The execution that a report takes back or amends, if it is booked and nothing else has taken it back or amended it.
  func subject(of report: Execution) -> BookedExecution? {
    report.reference.flatMap { log.isRevised($0, of: report.order) ? nil : log.execution($0, of: report.order) }
  }
}

extension Books: Equatable {
  /// Compares what the books say; the look-up tables follow from it.
  public static func == (left: Books, right: Books) -> Bool {
    left.orders == right.orders && left.executions == right.executions && left.archived == right.archived
      && left.positions == right.positions
      && left.adoptedAsOf == right.adoptedAsOf && left.cash == right.cash && left.cashAsOf == right.cashAsOf
      && left.discrepancies == right.discrepancies
      && left.discrepancyCount == right.discrepancyCount && left.isHalted == right.isHalted
      && left.isStopped == right.isStopped && left.opening == right.opening && left.chosenKinds == right.chosenKinds
      && left.spending == right.spending && left.heldDiscrepancies == right.heldDiscrepancies
      && left.pastDiscrepancies == right.pastDiscrepancies && left.tickets == right.tickets
      && left.ticketCount == right.ticketCount && left.supersededTerms == right.supersededTerms
      && left.unverified == right.unverified && left.discarded == right.discarded
      && left.passReports == right.passReports && left.accountAsOf == right.accountAsOf
  }
}

extension Books {
  /// Whether every stored property is the same, the look-up tables among them, which `==` leaves out.
  ///
  /// Whoever looks for what a codec or a record forgets asks this first: to look at each property by reflection takes a
  /// thousand times as long.
  package func isSame(as other: Books) -> Bool {
    self == other && working == other.working && log == other.log && openDiscrepancies == other.openDiscrepancies
      && openTickets == other.openTickets && orderSlots == other.orderSlots && instruments == other.instruments
  }
}
