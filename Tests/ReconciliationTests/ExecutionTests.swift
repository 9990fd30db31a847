import Testing
import Trading

@testable import Reconciliation

@Suite("Executions by hand")
struct ExecutionTests {
  private func working() -> EngineBench {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    return bench
  }

  @Test("An execution counts once, from whichever channel it comes again")
  func once() {
    var bench = working()
    let execution = Fixture.execution(1, 30, sequence: 6)
    bench.execute(execution, filled: 30)
    #expect(bench.publications.map(\.kind) == [.orderFilled])
    #expect(bench.logged.map(\.kind) == [.fillReceived, .fillApplied])
    bench.execute(execution, filled: 30)
    #expect(bench.persisted.isEmpty)
    #expect(bench.logged.map(\.kind) == [.fillReceived, .fillDuplicate])
    bench.give(.operatorCommand(.reconcile), at: 200)
    let requests = bench.sends.map(\.id)
    let report = Fixture.report(.partial, filled: 30, sequence: 6)
    bench.give(.response(requests[0], .orders(Snapshot(rows: [report], asOf: BrokerSequence(6)))), at: 250)
    bench.give(.response(requests[1], .executions(Snapshot(rows: [execution], asOf: BrokerSequence(6)))), at: 250)
    #expect(bench.persisted.isEmpty && bench.order?.filled == Decimal(30))
    #expect(bench.logged.map(\.kind) == [.reconcileFinished] && bench.logged.first?.state == .clean)
  }

  @Test("An execution may come before the answer to its order")
  func beforeTheAck() {
    var bench = EngineBench.ready()
    bench.place()
    bench.execute(Fixture.execution(1, 30, sequence: 6), filled: 30, at: 20)
    #expect(bench.order?.status == .partial)
    bench.give(.response(RequestID(1), .done(Fixture.report(.open, sequence: 5))), at: 50)
    #expect(bench.order?.status == .partial && bench.order?.filled == Decimal(30))
  }

