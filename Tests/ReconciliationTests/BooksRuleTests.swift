import Testing
import Trading

@testable import Reconciliation

@Suite("Rules of the books")
struct BooksRuleTests {
  /// One change for each property that books have.
  private static let changes: [(name: String, change: @Sendable (inout Books) -> Void)] = [
    ("orders", { $0.orders[0].attempts += 1 }),
    ("archived", { $0.archived.announce($0.orders[0]) }),
    ("executions", { $0.log.append(Fixture.execution(77, 1), .absorbed) }),
    ("positions", { try? $0.open(Decimal(1), at: Decimal(1), in: InstrumentID(index: 1)) }),
    ("adoptedAsOf", { $0.adoptedAsOf[1] = BrokerSequence(3) }),
    ("cash", { $0.cash[1] = Decimal(1) }),
    ("cashAsOf", { $0.cashAsOf[1] = BrokerSequence(3) }),
    ("discrepancies", { $0.discrepancies = [Discrepancy(.missingOrder)] }),
    ("discrepancyCount", { $0.discrepancyCount = 9 }),
    ("isHalted", { $0.isHalted = true }),
    ("isStopped", { $0.isStopped = true }),
    ("opening", { $0.opening = .lost }),
    ("spending", { $0.spending = CorrectionSpending(day: 3, amounts: [Decimal(1)]) }),
    (
      "unverified",
      { $0.note(UnverifiedCorrection(.cash(CurrencyID(index: 0)), from: .one, to: .zero, policy: .review)) }
    ),
    ("heldDiscrepancies", { $0.heldDiscrepancies = [4] }),
    (
      "pastDiscrepancies",
      { $0.pastDiscrepancies = [PastDiscrepancy(Discrepancy(.missingOrder), resolved: .origin, by: .auto)] }
    ),
    ("tickets", { $0.tickets = [Ticket(Discrepancy(.missingOrder), id: 1, reason: nil, at: .origin)] }),
    ("ticketCount", { $0.ticketCount = 2 }),
    ("discarded", { $0.discarded.append(Discrepancy(.invalidReport)) }),
    ("chosenKinds", { $0.chosenKinds[.poll] = .delta }),
    ("passReports", { $0.passReports = [PassReport(number: 1, trigger: .poll, kind: .full, isLook: false)] }),
    ("accountAsOf", { $0.accountAsOf = BrokerSequence(3) }),
    ("supersededTerms", { $0.supersededTerms[1] = [Amendment(quantity: .one, pricing: .market)] }),
  ]

  /// What books keep beside, to find what they say, and what of their configuration they compute with.
  private static let derived: Set = [
    "working", "openDiscrepancies", "openTickets", "orderSlots", "instruments",
  ]

  @Test("Each property of books has its change above, or only finds what another one says")
  func properties() throws {
    let properties = Mirror(reflecting: try Fixture.books(after: 4)).children.compactMap(\.label)
    let changed = Set(Self.changes.map { $0.name == "executions" ? "log" : $0.name })
    #expect(Set(properties) == changed.union(Self.derived))
  }

  @Test("Books are equal if all they say is", arguments: changes.indices)
  func equality(index: Int) throws {
    let books = try Fixture.books(after: 4)
    var other = books
    #expect(other == books)
    Self.changes[index].change(&other)
    #expect(other != books && books != other, "\(Self.changes[index].name)")
    let (mine, theirs) = (Ledger(books), Ledger(other))
    #expect(mine != theirs && mine == Ledger(books))
    #expect(try Fixture.books(after: 3) != books)
  }

  @Test("Books have the instruments and currencies of their configuration and no more")
  func covers() {
    let books = Books(instruments: Fixture.instruments, currencyCount: 2)
    func covers(_ index: UInt32) -> [Bool] {
      var terms = Fixture.terms
      terms.instrument = InstrumentID(index: index)
      let position = PositionAdoption(
        instrument: terms.instrument, from: .zero, to: .one, averagePrice: .one, asOf: .zero, policy: .review)
      let cash = CashAdoption(currency: CurrencyID(index: index), from: .zero, to: .one, asOf: .zero, policy: .review)
      let records: [JournalRecord] = [
        .order(.accepted(Fixture.order, terms)), Fixture.counted(Fixture.execution(1, 1, instrument: index)),
        .position(.adopted(position)), .cash(.adopted(cash)),
      ]
      return records.map(books.covers)
    }
    #expect(covers(1) == [true, true, true, true] && covers(2) == [false, false, false, false])
    #expect(books.covers(.order(.cancelIntent(Fixture.order))) && books.covers(.control(.halt(true))))
    #expect(books.covers(.discrepancy(.held(id: 1, limit: .dayLimit))))
  }

