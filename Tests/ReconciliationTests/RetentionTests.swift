import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("What may leave the books, and what stays of it")
struct RetentionTests {
  private static let (first, second) = (InstrumentID(index: 0), InstrumentID(index: 1))
  private static let ended = Instant.origin + .seconds(60)

  private func order(_ index: UInt32) -> ClientOrderID { ClientOrderID(index: index) }

  /// Accepts, sends and works an order of ten.
  private func place(
    _ index: UInt32, side: Side = .buy, in instrument: InstrumentID = first, _ books: inout Books
  ) throws {
    let terms = OrderTerms(instrument: instrument, side: side, quantity: Decimal(10), pricing: .limit(Decimal(10)))
    for record: OrderRecord in [
      .accepted(order(index), terms), .attempt(order(index), number: 1),
      .status(StatusChange(order: order(index), from: .submitted, to: .open, source: .response)),
    ] {
      try books.apply(.order(record), at: .origin + .seconds(1))
    }
  }

  /// Counts an execution, whose number is that of its change at the broker.
  private func fill(
    _ index: UInt32, _ number: UInt64, of quantity: Int = 10, at price: Int = 10, _ books: inout Books
  ) throws {
    let terms = try #require(books.order(order(index))?.terms)
    var execution = Fixture.execution(
      UInt32(number), quantity, at: price, order: order(index), side: terms.side,
      instrument: terms.instrument.index, sequence: number)
    execution.executedAt = .origin + .seconds(Int(number))
    try books.apply(Fixture.counted(execution), at: .origin + .seconds(2))
  }

  private func books(_ count: UInt32, in instrument: InstrumentID = first) throws -> Books {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    for index in 0..<count {
      try place(index, side: index % 2 == 0 ? .buy : .sell, in: instrument, &books)
      try fill(index, UInt64(index) + 1, &books)
    }
    return books
  }

  private func leaving(
    _ books: Books, endedBy instant: Instant = ended, known: UInt64 = 1000, limit: Int = Retention.limit,
    isBusy: (Int) -> Bool = { _ in false }
  ) -> [UInt32] {
    Retention.leaving(
      books, endedBy: instant, knownUpTo: BrokerSequence(known), limit: limit, isBusy: isBusy
    ).map(\.order.id.index)
  }

  private func archive(_ indices: [UInt32], _ books: inout Books) throws {
    for index in indices {
      let order = try #require(books.order(order(index)))
      try books.apply(.control(.archived(.order(order))))
    }
    try books.apply(.control(.archived(.end(count: UInt32(indices.count)))))
  }

  @Test("What was recorded of it last is that long ago, and all executions up to there are known")
  func when() throws {
    let books = try books(3)
    #expect(leaving(books) == [0, 1, 2])
    #expect(leaving(books, endedBy: .origin + .seconds(2)) == [0, 1, 2])
    #expect(leaving(books, endedBy: .origin + .seconds(2) - TimeSpan(nanoseconds: 1)) == [])
    #expect(leaving(books, known: 2) == [0, 1] && leaving(books, known: 0) == [])
    #expect(leaving(books) { $0 == 1 } == [0], "what is behind the second counts behind an order that stays")
  }

  @Test("No more leave at once than a transaction is to hold, those first whose executions count first")
  func limit() throws {
    var books = try books(5)
    #expect(leaving(books, limit: 2) == [0, 1])
    try archive([0, 1], &books)
    #expect(leaving(books, limit: 2) == [2, 3])
    try archive([2, 3], &books)
    #expect(leaving(books, limit: 2) == [4])
  }