  @Test("The same id with other figures is put aside and told of once")
  func reusedID() {
    var bench = working()
    bench.execute(Fixture.execution(1, 30, sequence: 6), filled: 30)
    for _ in 0..<2 { bench.execute(Fixture.execution(1, 40, sequence: 6), filled: 30) }
    #expect(bench.order?.filled == Decimal(30))
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.duplicateExecution])
    #expect(bench.engine.books.discrepancies.map(\.broker) == [Decimal(40)])
    #expect(bench.notices.isEmpty && bench.persisted.isEmpty)
  }

  @Test("The same id with another fee is told of, and moves no money")
  func anotherFee() {
    var bench = working()
    bench.execute(Fixture.execution(1, 30, sequence: 6, fee: 2), filled: 30)
    let cash = bench.engine.books.cash
    bench.execute(Fixture.execution(1, 30, sequence: 6), filled: 30)
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.duplicateExecution])
    #expect(bench.engine.books.cash == cash)
  }

  @Test("A fee is paid, and is part of no average and of no profit", arguments: [2, 0, -3])
  func fee(_ fee: Int) {
    var bench = working()
    bench.execute(Fixture.execution(1, 30, sequence: 6, fee: fee), filled: 30)
    #expect(bench.engine.books.cash[0] == Decimal(-300 - fee))
    #expect(bench.engine.books.positions[0].averagePrice == Decimal(10))
    #expect(bench.order?.averagePrice == Decimal(10))
    #expect(bench.logged.last?.fee == Decimal(fee) && bench.publications.last?.fee == Decimal(fee))
    var correction = Fixture.execution(2, 30, sequence: 7, fee: 5)
    correction.reference = ExecutionID(index: 1)
    bench.execute(correction, filled: 30)
    #expect(bench.engine.books.cash[0] == Decimal(-305))
    #expect(bench.publications.last?.kind == .executionCorrected && bench.publications.last?.fee == Decimal(5))
    var bust = Fixture.execution(3, 0, sequence: 8)
    bust.reference = ExecutionID(index: 2)
    bench.execute(bust, filled: 0)
    #expect(bench.engine.books.cash[0] == .zero && bench.engine.books.positions[0].isFlat)
    #expect(bench.publications.last?.kind == .executionBusted && bench.publications.last?.fee == Decimal(5))
  }

  @Test("A fee that nobody can pay is put aside")
  func absurdFee() throws {
    var bench = working()
    var execution = Fixture.execution(1, 30)
    execution.fee = try Decimal(units: .max)
    bench.execute(execution, filled: 30)
    #expect(bench.engine.books.discrepancies.map(\.reason) == [.overflow])
    #expect(bench.engine.books.cash[0] == .zero && bench.order?.filled == .zero)
  }

  /// A report that cannot be believed: the execution, the kind of discrepancy and the reason.
  static let absurd: [(Execution, Word, Word)] = {
    let other = ClientOrderID(index: 9)
    var negativePrice = Fixture.execution(1, 30)
    negativePrice.price = Decimal(-1)
    var huge = Fixture.execution(1, 30)
    huge.quantity = (try? Decimal(units: .max)) ?? .zero
    return [
      (Fixture.execution(1, 0), .invalidReport, .invalid), (Fixture.execution(1, -5), .invalidReport, .invalid),
      (negativePrice, .invalidReport, .invalid), (huge, .invalidReport, .overflow),
      (Fixture.execution(1, 30, instrument: 2), .invalidReport, .invalid),
      (Fixture.execution(1, 30, instrument: 1), .invalidReport, .wrongInstrument),
      (Fixture.execution(1, 30, side: .sell), .invalidReport, .wrongSide),
      (Fixture.execution(1, 30, order: other), .unknownOrder, .unknownOrder),
    ]
  }()

  @Test("What cannot be believed is put aside with its raw figures, and a person is told once", arguments: absurd)
  func quarantine(execution: Execution, kind: Word, reason: Word) {
    var bench = working()
    bench.give(.streamUpdate(.execution(execution, Fixture.report(.open))), at: 100)
    #expect(bench.order?.filled == .zero && bench.engine.books.positions.allSatisfy(\.isFlat))
    #expect(bench.logged.map(\.kind) == [.fillReceived, .fillQuarantined])
    #expect(bench.logged.last?.reason == reason && bench.logged.last?.quantity == execution.quantity)
    #expect(bench.engine.books.discrepancies.map(\.kind) == [kind])
    #expect(bench.engine.books.discrepancies.map(\.broker) == [execution.quantity])
    #expect(bench.notices.map(\.subject) == [kind] && bench.notices.map(\.discrepancy) == [1])
    bench.give(.streamUpdate(.execution(execution, Fixture.report(.open))), at: 110)
    #expect(bench.persisted.isEmpty && bench.notices.isEmpty)
  }

  @Test("More than was ordered is booked, since it happened, and told of")
  func overfill() {
    var bench = working()
    bench.execute(Fixture.execution(1, 120, sequence: 6), .filled, filled: 120)
    #expect(bench.order?.filled == Decimal(120) && bench.order?.status == .filled && bench.order?.leaves == .zero)
    #expect(bench.engine.books.positions[0].quantity == Decimal(120))
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.overfill])
    #expect(bench.notices.map(\.subject) == [.overfill])
  }

  @Test("A report of filled is not believed without the executions")
  func claimedFill() {
    var bench = working()
    bench.give(.streamUpdate(.order(Fixture.report(.filled, filled: 100, sequence: 6), kind: .ack)), at: 100)
    #expect(bench.order?.status == .open && bench.order?.filled == .zero)
  }

  @Test("An older report never overwrites a newer one")
  func older() {
    var bench = working()
    bench.execute(Fixture.execution(1, 100, sequence: 8), .filled, filled: 100)
    bench.give(.streamUpdate(.order(Fixture.report(.cancelled, sequence: 7), kind: .cancel)), at: 200)
    #expect(bench.order?.status == .filled && bench.persisted.isEmpty)
    var second = working()
    second.give(.streamUpdate(.order(Fixture.report(.cancelled, sequence: 9), kind: .cancel)), at: 100)
    second.give(.streamUpdate(.order(Fixture.report(.open, sequence: 8), kind: .ack)), at: 110)
    #expect(second.order?.status == .cancelled)
  }
}