  @Test("What was taken over has all up to its watermark in it; what has no number of the broker is not in it")
  func watermarks() throws {
    var books = try Fixture.books(after: 3)
    try books.apply(
      .position(
        .adopted(
          PositionAdoption(
            instrument: InstrumentID(index: 0), from: .zero, to: Decimal(5), averagePrice: Decimal(10),
            asOf: BrokerSequence(7), policy: .adoptBroker))))
    func absorbs(_ sequence: UInt64, instrument: UInt32 = 0) -> Bool {
      books.absorbs(Fixture.execution(1, 1, instrument: instrument, sequence: sequence))
    }
    #expect(absorbs(1) && absorbs(6) && absorbs(7) && !absorbs(8) && !absorbs(0))
    #expect(!absorbs(1, instrument: 1))
    try books.apply(
      .cash(
        .adopted(
          CashAdoption(
            currency: CurrencyID(index: 0), from: .zero, to: Decimal(1000), asOf: BrokerSequence(9),
            policy: .adoptBroker))))
    func cash(after sequence: UInt64, side: Side = .buy) throws -> Decimal {
      var books = books
      try books.apply(Fixture.counted(Fixture.execution(1, 2, side: side, sequence: sequence)))
      return books.cash[0]
    }
    #expect(try cash(after: 9) == Decimal(1000) && cash(after: 8) == Decimal(1000))
    #expect(try cash(after: 10) == Decimal(980) && cash(after: 0) == Decimal(980))
    #expect(try cash(after: 10, side: .sell) == Decimal(1020))
  }

