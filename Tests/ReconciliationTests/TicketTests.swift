import Testing
import Trading

@testable import Reconciliation

@Suite("Discrepancies with a life, and their tickets")
struct TicketTests {
  /// A live engine that takes nothing over and tells a person at once.
  private static func bench() -> EngineBench {
    EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .review
      $0.driftConfirmations = 1
    }
  }

  private static func account(_ quantity: Int, at price: Int = 10) -> AccountReport {
    let flat = PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)
    let report = PositionReport(quantity: Decimal(quantity), averagePrice: Decimal(price), mark: Decimal(price))
    return AccountReport(positions: [report, flat], cash: [.zero, .zero], asOf: BrokerSequence(3))
  }

  @Test(
    "The amount is what the figures are apart, the percentage is of the larger one, whatever sides and signs",
    arguments: [
      (100, 99, 1, 1.0), (99, 100, 1, 1.0), (-100, -99, 1, 1.0), (0, 0, 0, 0), (0, 5, 5, 100), (5, -5, 10, 200),
      (3, 2, 1, 33.33), (-3, 1, 4, 133.33),
      // In the middle between two of its last digits it is the even one.
      (19_999, 20_000, 1, 0), (39_994, 40_000, 6, 0.02),
    ])
  func percentage(local: Int, broker: Int, amount: Int, percent: Double) throws {
    let discrepancy = Discrepancy(.quantityMismatch, local: Decimal(local), broker: Decimal(broker))
    #expect(discrepancy.amount == Decimal(amount))
    #expect(discrepancy.percentage == (try Decimal("\(percent)")))
  }

  @Test("Figures too far apart for a decimal have neither")
  func tooFarApart() throws {
    let huge = try Decimal(units: .max)
    let discrepancy = Discrepancy(.cashMismatch, local: -huge, broker: huge)
    #expect(discrepancy.amount == nil && discrepancy.percentage == nil)
  }

  @Test("A level begins at its threshold; without a known worth it is critical")
  func levels() throws {
    let configuration = EngineConfiguration(mode: .live)
    func level(_ kind: Word, _ worth: String?) throws -> Level? {
      Level.level(
        of: kind, worth: try worth.map { try Decimal($0) }, in: CurrencyID(index: 0), configuration)
    }
    #expect(try level(.quantityMismatch, "9.99") == nil)
    #expect(try level(.quantityMismatch, "10") == .informational)
    #expect(try level(.quantityMismatch, "99.99") == .informational)
    #expect(try level(.quantityMismatch, "100") == .warning)
    #expect(try level(.quantityMismatch, "1000") == .critical)
    #expect(try level(.quantityMismatch, "10000") == .emergency)
    #expect(try level(.quantityMismatch, nil) == .critical)
    #expect(try level(.missingPosition, "1") == .critical)
    #expect(try level(.missingPosition, "10000") == .emergency)
    #expect(Level.allCases.map(\.word) == [.informational, .warning, .critical, .emergency])
    #expect(Level.allCases.sorted() == Level.allCases)
  }

  @Test("In a currency of which nobody has said what is critical all is; with a number of its own that holds")
  func levelsOfCurrencies() throws {
    let yen = CurrencyID(index: 1)
    var configuration = EngineConfiguration(mode: .live)
    func level(_ worth: Int, _ kind: Word = .cashMismatch) -> Level? {
      Level.level(of: kind, worth: Decimal(worth), in: yen, configuration)
    }
    #expect(level(0) == .critical && level(1_000_000) == .critical)
    configuration.set(.criticalFrom, to: .money([CurrencyAmount(Decimal(5), in: "JPY")]))
    #expect(level(1) == .critical, "nobody knows yet what JPY is")
    configuration.resolveCurrencies { $0 == "JPY" ? yen : nil }
    #expect(level(4) == nil && level(5) == .critical && level(1, .missingPosition) == .critical)
    configuration.set(.emergencyFrom, to: .money([CurrencyAmount(Decimal(9), in: "JPY")]))
    configuration.resolveCurrencies { $0 == "JPY" ? yen : nil }
    #expect(level(8) == .critical && level(9) == .emergency)
    #expect(Level.level(of: .cashMismatch, worth: Decimal(9), in: nil, configuration) == .critical)
    #expect(configuration.criticalFrom == Decimal(1000))
  }

  @Test("A ticket opens with its figures, is updated by other ones, and ends before its discrepancy")
  func life() throws {
    var bench = Self.bench()
    bench.pass(PassAnswer(asOf: 3, account: Self.account(2)), at: 1000)
    let first = try #require(bench.engine.books.tickets.first)
    #expect(first.id == 1 && first.discrepancy == 1 && first.kind == .missingPosition && first.reason == .mismatch)
    #expect(first.level == .critical && first.local == .zero && first.broker == Decimal(2))
    #expect(first.opened == first.told)
    bench.pass(PassAnswer(asOf: 3, account: Self.account(2)), at: 2000)
    #expect(bench.engine.books.tickets == [first])
    let told = bench.pass(PassAnswer(asOf: 3, account: Self.account(5)), at: 3000).notices
    let second = try #require(bench.engine.books.tickets.first)
    #expect(second.id == 1 && second.broker == Decimal(5) && second.opened == first.opened)
    #expect(second.told > first.told)
    #expect(told.map(\.subject) == [.missingPosition])
    bench.pass(PassAnswer(asOf: 3, account: Self.account(0)), at: 4000)
    #expect(bench.engine.books.tickets.isEmpty && bench.engine.books.discrepancies.isEmpty)
    #expect(bench.published.suffix(2).map(\.kind) == [.ticketResolved, .reconciliationResolved])
    let past = try #require(bench.engine.books.pastDiscrepancies.first)
    #expect(past.discrepancy.id == 1 && past.by == .auto && past.discrepancy.impact == Decimal(20))
    #expect(past.resolved > past.discrepancy.found)
  }

  @Test("After a restart a person is not told of the same figures again, but of others")
  func restart() {
    var bench = Self.bench()
    #expect(bench.pass(PassAnswer(asOf: 3, account: Self.account(2)), at: 1000).notices.count == 1)
    var again = EngineBench(bench.engine.configuration)
    again.give(.started(Recovery(bench.engine.checkpoint), reason: .crash), at: 2000)
    for request in again.sends {
      again.answer([request], PassAnswer(asOf: 3, account: Self.account(2)), at: 2050)
      #expect(again.notices.isEmpty)
    }
    #expect(again.engine.books.tickets.map(\.broker) == [Decimal(2)])
    let told = again.pass(PassAnswer(asOf: 3, account: Self.account(3)), at: 3000).notices
    #expect(told.map(\.subject) == [.missingPosition])
    #expect(again.engine.books.tickets.map(\.id) == [1] && again.engine.books.tickets.map(\.broker) == [Decimal(3)])
  }

  @Test("A ticket behind the checkpoint is told again by the start")
  func toldAgain() throws {
    var bench = Self.bench()
    bench.pass(PassAnswer(asOf: 3, account: Self.account(2)), at: 1000)
    let opened = bench.published.filter { $0.kind == .ticketOpened }
    #expect(opened.map(\.state) == [.critical] && opened.map(\.number) == [1])
    var again = EngineBench(bench.engine.configuration)
    var recovery = Recovery(bench.engine.checkpoint)
    recovery.events = opened
    again.give(.started(recovery, reason: .crash), at: 2000)
    #expect(again.publications == opened)
    #expect(again.notices.map(\.subject) == [.missingPosition] && again.notices.map(\.reason) == [.mismatch])
  }

  @Test("The start opens the ticket that a kill has kept from being opened")
  func missingTicket() throws {
    var bench = EngineBench.ready()
    bench.give(.streamUpdate(.order(Fixture.report(.open), kind: .ack)), at: 10)
    #expect(bench.engine.books.tickets.map(\.kind) == [.unknownOrder])
    var books = bench.engine.books
    let ticket = books.tickets[0]
    books.apply(.resolved(id: ticket.id, discrepancy: ticket.discrepancy, kind: ticket.kind, by: .auto))
    books.ticketCount = 0
    var again = EngineBench(bench.engine.configuration)
    again.give(.started(Recovery(Checkpoint(sequence: 1, books: books)), reason: .crash), at: 2000)
    #expect(again.engine.books.tickets.map(\.discrepancy) == [1] && again.engine.books.ticketCount == 1)
    #expect(again.notices.map(\.subject) == [.unknownOrder])
  }

  @Test("A summary equals another one only in all it counts")
  func summariesDiffer() throws {
    func summary(_ kind: Word = .missingOrder, level: Level? = nil, ends: Bool = false, waits: Bool = false) throws
      -> DiscrepancySummary
    {
      var books = Books(instruments: Fixture.instruments, currencyCount: 2)
      var discrepancy = Discrepancy(kind, order: 1)
      discrepancy.id = 1
      discrepancy.level = level
      try books.apply(.discrepancy(.found(discrepancy)), at: .origin)
      if waits { books.apply(.opened(Ticket(discrepancy, id: 1, reason: nil, at: .origin))) }
      if ends { try books.apply(.discrepancy(.resolved(id: 1, kind: kind, by: .auto)), at: .origin) }
      return DiscrepancySummary(books, since: .origin)
    }
    let plain = try summary()
    #expect(try plain == summary())
    #expect(try plain != summary(.cashMismatch))
    #expect(try plain != summary(level: .warning))
    #expect(try plain != summary(ends: true))
    #expect(try plain != summary(waits: true))
    #expect(plain != DiscrepancySummary(Books(instruments: Fixture.instruments, currencyCount: 2), since: .origin))
  }

  @Test("The title of a ticket names what it is about")
  func title() {
    let discrepancy = Discrepancy(.overfill, order: 0, execution: 3, instrument: 1, currency: 0)
    let ticket = Ticket(discrepancy, id: 1, reason: nil, at: .origin)
    let labels = Fixture.Labels()
    let words =
      ["overfill"] + [
        labels.name(.order, 0), labels.name(.execution, 3), labels.name(.instrument, 1), labels.name(.currency, 0),
      ]
    #expect(ticket.title(naming: labels) == words.joined(separator: " "))
    let bare = Ticket(Discrepancy(.cashMismatch, currency: 1), id: 2, reason: nil, at: .origin)
    #expect(bare.title(naming: labels) == "cash-mismatch " + labels.name(.currency, 1))
  }

  @Test("Persons take steps, and time does")
  func steps() {
    #expect(TicketStep.allCases.filter(\.isByPerson) == [.acknowledged, .assigned, .prioritized, .decided])
    #expect(TicketStep.allCases.filter(\.isTold) == [.escalated, .reminded])
  }

  @Test("The last discrepancies are remembered and counted, no more of them")
  func summary() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    for id in 1...70 {
      var discrepancy = Discrepancy(id % 2 == 0 ? .cashMismatch : .missingOrder, order: UInt32(id))
      discrepancy.id = UInt32(id)
      discrepancy.level = id > 60 ? .warning : nil
      discrepancy.found = .origin + .seconds(id)
      try books.apply(.discrepancy(.found(discrepancy)), at: discrepancy.found)
      guard id < 70 else { continue }
      let end = DiscrepancyRecord.resolved(id: UInt32(id), kind: discrepancy.kind, by: .auto)
      try books.apply(.discrepancy(end), at: .origin + .seconds(100))
    }
    #expect(books.pastDiscrepancies.map(\.discrepancy.id) == Array(6...69))
    let all = DiscrepancySummary(books, since: .origin)
    #expect(all.found == 65 && all.resolved == 64 && all.waiting == 0)
    #expect(all.kinds.map(\.kind) == [.missingOrder, .cashMismatch] && all.kinds.map(\.count) == [32, 33])
    #expect(all.levels.map(\.level) == [nil, .warning] && all.levels.map(\.count) == [55, 10])
    #expect(DiscrepancySummary(books, since: .origin + .seconds(69)).found == 2)
    #expect(DiscrepancySummary(books, since: .origin + .seconds(70)).found == 1)
    var ticketed = books
    try ticketed.apply(.ticket(.opened(Ticket(books.discrepancies[0], id: 1, reason: nil, at: .origin))), at: .origin)
    #expect(DiscrepancySummary(ticketed, since: .origin).waiting == 1)
  }

  @Test("A discrepancy of an order is worth what differs, or what is left, at the price of the order")
  func worthOfOrders() throws {
    var order = ManagedOrder(id: Fixture.order, terms: Fixture.terms)
    order.filled = Decimal(40)
    let configuration = Fixture.configuration()
    func worth(_ kind: Word, _ local: Int = 0, _ broker: Int = 0) -> Decimal? {
      let finding = Finding(kind, order: 0, local: Decimal(local), broker: Decimal(broker))
      return ImpactAssessment.impact(of: finding, order, configuration)
    }
    #expect(worth(.quantityMismatch, 40, 43) == Decimal(30))
    #expect(worth(.overfill, 100, 104) == Decimal(40))
    #expect(worth(.termsMismatch, 100, 80) == Decimal(200))
    #expect(worth(.missingOrder, 40) == Decimal(600) && worth(.statusInconsistency, 40, 40) == Decimal(600))
    #expect(worth(.priceDiscrepancy, 10, 9) == Decimal(100))
    #expect(worth(.unknownOrder, 0, 5) == nil && worth(.duplicateExecution, 0, 5) == nil)
    order.terms.pricing = .market
    #expect(worth(.missingOrder, 40) == nil)
    #expect(
      ImpactAssessment.impact(of: Finding(.missingOrder, order: 9), nil, configuration) == nil)
  }
}
