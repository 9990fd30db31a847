import Trading

@testable import Reconciliation

extension Books {
  /// Changes the books by a record of the first instant; an order is accepted when the first entry of a journal is made.
  mutating func apply(_ record: JournalRecord) throws(DecimalError) {
    try apply(record, at: Fixture.instant(of: record))
  }
}

extension Ledger {
  /// Changes the books of an account by a record of the first instant.
  mutating func apply(_ record: JournalRecord, of account: AccountID) throws(DecimalError) {
    try apply(record, of: account, at: Fixture.instant(of: record))
  }
}

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
    instrument: UInt32 = 0, sequence: UInt64 = 5, fee: Int = 0
  ) -> Execution {
    Execution(
      id: ExecutionID(index: id), order: order, brokerOrder: brokerOrder,
      instrument: InstrumentID(index: instrument), side: side, quantity: Decimal(quantity), price: Decimal(price),
      executedAt: .origin, sequence: BrokerSequence(sequence), fee: Decimal(fee))
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
    .order(.accepted(order, terms)),
    .order(.attempt(order, number: 1)),
    .order(
      .status(StatusChange(order: order, from: .submitted, to: .open, brokerOrder: brokerOrder, source: .response))),
    counted(execution(1, 30, sequence: 6)),
    counted(execution(2, 30, at: 11, sequence: 7), source: .poll),
    counted(execution(3, 40, at: 12, sequence: 8)),
  ]

  /// The record of an execution that changes position and cash, or of one that does not.
  static func counted(
    _ execution: Execution, source: Word = .stream, _ origin: ExecutionOrigin = .reported
  ) -> JournalRecord {
    .execution(.counted(execution, source: source, origin: origin))
  }

  /// When a record is made that stands in no journal.
  static func instant(of record: JournalRecord) -> Instant {
    if case .order(.accepted) = record { .origin + .seconds(1) } else { .origin }
  }

  /// The entry that a record has under a number.
  static func entry(_ record: JournalRecord, _ sequence: UInt64) -> JournalEntry {
    JournalEntry(sequence: sequence, instant: .origin + .seconds(Int(sequence)), cause: .stream, record: record)
  }

  /// The books after the first so many of ``records``.
  static func books(after count: Int) throws -> Books {
    var books = Books(instruments: instruments, currencyCount: 2)
    for (number, record) in records.prefix(count).enumerated() {
      try books.apply(record, at: entry(record, UInt64(number + 1)).instant)
    }
    return books
  }

  /// The bytes that a process writes for some entries.
  static func bytes(_ entries: [JournalEntry], after checkpoint: Checkpoint? = nil) -> [UInt8] {
    var writer = JournalWriter(identity, after: checkpoint)
    var bytes: [UInt8] = []
    for entry in entries { writer.append(entry, naming: Labels(), to: &bytes) }
    return bytes
  }

  /// The journal of the records in a range of sequence numbers, with the offset of each.
  static func journal(_ numbers: ClosedRange<Int>) -> (bytes: [UInt8], offsets: [Int]) {
    let bytes = bytes(numbers.map { entry(records[$0 - 1], UInt64($0)) })
    let offsets = frames(of: bytes).filter { offset in
      if case .entry = JournalFrame.read(bytes, at: offset) { true } else { false }
    }
    return (bytes, offsets)
  }

  /// The offsets of all frames of a good journal.
  static func frames(of bytes: [UInt8]) -> [Int] {
    var offsets: [Int] = []
    var offset = 0
    while offset < bytes.count {
      offsets.append(offset)
      let length = (0..<4).reduce(0) { $0 | Int(bytes[offset + $1]) << ($1 * 8) }
      offset += JournalFrame.headerLength + length
    }
    return offsets
  }

  static func checkpoint(after count: Int) throws -> [UInt8] {
    Checkpoint(sequence: UInt64(count), books: try books(after: count)).encoded(naming: Labels(), identity)
  }

  /// The configuration by name.
  static let identity = ConfigurationIdentity(configuration(), naming: Labels())

  /// Names made of kind and number.
  struct Labels: NameSource {
    func name(_ kind: NameKind, _ number: UInt32) -> String { "\(kind.text) \(number)" }
  }
}
