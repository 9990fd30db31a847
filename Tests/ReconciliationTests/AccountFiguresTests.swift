import Testing
import Trading

@testable import Reconciliation

@Suite("The books as of a change at the broker")
struct AccountFiguresTests {
  private func books(_ executions: [Execution]) throws -> Books {
    var books = try Fixture.books(after: 3)
    for execution in executions { try books.apply(Fixture.counted(execution)) }
    return books
  }

  @Test("What has executed behind the change is set aside, in whatever order it came")
  func behind() throws {
    let early = Fixture.execution(1, 60, at: 11, sequence: 6)
    let late = Fixture.execution(2, 40, at: 12, sequence: 8)
    for order in [[early, late], [late, early]] {
      let books = try books(order)
      let figures = try #require(books.figures(asOf: BrokerSequence(7)))
      let known = try self.books([early])
      #expect(figures.positions[0].quantity == Decimal(60) && figures.positions[0].cost == known.positions[0].cost)
      #expect(figures.cash == known.cash && figures.newestChange == BrokerSequence(6))
      let now = try #require(books.figures(asOf: BrokerSequence(8)))
      #expect(now.positions[0] == books.positions[0] && now.cash == books.cash)
    }
  }

  @Test("What was taken back, what has no place and what was taken over later cannot be set aside")
  func untold() throws {
    let first = Fixture.execution(1, 60, at: 11, sequence: 6)
    var bust = Fixture.execution(3, 0, at: 11, sequence: 8)
    bust.reference = ExecutionID(index: 1)
    #expect(try books([first, bust]).figures(asOf: BrokerSequence(7)) == nil)
    #expect(try books([first, bust]).figures(asOf: BrokerSequence(5)) == nil)
    #expect(try books([first, bust]).figures(asOf: BrokerSequence(8)) != nil)
    let nowhere = Fixture.execution(2, 40, at: 12, sequence: 0)
    #expect(try books([first, nowhere]).figures(asOf: BrokerSequence(5)) == nil)
    #expect(try books([nowhere, first]).figures(asOf: BrokerSequence(5)) != nil)
    var adopted = try books([first])
    try adopted.adopt(
      PositionAdoption(
        instrument: InstrumentID(index: 0), from: Decimal(60), to: Decimal(50), averagePrice: Decimal(11),
        asOf: BrokerSequence(7), policy: .adoptBroker, charge: .zero))
    #expect(adopted.figures(asOf: BrokerSequence(6)) == nil && adopted.figures(asOf: BrokerSequence(7)) != nil)
  }

  @Test("What has executed behind a figure that is taken over comes on top of it, and is not counted as part of it")
  func takenOver() throws {
    var books = try books([
      Fixture.execution(1, 30, at: 11, sequence: 6), Fixture.execution(2, 20, at: 12, sequence: 8),
    ])
    try books.adopt(
      PositionAdoption(
        instrument: InstrumentID(index: 0), from: Decimal(30), to: Decimal(50), averagePrice: Decimal(10),
        asOf: BrokerSequence(7), policy: .adoptBroker, charge: .zero))
    #expect(books.positions[0].quantity == Decimal(70) && books.adoptedAsOf[0] == BrokerSequence(7))
    #expect(
      books.addedVolume(of: InstrumentID(index: 0), comingTo: Decimal(70), upTo: BrokerSequence(9)) == Decimal(20))
    let before = books
    try books.replayPositions()
    #expect(books == before)
  }
}
