import Reconciliation
import Trading

/// How long single inputs take while many orders work.
struct HandleLatency {
  /// Nanoseconds of each call, ascending.
  private let spans: [Int64]

  /// Lets the broker execute one share of each of so many orders while all of them work.
  init(orders count: Int, inputs: Int) throws(BenchProblem) {
    let currency = CurrencyID(index: 0)
    let instrument = Instrument(tick: Decimal(billionths: 10_000_000), lot: .one, multiplier: .one, currency: currency)
    var configuration = EngineConfiguration(mode: .paper, instruments: [instrument], currencyCount: 1)
    configuration.reconcilesOnStartup = false
    var books = Books(instruments: configuration.instruments, currencyCount: 1)
    let terms = OrderTerms(
      instrument: InstrumentID(index: 0), side: .buy, quantity: Decimal(10), pricing: .limit(Decimal(150)))
    for number in 0..<UInt32(count) {
      books.open(
        ClientOrderID(index: number), terms: terms, brokerOrder: BrokerOrderID(index: number),
        sequence: BrokerSequence(1))
    }
    var recovery = Recovery.empty(configuration)
    recovery.ledger = Ledger(books)
    var engine = ReconciliationEngine(configuration: configuration)
    var effects: [EngineEffect] = []
    engine.handle(.started(recovery, reason: .start), at: .origin, into: &effects)
    let clock = ContinuousClock()
    var spans: [Int64] = []
    spans.reserveCapacity(2 * inputs)
    for number in 0..<inputs {
      let order = ClientOrderID(index: UInt32(number * 7919 % count))
      let sequence = BrokerSequence(UInt64(number) + 2)
      let execution = Execution(
        id: ExecutionID(index: UInt32(number)), order: order, brokerOrder: BrokerOrderID(index: order.index),
        instrument: terms.instrument, side: terms.side, quantity: .one, price: Decimal(150), executedAt: .origin,
        sequence: sequence)
      let report = OrderReport(
        order: order, brokerOrder: BrokerOrderID(index: order.index), instrument: terms.instrument, side: terms.side,
        terms: Amendment(quantity: terms.quantity, pricing: terms.pricing), status: .partial,
        filled: Decimal(1 + number / count), sequence: sequence)
      for input in [EngineInput.streamUpdate(.execution(execution, report)), .persisted(upTo: UInt64(number) + 1)] {
        effects.removeAll(keepingCapacity: true)
        let start = clock.now
        engine.handle(input, at: .origin, into: &effects)
        let span = (clock.now - start).components
        spans.append(span.seconds * 1_000_000_000 + span.attoseconds / 1_000_000_000)
      }
    }
    guard engine.books.executions.count == inputs else {
      throw BenchProblem(text: "\(engine.books.executions.count) of \(inputs) executions were counted")
    }
    self.spans = spans.sorted()
  }

  /// The time that so many of a thousand calls do not exceed, in nanoseconds.
  private func span(perMille: Int) -> Int64 { spans[min(spans.count - 1, spans.count * perMille / 1000)] }

  /// One line for people.
  var text: String {
    "p50 \(span(perMille: 500)) ns, p99 \(span(perMille: 990)) ns, the longest \(spans.last ?? 0) ns of \(spans.count)"
  }
}
