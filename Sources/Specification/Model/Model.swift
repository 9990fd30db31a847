public import Reconciliation
public import Trading

/// What the records say: a fold over the journal that shares nothing with the engine's own.
///
/// Its state at a record number is the durable truth at that number, so a restart takes it back to the last durable
/// record.
public struct Model: Sendable {
  /// The number of the last record.
  public internal(set) var sequence: UInt64 = 0
  /// The orders, in the order in which they were accepted.
  public internal(set) var orders: [ModelOrder] = []
  /// The executions counted, by what an execution id is unique within.
  public internal(set) var executions: [ExecutionKey: CountedExecution] = [:]
  /// What has left the books: the orders, and the names of what was counted of them.
  var archive = ModelArchive()
  /// By ``InstrumentID``.
  public internal(set) var instruments: [ModelInstrument]
  /// By ``CurrencyID``.
  public internal(set) var balances: [ModelBalance]
  /// The discrepancies not yet resolved, oldest first.
  public internal(set) var discrepancies: [Discrepancy] = []
  /// The number of the newest discrepancy there ever was.
  public internal(set) var discrepancyCount: UInt32 = 0
  /// The open discrepancies that wait for a person since a limit was spent.
  public internal(set) var held: Set<UInt32> = []
  /// The last discrepancies that were resolved, in the order in which they were.
  public internal(set) var past: [PastDiscrepancy] = []
  /// What was taken over and not shown by the broker since, oldest first.
  public internal(set) var unverified: [UnverifiedCorrection] = []
  /// What a person has to decide, oldest first.
  public internal(set) var tickets: [Ticket] = []
  /// The reports that persons have thrown away, oldest first.
  public internal(set) var discarded: [Discrepancy] = []
  /// The number of the newest ticket there ever was.
  public internal(set) var ticketCount: UInt32 = 0
  /// Whether an operator has ordered that no new orders be sent.
  public internal(set) var isHalted = false
  /// Whether the emergency stop is on.
  public internal(set) var isStopped = false
  /// What is not settled about a store that held nothing at the start.
  public internal(set) var opening: Opening?
  /// What the last pass of each kind came to, as far as that was recorded, in the order in which they ended.
  public internal(set) var passReports: [PassReport] = []
  /// As of which change at the broker the newest account is that was compared while one differed.
  public internal(set) var accountAsOf = BrokerSequence.zero
  /// The kinds of pass that operators have chosen.
  public internal(set) var chosen: [PassClock: PassKind] = [:]

  /// Whether anything was ever inferred: only then is it looked for.
  private(set) var hasInferred = false

  private var slots = SlotTable()
  /// What a trial has changed, and whether one is under way.
  var changes: [ModelChange] = []
  var isTrying = false

  /// Makes the model of an empty journal.
  init(_ configuration: EngineConfiguration) {
    instruments = configuration.instruments.map(ModelInstrument.init)
    balances = Array(repeating: ModelBalance(), count: configuration.currencyCount)
  }

  /// The order of a client order id, or nil.
  public func order(_ id: ClientOrderID) -> ModelOrder? { slots[id.index].map { orders[$0] } }

  /// The place of an order in ``orders``, or nil.
  public func slot(of id: ClientOrderID) -> Int? { slots[id.index] }

  /// The newest change at the broker as of which any figure was taken over, or that is among what has left the books: an
  /// account from before it is too old to say anything of the books (design, section 3, rule 4).
  var adoptedAsOf: BrokerSequence {
    let positions = instruments.reduce(BrokerSequence.zero) { max($0, $1.adoptedAsOf) }
    return balances.reduce(max(positions, archive.newest)) { max($0, $1.adoptedAsOf) }
  }

  /// What tells that an order was rejected which still lacks executions, or nil.
  func earlyRejection(of id: ClientOrderID) -> Discrepancy? {
    discrepancies.first { $0.order == id.index && $0.isEarlyRejection }
  }

  /// The execution counted under an id, or nil.
  public func execution(_ id: ExecutionID, of order: ClientOrderID) -> CountedExecution? {
    executions[ExecutionKey(order: order, id: id)]
  }

  /// What was counted as this execution, or nil.
  public func counted(_ execution: Execution) -> CountedExecution? { executions[ExecutionKey(execution)] }

  /// The execution that a report takes back or amends, if it was counted and still counts; nil if there is none.
  func former(of report: Execution) -> CountedExecution? {
    guard let reference = report.reference, let counted = execution(reference, of: report.order),
      !executions.values.contains(where: {
        $0.execution.reference == reference && ($0.execution.order, $0.execution.id) != (report.order, report.id)
          && $0.execution.order == report.order
      })
    else { return nil }
    return counted
  }

  /// What was inferred of an order and is not taken back, the first one first; and how many records there are of it.
  func inferred(of order: ClientOrderID) -> (standing: [Execution], records: Int) {
    guard hasInferred else { return ([], 0) }
    let all = executions.values.map(\.execution).filter { $0.order == order && $0.id.isInferred }
    let replaced = all.compactMap(\.reference)
    let standing = all.filter { !$0.quantity.isZero && !replaced.contains($0.id) }
    return (standing.sorted { root(of: $0, all) < root(of: $1, all) }, all.count)
  }

  /// The number of the first record of what a record says something of.
  private func root(of execution: Execution, _ all: [Execution]) -> UInt32 {
    var first = execution
    while let reference = first.reference, let former = all.first(where: { $0.id == reference }) { first = former }
    return first.id.index
  }

  /// Whether something still counts that was inferred.
  var restsOnInferred: Bool { hasInferred && orders.contains { !inferred(of: $0.id).standing.isEmpty } }

  mutating func noteInferred() { hasInferred = true }

  mutating func add(_ order: ModelOrder) {
    slots[order.id.index] = orders.count
    orders.append(order)
  }

  /// The order is in the books no more; its place stays.
  mutating func drop(_ id: ClientOrderID) { slots[id.index] = nil }

  mutating func change(_ id: ClientOrderID, _ body: (inout ModelOrder) -> Void) {
    guard let slot = slots[id.index] else { return }
    keep { .order(slot, $0.orders[slot]) }
    body(&orders[slot])
  }
}

/// What an execution id is unique within.
public struct ExecutionKey: Hashable, Sendable {
  /// The order.
  public var order: ClientOrderID
  /// The broker's name for the execution.
  public var id: ExecutionID
  /// The change at the broker, where it gives none.
  public var change: BrokerSequence?

  init(order: ClientOrderID, id: ExecutionID) {
    self.order = order
    self.id = id
  }

  init(_ execution: Execution) {
    self.init(order: execution.order, id: execution.id)
    if execution.id.index == Event.none { change = execution.sequence }
  }
}

/// An execution that was counted, and how.
public struct CountedExecution: Sendable {
  /// The execution.
  public var execution: Execution
  /// How it came into the books.
  public var origin: ExecutionOrigin
  /// The record that counted it; 0 for one from before the first record.
  public var record: UInt64
}
