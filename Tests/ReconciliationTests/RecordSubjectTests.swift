import Testing
import Trading

@testable import Reconciliation

@Suite("Subjects of records")
struct RecordSubjectTests {
  private static let order = ClientOrderID(index: 3)
  private static let amendment = Amendment(quantity: Decimal(5), pricing: .market)
  private static let found = Discrepancy(.quantityMismatch, order: 3, execution: 9, broker: .one)
  private static let position = PositionAdoption(
    instrument: InstrumentID(index: 1), from: .zero, to: .one, averagePrice: .one, asOf: .zero, policy: .adoptBroker)
  private static let cash = CashAdoption(
    currency: CurrencyID(index: 1), from: .zero, to: .one, asOf: .zero, policy: .adoptBroker)

  private static let expected: [(record: JournalRecord, kind: Word, order: UInt32, execution: UInt32)] = [
    (.order(.accepted(order, Fixture.terms)), .accepted, 3, Event.none),
    (.order(.attempt(order, number: 1)), .attempt, 3, Event.none),
    (
      .order(.status(StatusChange(order: order, from: .pending, to: .submitted, source: .trader))), .status, 3,
      Event.none
    ),
    (.order(.cancelIntent(order)), .cancelIntent, 3, Event.none),
    (.order(.replaceIntent(order, amendment)), .replaceIntent, 3, Event.none),
    (.order(.intentEnd(order, .cancel, reason: .late)), .intentEnd, 3, Event.none),
    (.order(.terms(order, amendment, source: .trader, sequence: .zero)), .terms, 3, Event.none),
    (.order(.stale(order, policy: .cancel)), .staleOrder, 3, Event.none),
    (
      .order(.adopted(order, Fixture.terms, number: BrokerOrderID(index: 8), sequence: .zero)), .adopted, 3, Event.none
    ),
    (Fixture.counted(Fixture.execution(9, 1, order: order)), .execution, 3, 9),
    (.position(.adopted(position)), .position, Event.none, Event.none),
    (.cash(.adopted(cash)), .cash, Event.none, Event.none),
    (.discrepancy(.found(found)), .discrepancy, 3, 9),
    (.discrepancy(.resolved(id: 1, kind: .quantityMismatch, by: .auto)), .resolution, Event.none, Event.none),
    (.discrepancy(.held(id: 1, limit: .mismatch)), .held, Event.none, Event.none),
    (.ticket(.opened(Ticket(found, id: 1, reason: nil, at: .origin))), .ticket, 3, 9),
    (.ticket(.updated(Ticket(found, id: 1, reason: nil, at: .origin))), .ticketUpdate, 3, 9),
    (.ticket(.stepped(Ticket(found, id: 1, reason: nil, at: .origin), .escalated)), .ticketStep, 3, 9),
    (.control(.stop(true, by: Event.none)), .stopped, Event.none, Event.none),
    (
      .ticket(.resolved(id: 1, discrepancy: 1, kind: .quantityMismatch, by: .auto)), .ticketEnd, Event.none, Event.none
    ),
    (.control(.halt(true)), .halted, Event.none, Event.none),
    (.control(.kind(.delta, for: .poll)), .chosen, Event.none, Event.none),
    (.control(.opening(.empty, policy: .review)), .opening, Event.none, Event.none),
    (
      .control(.passReport(PassReport(number: 1, trigger: .poll, kind: .full, isLook: false))), .passReport, Event.none,
      Event.none
    ),
    (.control(.opened(by: .auto, person: Event.none)), .opening, Event.none, Event.none),
  ]

  @Test("Each record says what it is, and which order and execution it is about: `journal.appended` tells just that")
  func subjects() {
    for (record, kind, order, execution) in RecordSubjectTests.expected {
      #expect(record.kind == kind && record.order == order && record.execution == execution, "\(record)")
    }
  }
}
