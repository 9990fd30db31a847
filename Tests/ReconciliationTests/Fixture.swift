import Trading

@testable import Reconciliation

/// What most tests of the engine share: two instruments, one order, its executions.
enum Fixture {
  static let instruments = [
    Instrument(tick: .one, lot: .one, multiplier: .one, currency: CurrencyID(index: 0)),
    Instrument(tick: .one, lot: .one, multiplier: Decimal(50), currency: CurrencyID(index: 1)),
  ]

  static let order = ClientOrderID(index: 0)
  static let brokerOrder = BrokerOrderID(index: 7)
  static let terms = OrderTerms(
    instrument: InstrumentID(index: 0), side: .buy, quantity: Decimal(100), pricing: .limit(Decimal(10)))

  static func configuration(
    _ mode: TradingMode = .paper, guarantees: BrokerGuarantees = BrokerGuarantees(), seed: UInt64 = 1
  ) -> EngineConfiguration {
    EngineConfiguration(
      mode: mode, instruments: instruments, currencyCount: 2, guarantees: guarantees, seed: seed)
  }

  static func execution(
    _ id: UInt32, _ quantity: Int, at price: Int = 10, order: ClientOrderID = order, side: Side = .buy,
    instrument: UInt32 = 0, sequence: UInt64 = 5
  ) -> Execution {
    Execution(
      id: ExecutionID(index: id), order: order, brokerOrder: brokerOrder,
      instrument: InstrumentID(index: instrument), side: side, quantity: Decimal(quantity), price: Decimal(price),
      executedAt: .origin, sequence: BrokerSequence(sequence))
  }

  static func report(
    _ status: OrderStatus, filled: Int = 0, order: ClientOrderID = order, terms: OrderTerms = terms,
    sequence: UInt64 = 5
  ) -> OrderReport {
    OrderReport(
      order: order, brokerOrder: brokerOrder, instrument: terms.instrument, side: terms.side,
      terms: Amendment(quantity: terms.quantity, pricing: terms.pricing), status: status, filled: Decimal(filled),
      sequence: BrokerSequence(sequence))
  }

  /// The life of one order as a journal holds it: accepted, sent, working, executed in three parts.
  static let records: [JournalRecord] = [
    .accepted(order, terms, at: .origin),
    .attempt(order, number: 1),
    .status(StatusChange(order: order, from: .submitted, to: .open, brokerOrder: brokerOrder, source: .response)),
    .execution(execution(1, 30, sequence: 6), source: .stream, isAbsorbed: false),
    .execution(execution(2, 30, at: 11, sequence: 7), source: .poll, isAbsorbed: false),
    .execution(execution(3, 40, at: 12, sequence: 8), source: .stream, isAbsorbed: false),
  ]

  /// The books after the first so many of ``records``.
  static func books(after count: Int) throws -> Books {
    var books = Books(instruments: instruments, currencyCount: 2)
    for record in records.prefix(count) { try books.apply(record) }
    return books
  }

  /// The journal of the records in a range of sequence numbers, with the offset of each.
  static func journal(_ numbers: ClosedRange<Int>) -> (bytes: [UInt8], offsets: [Int]) {
    var bytes: [UInt8] = []
    var offsets: [Int] = []
    for number in numbers {
      offsets.append(bytes.count)
      bytes += JournalFrame.encode(records[number - 1], sequence: UInt64(number))
    }
    return (bytes, offsets)
  }

  static func checkpoint(after count: Int) throws -> [UInt8] {
    Checkpoint(sequence: UInt64(count), books: try books(after: count)).encoded()
  }
}
