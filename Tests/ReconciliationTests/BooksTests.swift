import Testing
import Trading

@testable import Reconciliation

@Suite("Books")
struct BooksTests {
  @Test("The life of an order moves order, position and cash")
  func life() throws {
    let books = try Fixture.books(after: 6)
    let order = try #require(books.order(Fixture.order))
    #expect(order.status == .filled && order.filled == Decimal(100) && order.leaves == .zero)
    #expect(order.averagePrice?.description == "11.1")
    #expect(order.brokerOrder == Fixture.brokerOrder && order.sequence == BrokerSequence(8))
    #expect(books.positions[0].quantity == Decimal(100) && books.positions[0].cost == ExactAmount(Decimal(1110)))
    #expect(books.cash == [Decimal(-1110), .zero])
    #expect(books.execution(ExecutionID(index: 2), of: Fixture.order)?.execution.price == Decimal(11))
    #expect(books.execution(ExecutionID(index: 2), of: ClientOrderID(index: 7)) == nil)
  }

  @Test("A sale adds cash, with the multiplier and in the instrument's currency")
  func sale() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    let sale = Fixture.execution(1, 3, at: 100, side: .sell, instrument: 1)
    try books.apply(Fixture.counted(sale))
    #expect(books.cash == [.zero, Decimal(15000)])
    #expect(books.positions[1].quantity == Decimal(-3))
  }

  @Test("An execution that a position taken over contains counts for its order, and is paid for, once")
  func absorbed() throws {
    var books = try Fixture.books(after: 3)
    var paid = books
    try books.apply(Fixture.counted(Fixture.execution(1, 30), .absorbed))
    #expect(books.order(Fixture.order)?.filled == Decimal(30))
    #expect(books.positions[0].isFlat && books.cash == [Decimal(-300), .zero])
    #expect(books.executions.map(\.origin) == [.absorbed])
    // A balance that was taken over as well has paid for it.
    let adoption = CashAdoption(
      currency: CurrencyID(index: 0), from: .zero, to: Decimal(7), asOf: BrokerSequence(5), policy: .adoptBroker,
      charge: .zero)
    try paid.apply(.cash(.adopted(adoption)))
    try paid.apply(Fixture.counted(Fixture.execution(1, 30), .absorbed))
    #expect(paid.cash == [Decimal(7), .zero])
    // So has the opening balance for an execution of the setup.
    var opened = try Fixture.books(after: 3)
    try opened.open(Fixture.execution(1, 30))
    #expect(opened.cash == [.zero, .zero] && opened.positions[0].isFlat)
  }

  @Test("A late execution completes an ended order, or leaves its end as it is")
  func lateExecutions() throws {
    for (ended, after) in [
      (OrderStatus.cancelled, OrderStatus.cancelled), (.expired, .expired), (.rejected, .rejected),
    ] {
      var books = try Fixture.books(after: 3)
      try books.apply(.order(.status(StatusChange(order: Fixture.order, from: .open, to: ended, source: .stream))))
      try books.apply(Fixture.counted(Fixture.execution(1, 30)))
      #expect(books.order(Fixture.order)?.status == after)
      try books.apply(Fixture.counted(Fixture.execution(2, 70)))
      #expect(books.order(Fixture.order)?.status == .filled)
    }
  }

  @Test("An order that ends loses its intents, and one that has the terms asked for loses the wish for them")
  func intents() throws {
    var books = try Fixture.books(after: 4)
    let amendment = Amendment(quantity: Decimal(30), pricing: .limit(Decimal(9)))
    try books.apply(.order(.cancelIntent(Fixture.order)))
    try books.apply(.order(.replaceIntent(Fixture.order, amendment)))
    #expect(books.order(Fixture.order)?.hasCancelIntent == true)
    var ended = books
    try ended.apply(
      .order(.status(StatusChange(order: Fixture.order, from: .partial, to: .cancelled, source: .stream))))
    #expect(ended.order(Fixture.order)?.hasCancelIntent == false && ended.order(Fixture.order)?.replaceIntent == nil)
    try books.apply(.order(.intentEnd(Fixture.order, .cancel, reason: .exhausted)))
    #expect(books.order(Fixture.order)?.hasCancelIntent == false)
    #expect(books.order(Fixture.order)?.replaceIntent == amendment)
    try books.apply(.order(.terms(Fixture.order, amendment, source: .response, sequence: BrokerSequence(9))))
    #expect(books.order(Fixture.order)?.status == .partial && books.order(Fixture.order)?.replaceIntent == nil)
  }

  @Test("An order is filled by the most that may be on order, until the broker tells what is")
  func askedTerms() throws {
    var books = try Fixture.books(after: 4)
    let (before, order) = (books.order(Fixture.order), Fixture.order)
    let amendment = Amendment(quantity: Decimal(150), pricing: .limit(Decimal(10)))
    try books.apply(.order(.replaceIntent(order, amendment)))
    let left = try Decimal(100) - (before?.filled ?? .zero)
    #expect(books.order(order)?.leaves == left)
    try books.apply(Fixture.counted(Fixture.execution(2, 70)))
    #expect(books.order(order)?.status == .partial && books.order(order)?.leaves == Decimal(50))
    // Whoever gives it up, or wants it gone, does not know more of it.
    var given = books
    try given.apply(.order(.intentEnd(order, .replace, reason: .exhausted)))
    #expect(given.order(order)?.leaves == Decimal(50) && given.order(order)?.replaceIntent == nil)
    try given.apply(.order(.cancelIntent(order)))
    #expect(given.order(order)?.askedTerms == amendment)
    try given.apply(.order(.status(StatusChange(order: order, from: .partial, to: .filled, source: .poll))))
    #expect(given.order(order)?.leaves == .zero && given.order(order)?.askedTerms == nil)
    try books.apply(Fixture.counted(Fixture.execution(3, 50)))
    #expect(books.order(order)?.status == .filled && books.order(order)?.mostOrdered == Decimal(150))
    try books.apply(.order(.terms(order, amendment, source: .poll, sequence: BrokerSequence(9))))
    #expect(books.order(order)?.askedTerms == nil && books.order(order)?.leaves == .zero)
  }

  @Test("What an order was to have before is remembered, once each, while it works")
  func supersededTerms() throws {
    var books = try Fixture.books(after: 4)
    let order = Fixture.order
    func amendment(_ quantity: Int) -> Amendment {
      Amendment(quantity: Decimal(quantity), pricing: .limit(Decimal(10)))
    }
    let first = try #require(books.order(order)?.amendment)
    for (number, quantity) in [150, 90, 150].enumerated() {
      try books.apply(.order(.replaceIntent(order, amendment(quantity))))
      try books.apply(
        .order(.terms(order, amendment(quantity), source: .response, sequence: BrokerSequence(UInt64(10 + number)))))
    }
    #expect(books.terms(supersededOf: order) == [first, amendment(90)])
    try books.apply(.order(.status(StatusChange(order: order, from: .partial, to: .cancelled, source: .stream))))
    #expect(books.terms(supersededOf: order).isEmpty)
  }

  @Test("On an overflow the books do not change, whichever figure it is")
  func overflow() throws {
    let largest = try Decimal(units: .max)
    func execution(_ quantity: Decimal, _ price: Decimal) -> JournalRecord {
      var execution = Fixture.execution(9, 1)
      execution.quantity = quantity
      execution.price = price
      return Fixture.counted(execution)
    }
    var fullPosition = try Fixture.books(after: 4)
    try fullPosition.open(largest, at: .zero, in: InstrumentID(index: 0))
    var fullCash = try Fixture.books(after: 4)
    fullCash.cash[0] = -largest
    var fullOrder = try Fixture.books(after: 4)
    fullOrder.orders[0].filled = largest
    var fullValue = try Fixture.books(after: 4)
    fullValue.orders[0].value = try ExactAmount(high: .max, low: .max)
    let adoption = PositionAdoption(
      instrument: InstrumentID(index: 0), from: .zero, to: largest, averagePrice: Decimal(2), asOf: BrokerSequence(9),
      policy: .adoptBroker)
    let cases: [(Books, JournalRecord)] = [
      (try Fixture.books(after: 4), execution(largest, largest)), (fullPosition, execution(.one, .one)),
      (fullCash, execution(.one, .one)), (fullOrder, execution(.one, .zero)), (fullValue, execution(.one, .one)),
      (try Fixture.books(after: 4), .position(.adopted(adoption))),
    ]
    for (index, (before, record)) in cases.enumerated() {
      var books = before
      #expect(throws: DecimalError.overflow, "case \(index)") { try books.apply(record) }
      #expect(books == before, "case \(index)")
      #expect(books.log == before.log)
    }
  }

  @Test("Discrepancies open and close by number, and the count never falls")
  func discrepancies() throws {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    for id in 1...3 as ClosedRange<UInt32> {
      var discrepancy = Discrepancy(.missingOrder, order: id)
      discrepancy.id = id
      try books.apply(.discrepancy(.found(discrepancy)))
    }
    try books.apply(.discrepancy(.resolved(id: 2, kind: .missingOrder, by: .auto)))
    #expect(books.discrepancies.map(\.id) == [1, 3] && books.discrepancyCount == 3)
    func open(_ order: UInt32) -> UInt32? { books.openDiscrepancy(Finding.Key(kind: .missingOrder, order: order))?.id }
    #expect(open(1) == 1 && open(2) == nil && open(3) == 3)
    try books.apply(.discrepancy(.resolved(id: 2, kind: .missingOrder, by: .auto)))
    #expect(books.discrepancies.map(\.id) == [1, 3])
    let bytes = Checkpoint(sequence: 1, books: books).encoded(naming: Fixture.Labels(), Fixture.identity)
    #expect(try Checkpoint.read(bytes)?.checkpoint.books.openDiscrepancies == books.openDiscrepancies)
  }

  @Test("Records about an order that is not there change nothing")
  func unknownOrder() throws {
    let unknown = ClientOrderID(index: .max)
    let before = try Fixture.books(after: 4)
    var books = before
    try books.apply(.order(.attempt(unknown, number: 1)))
    try books.apply(.order(.cancelIntent(unknown)))
    try books.apply(.order(.status(StatusChange(order: unknown, from: .open, to: .filled, source: .poll))))
    #expect(books == before && books.order(unknown) == nil)
  }
}
