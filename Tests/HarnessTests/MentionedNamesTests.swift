import Testing
import Trading

@testable import Harness
@testable import Reconciliation

/// What records and books mention is listed by hand and held against reflection here: a property that is added to a
/// type and stands for a name has to be in the lists.
@Suite("Mentioned names")
struct MentionedNamesTests {
  static let records: [JournalRecord] = {
    let order = ClientOrderID(index: 1)
    let terms = OrderTerms(instrument: InstrumentID(index: 2), side: .buy, quantity: Decimal(3), pricing: .market)
    let amendment = Amendment(quantity: Decimal(4), pricing: .limit(Decimal(5)))
    let execution = Execution(
      id: ExecutionID(index: 6), order: order, brokerOrder: BrokerOrderID(index: 7), instrument: InstrumentID(index: 2),
      side: .sell, quantity: Decimal(8), price: Decimal(9), executedAt: .origin, sequence: .zero)
    var bust = execution
    bust.id = ExecutionID(index: Event.none)
    bust.reference = ExecutionID(index: 32)
    let discrepancy = Discrepancy(.overfill, order: 10, execution: 11, instrument: 12, currency: 13)
    var aside = Discrepancy(.invalidReport, order: 33)
    aside.report = .execution(bust)
    var doubtful = Discrepancy(.invalidReport, order: 34)
    doubtful.report = .order(
      OrderReport(
        order: ClientOrderID(index: 35), brokerOrder: BrokerOrderID(index: 36), instrument: InstrumentID(index: 37),
        side: .buy, terms: amendment, status: .open, filled: .zero, sequence: .zero, note: 38))
    var ticket = Ticket(discrepancy, id: 14, reason: .mismatch, at: .origin)
    ticket.assignee = 15
    ticket.author = 16
    ticket.note = 17
    let bare = Ticket(Discrepancy(.cashMismatch), id: 18, reason: nil, at: .origin)
    return [
      .order(.accepted(order, terms)), .order(.attempt(order, number: 19)),
      .order(
        .status(
          StatusChange(
            order: order, from: .open, to: .partial, brokerOrder: BrokerOrderID(index: 20), source: .poll, note: 21))),
      .order(.status(StatusChange(order: order, from: .open, to: .partial, source: .poll))),
      .order(.cancelIntent(order)), .order(.replaceIntent(order, amendment)),
      .order(.intentEnd(order, .cancel, reason: .rejected)),
      .order(.terms(order, amendment, source: .poll, sequence: .zero)),
      .order(.stale(order, policy: .cancel)),
      .order(.adopted(order, terms, number: BrokerOrderID(index: 28), sequence: .zero)),
      .execution(.counted(execution, source: .poll, origin: .reported)),
      .position(
        .adopted(
          PositionAdoption(
            instrument: InstrumentID(index: 22), from: .zero, to: .zero, averagePrice: .zero, asOf: .zero,
            policy: .undone))),
      .position(.verified(InstrumentID(index: 23))),
      .cash(
        .adopted(CashAdoption(currency: CurrencyID(index: 24), from: .zero, to: .zero, asOf: .zero, policy: .undone))),
      .cash(.verified(CurrencyID(index: 25))),
      .discrepancy(.found(aside)), .discrepancy(.found(doubtful)),
      .discrepancy(.found(discrepancy)), .discrepancy(.found(Discrepancy(.cashMismatch))),
      .discrepancy(.resolved(id: 26, kind: .overfill, by: .operator)), .discrepancy(.held(id: 27, limit: .undone)),
      .ticket(.opened(ticket)), .ticket(.updated(bare)), .ticket(.stepped(ticket, .assigned)),
      .ticket(.resolved(id: 28, discrepancy: 29, kind: .overfill, by: .operator)),
      .control(.halt(true)), .control(.halt(false, by: 32)), .control(.stop(true, by: 30)),
      .control(.stop(false, by: Event.none)),
      .control(.archived(.execution(bust, .reported))), .control(.archived(.end(count: 33))),
      .control(.archived(.order(ManagedOrder(id: ClientOrderID(index: 34), terms: terms)))),
      .control(.passReport(PassReport(number: 1, trigger: .poll, kind: .full, isLook: false))),
      .control(.kind(.full, for: .poll)), .control(.opening(.lost, policy: .review)),
      .control(.opened(by: .operator, person: 31)), .control(.opened(by: .auto, person: Event.none)),
      .execution(.counted(bust, source: .poll, origin: .reported)),
    ]
  }()

  @Test("The names of a record are those that reflection finds", arguments: records)
  func record(_ record: JournalRecord) {
    var listed = MentionedNames()
    listed.add(record)
    #expect(Set(listed.keys) == ReflectedNames(record).keys)
  }

  @Test("The names of an order in the books are those that reflection finds")
  func order() throws {
    var ledger = Ledger(Books(instruments: [], currencyCount: 0))
    for (number, record) in Self.records.prefix(3).enumerated() {
      try ledger.replay(
        JournalEntry(sequence: UInt64(number + 1), instant: .origin, cause: .trader, record: record))
    }
    let order = try #require(ledger.books.orders.first)
    var listed = MentionedNames()
    listed.add(order)
    #expect(Set(listed.keys).count == 3)
    #expect(Set(listed.keys) == ReflectedNames(order).keys)
  }
}

/// The numbers in a value that stand for names, found by reflection.
private struct ReflectedNames {
  private(set) var keys: Set<NameKey> = []

  init(_ value: Any) { add(value, called: nil) }

  private mutating func add(_ value: Any, called label: String?) {
    switch value {
    case let id as ClientOrderID: keys.insert(NameKey(.order, id.index))
    case let id as ExecutionID where id.index != Event.none: keys.insert(NameKey(.execution, id.index))
    case is ExecutionID: return
    case let id as BrokerOrderID: keys.insert(NameKey(.brokerOrder, id.index))
    case let id as InstrumentID: keys.insert(NameKey(.instrument, id.index))
    case let id as CurrencyID: keys.insert(NameKey(.currency, id.index))
    case let number as UInt32:
      guard number != Event.none, let kind = label.flatMap({ Self.plain[$0] }) else { return }
      keys.insert(NameKey(kind, number))
    default: for child in Mirror(reflecting: value).children { add(child.value, called: child.label) }
    }
  }

  /// Properties that hold a number without a type, or ``Event/none``.
  private static let plain: [String: NameKind] = [
    "order": .order, "execution": .execution, "instrument": .instrument, "currency": .currency, "note": .text,
    "author": .text, "assignee": .text, "by": .text, "person": .text,
  ]
}