  @Test("What cannot leave in one instrument holds up none of another")
  func otherInstrument() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    try place(0, &books)
    try fill(0, 1, of: 4, &books)
    for index: UInt32 in 1...3 {
      try place(index, &books)
      try fill(index, UInt64(index) + 1, &books)
    }
    try place(4, in: Self.second, &books)
    try fill(4, 5, &books)
    #expect(leaving(books, limit: 2) == [4], "the first works still")
  }

  @Test("Orders whose executions lie between each other's leave together")
  func between() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    try place(0, &books)
    try place(1, &books)
    try place(2, &books)
    for (number, index) in [UInt32(0), 1, 0, 1].enumerated() { try fill(index, UInt64(number) + 1, of: 5, &books) }
    try fill(2, 5, &books)
    #expect(leaving(books, limit: 1) == [0, 1])
    #expect(leaving(books, known: 3) == [], "the second has one that may have others before it")
  }

  @Test("While an order of an instrument lacks executions none of it leaves")
  func lacking() throws {
    var books = try books(2)
    try place(2, &books)
    try place(3, in: Self.second, &books)
    try fill(3, 9, &books)
    var gap = Discrepancy(.quantityMismatch)
    gap.order = 2
    books.discrepancies = [gap]
    #expect(leaving(books) == [3])
    books.discrepancies = []
    #expect(leaving(books) == [0, 1, 3])
  }

  @Test("Positions, money and ids are what they were")
  func state() throws {
    var books = try books(4)
    try place(4, &books)
    try fill(4, 9, of: 6, at: 12, &books)
    let before = books
    try archive([0, 1, 2, 3], &books)
    #expect(books.orders.map(\.id) == [order(4)] && books.slot(of: order(4)) == 0 && Array(books.working.slots) == [0])
    #expect(books.executions.count == 1 && books.executionTotal == 5)
    let (position, was) = (books.positions[0], before.positions[0])
    #expect(position.quantity == was.quantity && position.averagePrice == was.averagePrice)
    #expect(position.exactProfit == was.exactProfit && books.cash == before.cash)
    #expect(position.baselineQuantity == was.baselineQuantity)
    for booked in before.executions { #expect(books.hasCounted(booked.execution)) }
    #expect(books.isArchived(order(3)) && !books.isArchived(order(4)) && !books.isArchived(order(5)))
    #expect(books.figures(asOf: BrokerSequence(3)) == nil && books.figures(asOf: BrokerSequence(4)) != nil)
    // One that is told late still counts, behind all that has left.
    try fill(4, 10, of: 4, at: 14, &books)
    var unarchived = before
    try fill(4, 10, of: 4, at: 14, &unarchived)
    #expect(books.positions[0].averagePrice == unarchived.positions[0].averagePrice)
  }

  @Test("What was bought here since a position was opened, and when it was, outlive the executions")
  func past() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    try place(0, &books)
    try place(1, side: .sell, &books)
    try place(2, &books)
    for number: UInt64 in 1...3 { try fill(UInt32(number) - 1, number, &books) }
    func volume() -> Decimal? {
      books.addedVolume(of: Self.first, comingTo: Decimal(10), upTo: BrokerSequence(3))
    }
    func opened() -> Instant? {
      let position = books.positions[0]
      return PositionValue.opened(
        from: position.baseline.quantity, since: position.past.opened, books.stepsSinceBaseline(0),
        asOf: position.baselineAsOf)
    }
    #expect(volume() == Decimal(20) && opened() == .origin + .seconds(3))
    try archive([0, 1], &books)
    #expect(volume() == Decimal(20) && opened() == .origin + .seconds(3))
    try archive([2], &books)
    #expect(volume() == Decimal(20) && opened() == .origin + .seconds(3))
    #expect(books.positions[0].past.volume(of: .sell) == Decimal(10))
  }

  @Test("Nothing leaves whose sums would leave the range of a decimal")
  func overflow() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    let huge = try Decimal(units: Int128.max / 2)
    for index: UInt32 in 0..<5 {
      try place(index, side: index % 2 == 0 ? .buy : .sell, &books)
      var execution = Fixture.execution(
        index, 1, at: 0, order: order(index), side: index % 2 == 0 ? .buy : .sell, sequence: UInt64(index) + 1)
      execution.quantity = huge
      try books.apply(Fixture.counted(execution), at: .origin + .seconds(2))
    }
    let all = books.orders.map { ArchivedOrder(order: $0, executions: []) }
    #expect(books.canArchive(Array(all.prefix(2))) && !books.canArchive(all))
  }
}
