import Testing
import Trading

@testable import Reconciliation

/// `isSame` compares each stored property of books; reflection says whether one was forgotten.
@Suite("Same books")
struct SameBooksTests {
  static let properties = [
    "orders", "working", "log", "archived", "positions", "adoptedAsOf", "cash", "cashAsOf", "unverified",
    "discrepancies",
    "discrepancyCount", "pastDiscrepancies", "tickets", "ticketCount", "discarded", "isHalted", "isStopped", "opening",
    "chosenKinds", "passReports", "accountAsOf",
    "supersededTerms", "spending", "heldDiscrepancies", "openDiscrepancies", "openTickets", "orderSlots",
    "instruments",
  ]

  static var books: Books {
    let instrument = Instrument(tick: .one, lot: .one, multiplier: .one, currency: CurrencyID(index: 0))
    return Books(instruments: [instrument], currencyCount: 1)
  }

  /// Changes one stored property and nothing else.
  static func change(_ property: String, of books: inout Books) {
    let terms = OrderTerms(instrument: InstrumentID(index: 0), side: .buy, quantity: .one, pricing: .market)
    let discrepancy = Discrepancy(.overfill)
    switch property {
    case "orders": books.orders.append(ManagedOrder(id: ClientOrderID(index: 0), terms: terms))
    case "working": books.working.set(3, isWorking: true)
    case "log": books.log.slots.set(.init(order: ClientOrderID(index: 0), id: ExecutionID(index: 0)), to: 3)
    case "archived": books.archived.announce(ManagedOrder(id: ClientOrderID(index: 0), terms: terms))
    case "positions": books.positions.removeLast()
    case "adoptedAsOf": books.adoptedAsOf[0] = BrokerSequence(1)
    case "cash": books.cash[0] = .one
    case "cashAsOf": books.cashAsOf[0] = BrokerSequence(1)
    case "unverified":
      books.unverified.append(
        UnverifiedCorrection(.cash(CurrencyID(index: 0)), from: .zero, to: .one, policy: .withinLimit))
    case "discrepancies": books.discrepancies.append(discrepancy)
    case "discrepancyCount": books.discrepancyCount = 1
    case "pastDiscrepancies":
      books.pastDiscrepancies.append(PastDiscrepancy(discrepancy, resolved: .origin, by: .auto))
    case "tickets": books.tickets.append(Ticket(discrepancy, id: 1, reason: nil, at: .origin))
    case "ticketCount": books.ticketCount = 1
    case "discarded": books.discarded.append(discrepancy)
    case "isHalted": books.isHalted = true
    case "isStopped": books.isStopped = true
    case "opening": books.opening = .lost
    case "chosenKinds": books.chosenKinds[.poll] = .delta
    case "passReports":
      books.passReports = [PassReport(number: 1, trigger: .poll, kind: .full, isLook: false)]
    case "accountAsOf": books.accountAsOf = BrokerSequence(1)
    case "supersededTerms": books.supersededTerms[0] = []
    case "spending": books.spending = CorrectionSpending(day: 3, amounts: [])
    case "heldDiscrepancies": books.heldDiscrepancies = [1]
    case "openDiscrepancies": books.openDiscrepancies[discrepancy.key] = 1
    case "openTickets": books.openTickets[1] = 1
    case "orderSlots": books.orderSlots = [-1]
    case "instruments":
      var other = Books(instruments: [], currencyCount: 1)
      other.positions = books.positions
      other.adoptedAsOf = books.adoptedAsOf
      books = other
    default: Issue.record("nothing changes \(property)")
    }
  }

  @Test("Each stored property is among those that are changed here")
  func all() {
    #expect(Set(Mirror(reflecting: Self.books).children.compactMap(\.label)) == Set(Self.properties))
  }

  @Test("Books that differ in one stored property are not the same", arguments: properties)
  func change(_ property: String) {
    var books = Self.books
    #expect(books.isSame(as: Self.books))
    Self.change(property, of: &books)
    #expect(!books.isSame(as: Self.books))
  }
}