  @Test("An order that the broker had before the first record works, and was sent once")
  func opening() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    books.open(
      ClientOrderID(index: 4), terms: Fixture.terms, brokerOrder: Fixture.brokerOrder, sequence: BrokerSequence(3))
    let order = try #require(books.order(ClientOrderID(index: 4)))
    #expect(order.status == .open && order.attempts == 1 && order.sequence == BrokerSequence(3))
    #expect(order.brokerOrder == Fixture.brokerOrder && Array(books.working.slots) == [0])
    #expect(books.order(ClientOrderID(index: 3)) == nil && books.order(ClientOrderID(index: 5)) == nil)
    try books.open(Fixture.execution(1, 40, order: ClientOrderID(index: 4)))
    #expect(books.order(ClientOrderID(index: 4))?.status == .partial)
    #expect(books.positions[0].isFlat && books.cash[0] == .zero)
    let empty = books.emptied()
    #expect(empty == Books(instruments: Fixture.instruments, currencyCount: 2))
  }

  @Test("A discrepancy is held only while it is open, in the order of the numbers, and among many too")
  func held() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    for id in 1...20 as ClosedRange<UInt32> {
      var discrepancy = Discrepancy(.missingOrder, order: id + 100)
      discrepancy.id = id
      try books.apply(.discrepancy(.found(discrepancy)))
    }
    for id in [7, 3, 21, 7, 20] as [UInt32] { try books.apply(.discrepancy(.held(id: id, limit: .dayLimit))) }
    #expect(books.heldDiscrepancies == [3, 7, 20] && books.isHeld(7) && !books.isHeld(8))
    for id in 1...20 as ClosedRange<UInt32> {
      #expect(books.openDiscrepancy(Finding.Key(kind: .missingOrder, order: id + 100))?.id == id)
      #expect(books.openDiscrepancy(Finding.Key(kind: .unknownOrder, order: id + 100)) == nil)
    }
    try books.apply(.discrepancy(.resolved(id: 7, kind: .missingOrder, by: .auto)))
    #expect(books.heldDiscrepancies == [3, 20] && books.openDiscrepancy(.init(kind: .missingOrder, order: 107)) == nil)
    try books.apply(.discrepancy(.held(id: 7, limit: .dayLimit)))
    #expect(books.heldDiscrepancies == [3, 20])
    for id in 1...14 as ClosedRange<UInt32> {
      try books.apply(.discrepancy(.resolved(id: id, kind: .missingOrder, by: .auto)))
    }
    #expect(books.discrepancies.map(\.id) == [15, 16, 17, 18, 19, 20] && books.heldDiscrepancies == [20])
    #expect(books.openDiscrepancy(.init(kind: .missingOrder, order: 115))?.id == 15)
  }

  @Test("Every number that stands for a name is named, by books and by records")
  func names() throws {
    var books = try Fixture.books(after: 4)
    var discrepancy = Discrepancy(.unknownOrder, order: 11, execution: 12, instrument: 1, currency: 1)
    discrepancy.id = 1
    try books.apply(.discrepancy(.found(discrepancy)))
    func names(_ call: ((NameKey) -> Void) -> Void) -> [String] {
      var found: Set<String> = []
      call { found.insert("\($0.kind.text) \($0.number)") }
      return found.sorted()
    }
    #expect(
      names(books.forEachName) == [
        "broker order 7", "currency 1", "execution 1", "execution 12", "instrument 0", "instrument 1", "order 0",
        "order 11",
      ])
    var accepted = try Fixture.books(after: 1)
    #expect(names(accepted.forEachName) == ["instrument 0", "order 0"])
    accepted.orders[0].brokerOrder = BrokerOrderID(index: 9)
    #expect(names(accepted.forEachName) == ["broker order 9", "instrument 0", "order 0"])
    let change = StatusChange(
      order: ClientOrderID(index: 2), from: .open, to: .cancelled, brokerOrder: BrokerOrderID(index: 3), source: .poll,
      note: 4)
    let cash = CashAdoption(currency: CurrencyID(index: 1), from: .zero, to: .one, asOf: .zero, policy: .review)
    let position = PositionAdoption(
      instrument: InstrumentID(index: 1), from: .zero, to: .one, averagePrice: .one, asOf: .zero, policy: .review)
    let records: [(JournalRecord, [String])] = [
      (.order(.status(change)), ["broker order 3", "order 2", "text 4"]),
      (.order(.cancelIntent(Fixture.order)), ["order 0"]), (.cash(.adopted(cash)), ["currency 1"]),
      (.position(.adopted(position)), ["instrument 1"]), (.control(.halt(true)), []),
      (.discrepancy(.resolved(id: 3, kind: .overfill, by: .auto)), []),
      (.order(.accepted(Fixture.order, Fixture.terms)), ["instrument 0", "order 0"]),
      (Fixture.counted(Fixture.execution(5, 1)), ["broker order 7", "execution 5", "instrument 0", "order 0"]),
    ]
    for (record, expected) in records { #expect(names(record.forEachName) == expected, "\(record.kind)") }
  }

  @Test("A day is one of the clock from midnight to midnight, before the origin too")
  func days() throws {
    let day = 86_400_000_000_000
    func spent(_ first: Int, _ second: Int) throws -> Decimal {
      var spending = CorrectionSpending()
      try spending.add(Decimal(5), in: CurrencyID(index: 1), at: Instant(nanoseconds: Int64(first)))
      return spending.amount(of: CurrencyID(index: 1), at: Instant(nanoseconds: Int64(second)))
    }
    #expect(try spent(0, day - 1) == Decimal(5) && spent(0, day) == .zero)
    #expect(try spent(-1, -day) == Decimal(5) && spent(-1, 0) == .zero)
    #expect(try spent(-day - 1, -day) == .zero && spent(-day, -1) == Decimal(5))
    #expect(try spent(day - 1, 0) == Decimal(5) && spent(day, day - 1) == Decimal(5))
    #expect(CorrectionSpending(day: 0, amounts: [.one]).amount(of: CurrencyID(index: 1), at: .origin) == .zero)
    #expect(CorrectionSpending(day: 0, amounts: [.one]).amount(of: CurrencyID(index: 0), at: .origin) == .one)
  }

  @Test("A ledger keeps accounts apart and in order, whatever comes first, and gives all of them room")
  func accounts() throws {
    let numbers: [UInt32] = [5, 2, 9, 2]
    var ledger = Ledger(Books(Fixture.identity))
    for (index, number) in numbers.enumerated() {
      ledger.set(AccountID(number: number), to: try Fixture.books(after: index + 1))
    }
    #expect(ledger.accounts.map(\.number) == [0, 2, 5, 9])
    #expect(try ledger[AccountID(number: 2)] == Fixture.books(after: 4))
    #expect(try ledger[AccountID(number: 5)] == Fixture.books(after: 1))
    #expect(try ledger[AccountID(number: 9)] == Fixture.books(after: 3))
    #expect([1, 3, 7, 10].allSatisfy { ledger[AccountID(number: $0)] == nil })
    ledger.set(.default, to: try Fixture.books(after: 5))
    #expect(try ledger.books == Fixture.books(after: 5) && ledger.accounts.count == 4)
    var other = ledger
    other.set(AccountID(number: 9), to: try Fixture.books(after: 2))
    #expect(other != ledger)
    other.set(AccountID(number: 9), to: try Fixture.books(after: 3))
    #expect(other == ledger)
    other.set(AccountID(number: 10), to: try Fixture.books(after: 3))
    #expect(other != ledger)
    var identity = Fixture.identity
    identity.instruments.append(.init(name: "more", terms: Fixture.instruments[1]))
    identity.currencies.append("more")
    ledger.extend(to: identity)
    for account in ledger.accounts {
      let books = try #require(ledger[account])
      #expect(books.positions.count == 3 && books.adoptedAsOf.count == 3, "\(account)")
      #expect(books.cash.count == 3 && books.cashAsOf.count == 3, "\(account)")
    }
    #expect(ledger.covers(Fixture.counted(Fixture.execution(1, 1, instrument: 2))))
    var names: Set<NameKey> = []
    Ledger(Books(Fixture.identity)).forEachName { names.insert($0) }
    #expect(names.isEmpty)
    var second = Ledger(Books(Fixture.identity))
    second.set(AccountID(number: 3), to: try Fixture.books(after: 1))
    second.forEachName { names.insert($0) }
    #expect(names == [NameKey(.order, 0), NameKey(.instrument, 0)])
    let event = second.event(of: Fixture.counted(Fixture.execution(1, 1)), in: AccountID(number: 3), sequence: 8)
    #expect(event?.kind == .orderFilled && event?.sequence == 8)
    #expect(second.event(of: Fixture.counted(Fixture.execution(1, 1)), in: AccountID(number: 4), sequence: 8) == nil)
  }
}
