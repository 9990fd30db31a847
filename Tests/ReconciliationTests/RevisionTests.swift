import Testing
import Trading

@testable import Reconciliation

@Suite("Executions that are taken back or amended, given an id twice, or none")
struct RevisionTests {
  private func revision(_ id: UInt32, of former: UInt32, _ quantity: Int, at price: Int = 10, sequence: UInt64)
    -> Execution
  {
    var report = Fixture.execution(id, quantity, at: price, sequence: sequence)
    report.reference = ExecutionID(index: former)
    return report
  }

  private func books(_ executions: [Execution]) throws -> Books {
    var books = try Fixture.books(after: 3)
    for execution in executions { try books.apply(Fixture.counted(execution)) }
    return books
  }

  @Test("Books after a bust are those without the execution, but for the log")
  func bust() throws {
    let kept = Fixture.execution(2, 40, at: 12, sequence: 7)
    let one = try books([kept])
    let other = try books([
      Fixture.execution(1, 60, at: 11, sequence: 6), kept, revision(3, of: 1, 0, at: 11, sequence: 8),
    ])
    #expect(
      other.positions[0].quantity == one.positions[0].quantity && other.positions[0].cost == one.positions[0].cost)
    #expect(other.cash == one.cash && other.executions.count == 3)
    let order = try #require(other.order(Fixture.order))
    #expect(order.filled == Decimal(40) && order.status == .partial && order.averagePrice == Decimal(12))
  }

  @Test("Each execution says what has become of it, in whatever order it and the report about it came")
  func states() throws {
    let executions = [
      Fixture.execution(1, 30, sequence: 6), Fixture.execution(2, 20, sequence: 7),
      Fixture.execution(3, 10, sequence: 8),
      revision(4, of: 1, 25, sequence: 9), revision(5, of: 2, 0, sequence: 10), revision(6, of: 4, 0, sequence: 11),
    ]
    let told = try books(executions)
    #expect(told.executions.map(\.state) == [.corrected, .busted, .live, .busted, .live, .live])
    let reversed = try books(executions.reversed())
    #expect(reversed.executions.map(\.state) == [.live, .live, .busted, .live, .busted, .corrected])
    var log = ExecutionLog()
    for booked in told.executions { log.append(booked.execution, booked.origin) }
    #expect(log == told.log, "a checkpoint need not hold it")
  }

  @Test("A filled order works again, and is as if nothing had been executed of it")
  func reopened() throws {
    let other = try books([
      Fixture.execution(1, 100, sequence: 6), revision(3, of: 1, 0, sequence: 8),
    ])
    let order = try #require(other.order(Fixture.order))
    #expect(order.status == .open && order.filled == .zero && order.leaves == Decimal(100))
    #expect(Array(other.working.slots) == [0] && other.positions[0].isFlat)
  }

  @Test("What is amended counts where it was, and the next report is about the last one")
  func chain() throws {
    let one = try books([Fixture.execution(1, 50, at: 9, sequence: 6), Fixture.execution(2, 40, at: 12, sequence: 7)])
    let other = try books([
      Fixture.execution(1, 60, at: 11, sequence: 6), Fixture.execution(2, 40, at: 12, sequence: 7),
      revision(3, of: 1, 55, at: 11, sequence: 8), revision(4, of: 3, 50, at: 9, sequence: 9),
    ])
    #expect(other.positions[0].cost == one.positions[0].cost && other.cash == one.cash)
    #expect(other.order(Fixture.order)?.value == one.order(Fixture.order)?.value)
    #expect(other.subject(of: revision(5, of: 3, 0, sequence: 10)) == nil)
    #expect(other.subject(of: revision(5, of: 4, 0, sequence: 10))?.execution.id == ExecutionID(index: 4))
  }

  @Test("What a figure taken over holds goes at what it cost, and nothing is earned by that")
  func absorbed() throws {
    var books = try books([Fixture.execution(1, 60, at: 11, sequence: 6)])
    let adoption = PositionAdoption(
      instrument: InstrumentID(index: 0), from: Decimal(60), to: Decimal(70), averagePrice: Decimal(12),
      asOf: BrokerSequence(7), policy: .adoptBroker, charge: .zero)
    try books.apply(.position(.adopted(adoption)))
    try books.apply(Fixture.counted(revision(3, of: 1, 0, at: 11, sequence: 8)))
    #expect(books.positions[0].quantity == Decimal(10) && books.positions[0].averagePrice == Decimal(18))
    #expect(books.positions[0].realizedProfit == .zero)
    var other = books
    try other.replayPositions()
    #expect(other.positions == books.positions)
  }

  @Test("A position is as if the execution had never been in it", arguments: [-1, 1])
  func takenBack(sign: Int) throws {
    func without(_ change: Int, at price: Int, hasRealized: Bool = true) throws -> String {
      var basis = try PositionBasis(multiplier: Decimal(2)).adopting(
        quantity: Decimal(60 * sign), averagePrice: Decimal(10))
      try basis.takeBack(Decimal(change * sign), at: Decimal(price), hasRealized: hasRealized)
      let profit = try sign < 0 ? Decimal.zero - basis.realizedProfit : basis.realizedProfit
      return "\(basis.quantity.magnitude) \(basis.averagePrice?.description ?? "flat") \(profit)"
    }
    #expect(try without(40, at: 12) == "20 6 0")
    #expect(try without(40, at: 20) == "20 10 0")
    #expect(try without(60, at: 12) == "0 flat 0")
    #expect(try without(90, at: 12) == "30 12 0")
    #expect(try without(-40, at: 12) == "100 10 -160")
    #expect(try without(-40, at: 12, hasRealized: false) == "100 10 0")
    var flat = PositionBasis(multiplier: .one)
    try flat.takeBack(Decimal(5), at: Decimal(7), hasRealized: true)
    #expect(flat.quantity == Decimal(-5) && flat.averagePrice == Decimal(7) && flat.realizedProfit == .zero)
  }

  @Test("One id on two orders is two executions, and so are two without an id")
  func twoOrders() throws {
    let second = ClientOrderID(index: 1)
    var books = try books([Fixture.execution(1, 30, sequence: 6)])
    try books.apply(.order(.accepted(second, Fixture.terms)))
    try books.apply(Fixture.counted(Fixture.execution(1, 20, order: second, sequence: 7)))
    #expect(books.order(Fixture.order)?.filled == Decimal(30) && books.order(second)?.filled == Decimal(20))
    let nameless = [8, 9].map { Fixture.execution(Event.none, 5, sequence: $0) }
    for execution in nameless { try books.apply(Fixture.counted(execution)) }
    #expect(books.order(Fixture.order)?.filled == Decimal(40))
    #expect(nameless.allSatisfy { books.booked($0)?.execution == $0 })
    #expect(books.booked(Fixture.execution(Event.none, 5, sequence: 10)) == nil)
  }

  @Test("A report waits for what it is about, as long as a pass will tell of it")
  func early() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.execute(revision(3, of: 1, 0, sequence: 8), filled: 0)
    #expect(bench.logged.map(\.kind) == [.fillReceived] && bench.engine.books.discrepancies.isEmpty)
  }

  @Test("A second report about the same execution is put aside, and a person is told")
  func twice() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.execute(Fixture.execution(1, 30, sequence: 6), filled: 30)
    bench.execute(revision(3, of: 1, 0, sequence: 8), filled: 0)
    #expect(bench.publications.map(\.kind) == [.executionBusted] && bench.order?.filled == .zero)
    bench.execute(revision(4, of: 1, 0, sequence: 9), filled: 0)
    #expect(bench.logged.map(\.kind).contains(.fillQuarantined))
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.invalidReport])
    #expect(bench.engine.books.discrepancies.map(\.reason) == [.unknownExecution])
  }
}
