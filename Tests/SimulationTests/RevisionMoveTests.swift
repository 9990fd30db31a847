import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("What a broker does with executions and orders afterwards")
struct RevisionMoveTests {
  private func report(_ id: UInt32) -> ExecutionID { ExecutionID(index: id) }

  private func bench() throws -> BrokerBench {
    var bench = BrokerBench()
    bench.ask(.place(Sample.order, Sample.terms))
    try bench.fill(30, 1, price: 10)
    try bench.fill(20, 2, price: 12)
    return bench
  }

  @Test("A bust leaves position, cash and order as they would be without the execution")
  func bust() throws {
    var bench = try bench()
    try bench.tell(.bust(report(1), report: report(3)))
    #expect(bench.broker.positions[0].quantity == Decimal(20) && bench.broker.positions[0].averagePrice == Decimal(12))
    #expect(bench.broker.cash == [Decimal(-240)] && bench.broker.orders[0].filled == Decimal(20))
    #expect(bench.broker.averagePrice(ofSlot: 0) == Decimal(12))
    #expect(bench.broker.executions.map(\.id.index) == [1, 2, 3])
    #expect(bench.broker.executions.last?.reference == report(1) && bench.broker.executions.last?.isBust == true)
    #expect(bench.impossibility(.bust(report(1), report: report(4))) == .executionRevised)
    #expect(bench.impossibility(.bust(report(3), report: report(4))) == .executionRevised)
    #expect(bench.impossibility(.bust(report(9), report: report(4))) == .noSuchExecution)
  }

  @Test("A correction counts where the execution was, and is amended again by its own name")
  func correct() throws {
    var bench = try bench()
    try bench.tell(.correct(report(1), quantity: Decimal(10), price: nil, report: report(3)))
    #expect(bench.broker.positions[0].cost == ExactAmount(Decimal(340)) && bench.broker.cash == [Decimal(-340)])
    try bench.tell(.correct(report(3), quantity: nil, price: Decimal(11), report: report(4)))
    #expect(bench.broker.positions[0].cost == ExactAmount(Decimal(350)) && bench.broker.orders[0].filled == Decimal(30))
  }

  @Test("A fee moves the balance alone, is amended alone, and is given back with a bust")
  func fees() throws {
    var bench = BrokerBench()
    bench.ask(.place(Sample.order, Sample.terms))
    try bench.tell(
      .fill(
        NamedOrder(Sample.order), quantity: Decimal(30), isOverfill: false, price: Decimal(10), fee: Decimal(2),
        execution: report(1)))
    #expect(bench.broker.cash == [Decimal(-302)] && bench.broker.positions[0].averagePrice == Decimal(10))
    try bench.tell(.correct(report(1), quantity: nil, price: nil, fee: Decimal(-1), report: report(2)))
    #expect(bench.broker.cash == [Decimal(-299)] && bench.broker.executions.last?.fee == Decimal(-1))
    try bench.tell(.correct(report(2), quantity: Decimal(20), price: nil, report: report(3)))
    #expect(bench.broker.cash == [Decimal(-199)] && bench.broker.executions.last?.fee == Decimal(-1))
    try bench.tell(.bust(report(3), report: report(4)))
    #expect(bench.broker.cash == [.zero] && bench.broker.executions.last?.fee == .zero)
  }

  @Test("What was filled works again, and what was cancelled does not")
  func status() throws {
    var bench = BrokerBench()
    bench.ask(.place(Sample.order, Sample.terms))
    try bench.fill(nil, 1)
    #expect(bench.broker.orders[0].status == .filled)
    try bench.tell(.bust(report(1), report: report(2)))
    #expect(bench.broker.orders[0].status == .open && bench.broker.orders[0].filled == .zero)
    try bench.fill(1, 3)
    try bench.tell(.cancel(NamedOrder(Sample.order), note: Event.none))
    try bench.tell(.bust(report(3), report: report(4)))
    #expect(bench.broker.orders[0].status == .cancelled && bench.broker.orders[0].filled == .zero)
  }

  @Test("What is part of a position that was set goes at what it has cost, and earns nothing")
  func afterAdjustment() throws {
    var bench = try bench()
    let position = InstrumentID(index: 0)
    try bench.tell(.adjustPosition(position, quantity: Decimal(60), price: Decimal(11), note: Event.none))
    try bench.tell(.bust(report(1), report: report(3)))
    #expect(bench.broker.positions[0].quantity == Decimal(30) && bench.broker.positions[0].averagePrice == Decimal(12))
    #expect(bench.broker.positions[0].realizedProfit == .zero)
  }
}
