import Reconciliation
import Trading

/// An engine and a broker with as many orders, one of a thousand of which has ended at the broker; a pass compares them.
struct PassOfOrders {
  private let engine: ReconciliationEngine
  private let rows: [OrderReport]
  private let local: [(id: ClientOrderID, status: OrderStatus)]
  private let queries: [RequestID]
  /// One order of so many differs.
  private static let differing = 1_000

  /// Starts an engine with so many open orders, up to the point at which its startup pass waits for the answers.
  init(_ count: Int) throws(BenchProblem) {
    let currency = CurrencyID(index: 0)
    let instrument = Instrument(tick: Decimal(billionths: 10_000_000), lot: .one, multiplier: .one, currency: currency)
    let configuration = EngineConfiguration(mode: .paper, instruments: [instrument], currencyCount: 1)
    var books = Books(instruments: configuration.instruments, currencyCount: 1)
    let terms = OrderTerms(
      instrument: InstrumentID(index: 0), side: .buy, quantity: Decimal(10), pricing: .limit(Decimal(150)))
    var rows: [OrderReport] = []
    for number in 0..<UInt32(count) {
      let (id, brokerOrder) = (ClientOrderID(index: number), BrokerOrderID(index: number))
      books.open(id, terms: terms, brokerOrder: brokerOrder, sequence: BrokerSequence(UInt64(number) + 1))
      let isOver = Int(number) % Self.differing == 0
      rows.append(
        OrderReport(
          order: id, brokerOrder: brokerOrder, instrument: terms.instrument, side: terms.side,
          terms: Amendment(quantity: terms.quantity, pricing: terms.pricing), status: isOver ? .cancelled : .open,
          filled: .zero, sequence: BrokerSequence(UInt64(number) + (isOver ? UInt64(count) : 0) + 1)))
    }
    var recovery = Recovery.empty(configuration)
    recovery.ledger = Ledger(books)
    var engine = ReconciliationEngine(configuration: configuration)
    var effects: [EngineEffect] = []
    engine.handle(.started(recovery, reason: .start), at: .origin, into: &effects)
    let queries = effects.compactMap { if case .send(let request) = $0 { request } else { nil } }
    guard queries.map(\.content.kind) == [.orders, .executions] else {
      throw BenchProblem(text: "the start of the engine asks for something else than orders and executions")
    }
    self.engine = engine
    self.rows = rows
    self.queries = queries.map(\.id)
    local = engine.books.orders.map { ($0.id, $0.status) }
  }

  /// Gives the engine both answers.
  func pass() throws(BenchProblem) -> Int {
    var engine = engine
    var effects: [EngineEffect] = []
    let asOf = BrokerSequence(UInt64(2 * rows.count + 1))
    engine.handle(.response(queries[0], .orders(Snapshot(rows: rows, asOf: asOf))), at: .origin, into: &effects)
    engine.handle(.response(queries[1], .executions(Snapshot(rows: [], asOf: asOf))), at: .origin, into: &effects)
    let ended = effects.count { effect in
      if case .persist(let entry) = effect { entry.record.kind == .status } else { false }
    }
    guard ended == differences else {
      throw BenchProblem(text: "the pass has found \(ended) differences, and there are \(differences)")
    }
    return rows.count
  }

  /// The same question asked of two lists with nothing but a table of the keys: what is the least it can take.
  func join() throws(BenchProblem) -> Int {
    var places: [ClientOrderID: Int] = Dictionary(minimumCapacity: local.count)
    for (place, order) in local.enumerated() { places[order.id] = place }
    var found = 0
    for row in rows {
      guard let place = places[row.order] else { continue }
      if local[place].status != row.status { found += 1 }
    }
    guard found == differences else {
      throw BenchProblem(text: "the join has found \(found) differences, and there are \(differences)")
    }
    return rows.count
  }

  private var differences: Int { (rows.count + Self.differing - 1) / Self.differing }
}
