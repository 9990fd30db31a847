import Testing
import Trading

@testable import Reconciliation

@Suite("Executions that are inferred")
struct InferredFillTests {
  private let accepted: [JournalRecord] = Array(Fixture.records.prefix(3))

  private func books(_ executions: [Execution]) throws -> Books {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    for record in accepted { try books.apply(record) }
    for execution in executions { try books.apply(Fixture.counted(execution)) }
    return books
  }

  private func gap(
    _ filled: Int, at average: Decimal, asOf sequence: UInt64 = 9, knownUpTo known: UInt64 = 5
  ) -> FillGap {
    var report = Fixture.report(.partial, filled: filled, sequence: sequence)
    report.averagePrice = average
    return FillGap(report, knownUpTo: BrokerSequence(known))
  }

  private func inferred(
    _ gap: FillGap, _ books: Books, isAccepted: Bool = false, _ change: (inout EngineConfiguration) -> Void = { _ in }
  ) throws -> Execution? {
    var configuration = Fixture.configuration()
    change(&configuration)
    let order = try #require(books.order(Fixture.order))
    return InferredFill.execution(
      closing: gap, of: order, books, configuration, isAccepted: isAccepted, at: .origin)
  }

  @Test("The price is what makes the broker's average right")
  func residual() throws {
    let known = try books([Fixture.execution(1, 40, at: 7, sequence: 6)])
    let execution = try #require(try inferred(gap(100, at: try Decimal("8.8")), known))
    #expect(execution.quantity == Decimal(60) && execution.price == Decimal(10))
    #expect(execution.isInferred && execution.sequence == BrokerSequence(9))
  }

  @Test("Of the prices that make a rounded average right the one on the tick is taken")
  func tick() throws {
    // 70 at 7 and 20 at 8 average 7.222..., which no decimal is.
    let known = try books([Fixture.execution(1, 70, at: 7, sequence: 6)])
    let average = try Decimal(650).divided(by: Decimal(90), rounding: .halfEven)
    #expect(try inferred(gap(90, at: average), known)?.price == Decimal(8))
    // 10 at 7 and 10 at 8 of which nothing is known are none on the tick.
    #expect(try inferred(gap(20, at: try Decimal("7.5")), try books([]))?.price == (try Decimal("7.5")))
  }

  @Test("Without an average only a person answers for the order's own price")
  func withoutAverage() throws {
    let none = try books([])
    #expect(try inferred(gap(50, at: .zero), none) == nil)
    #expect(try inferred(gap(50, at: .zero), none, isAccepted: true)?.price == Decimal(10))
  }

  @Test("Nothing is inferred that cannot be so")
  func refused() throws {
    let none = try books([])
    #expect(try inferred(gap(101, at: Decimal(9)), none, isAccepted: true) == nil)
    #expect(try inferred(gap(50, at: Decimal(9), asOf: 0), none, isAccepted: true) == nil)
    #expect(try inferred(FillGap(filled: Decimal(50)), none, isAccepted: true) == nil)
    // Dearer than the limit of ten.
    #expect(try inferred(gap(50, at: Decimal(11)), none) == nil)
    #expect(try inferred(gap(50, at: Decimal(11)), none, isAccepted: true)?.price == Decimal(11))
  }

  @Test("What a figure that was taken over may have in it is inferred for a person alone")
  func ambiguous() throws {
    func taken(asOf sequence: UInt64) throws -> Books {
      var books = try books([])
      try books.apply(
        .position(
          .adopted(
            PositionAdoption(
              instrument: InstrumentID(index: 0), from: .zero, to: Decimal(50), averagePrice: Decimal(9),
              asOf: BrokerSequence(sequence), policy: .adoptBroker))))
      return books
    }
    #expect(try inferred(gap(50, at: Decimal(9)), try taken(asOf: 5)) != nil)
    #expect(try inferred(gap(50, at: Decimal(9)), try taken(asOf: 7)) == nil)
    #expect(try inferred(gap(50, at: Decimal(9)), try taken(asOf: 7), isAccepted: true) != nil)
    #expect(try inferred(gap(50, at: Decimal(9)), try taken(asOf: 9)) != nil)
  }

  @Test("Books in which real executions have replaced it are those that had them from the start")
  func replaced() throws {
    var books = try books([])
    let guess = try #require(try inferred(gap(100, at: try Decimal("8.8")), books))
    try books.apply(Fixture.counted(guess, source: .policy))
    #expect(books.order(Fixture.order)?.status == .filled && books.log.hasInferred)
    try books.apply(
      Fixture.counted(Fixture.execution(9, 50, at: 12, order: ClientOrderID(index: 1), side: .sell, sequence: 10)))
    let real = [Fixture.execution(1, 40, at: 7, sequence: 6), Fixture.execution(2, 60, at: 10, sequence: 7)]
    for execution in real {
      for revision in books.log.inferred(of: Fixture.order).revisions(for: execution) {
        try books.apply(Fixture.counted(revision))
      }
      try books.apply(Fixture.counted(execution))
      #expect(books.order(Fixture.order)?.filled == Decimal(100))
    }
    let plain = try self.books(
      real + [Fixture.execution(9, 50, at: 12, order: ClientOrderID(index: 1), side: .sell, sequence: 10)])
    #expect(!books.log.hasInferred)
    #expect(books.positions[0].cost == plain.positions[0].cost && books.cash == plain.cash)
    #expect(books.positions[0].exactProfit == plain.positions[0].exactProfit)
    #expect(books.order(Fixture.order)?.value == plain.order(Fixture.order)?.value)
    #expect(books.order(Fixture.order)?.filled == plain.order(Fixture.order)?.filled)
  }

  @Test("What is left of it costs what is left")
  func remainder() throws {
    var books = try books([])
    let guess = try #require(try inferred(gap(100, at: try Decimal("8.8")), books))
    try books.apply(Fixture.counted(guess, source: .policy))
    let known = books.log.inferred(of: Fixture.order)
    let revision = try #require(known.revisions(for: Fixture.execution(1, 40, at: 7, sequence: 6)).first)
    #expect(revision.quantity == Decimal(60) && revision.price == Decimal(10) && revision.reference == guess.id)
    // An execution from after what the broker has told is another one.
    #expect(known.revisions(for: Fixture.execution(1, 40, at: 7, sequence: 10)).isEmpty)
    // One that is larger takes all of it.
    #expect(known.revisions(for: Fixture.execution(1, 140, at: 7, sequence: 6)).map(\.isBust) == [true])
  }

  @Test("A report that has a name of the engine's is put aside")
  func forged() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.execute(Fixture.execution(ExecutionID(inference: 0).index, 60), filled: 60)
    #expect(bench.order?.filled == .zero)
    #expect(bench.logged.map(\.kind).contains(.fillQuarantined))
  }
}
