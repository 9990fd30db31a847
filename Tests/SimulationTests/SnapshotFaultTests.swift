import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("False snapshots")
struct SnapshotFaultTests {
  /// A broker with two orders, the first executed in part at 1 s and 2 s.
  private func bench() throws -> BrokerBench {
    var bench = BrokerBench()
    bench.ask(.place(Sample.order, Sample.terms))
    bench.ask(.place(ClientOrderID(index: 1), Sample.terms))
    try bench.fill(30, 1, at: 1000)
    try bench.fill(20, 2, at: 2000)
    return bench
  }

  @Test("A true snapshot has everything, and only what comes after the point asked for")
  func truth() throws {
    var bench = try bench()
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.map(\.filled) == [Decimal(50), .zero])
    #expect(bench.orders?.asOf == BrokerSequence(4) && bench.orders?.isComplete == true)
    bench.ask(.executions(after: .zero), at: 3000)
    #expect(bench.executions?.answer.map(\.id.index) == [1, 2])
    bench.ask(.executions(after: BrokerSequence(3)), at: 3000)
    #expect(bench.executions?.answer.map(\.id.index) == [2] && bench.executions?.asOf == BrokerSequence(4))
    bench.ask(.executions(after: BrokerSequence(9)), at: 3000)
    #expect(bench.executions?.answer.isEmpty == true)
    bench.ask(.account, at: 3000)
    #expect(bench.account?.positions.map(\.quantity) == [Decimal(50)] && bench.account?.cash == [Decimal(-500)])
    #expect(bench.events.isEmpty)
  }

  @Test("A snapshot that repeats has each row twice, and the true account")
  func repeats() throws {
    var bench = try bench()
    bench.falsify(.repeats)
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.map(\.order.index) == [0, 0, 1, 1] && bench.orders?.isComplete == true)
    bench.ask(.executions(after: BrokerSequence(3)), at: 3000)
    #expect(bench.executions?.answer.map(\.id.index) == [2, 2])
    bench.ask(.account, at: 3000)
    #expect(bench.account?.positions.map(\.quantity) == [Decimal(50)])
  }

  @Test("One half of an account that lags shows the past, and claims to be of now")
  func lags() throws {
    for half in AccountHalf.allCases {
      var bench = try bench()
      bench.falsify(.lags(half, by: .milliseconds(1500)))
      bench.ask(.account, at: 3000)
      let isOfPositions = half == .positions
      #expect(bench.account?.positions.map(\.quantity) == [Decimal(isOfPositions ? 30 : 50)])
      #expect(bench.account?.cash == [Decimal(isOfPositions ? -500 : -300)])
      #expect(bench.account?.asOf == BrokerSequence(4) && bench.events == [.brokerMisreported])
      bench.ask(.orders, at: 3000)
      #expect(bench.orders?.answer.map(\.filled) == [Decimal(50), .zero])
    }
  }

  @Test("Two lies about one answer act both, and the one about the past first")
  func together() throws {
    var bench = try bench()
    bench.falsify(.omits(NamedOrder(Sample.order)))
    bench.falsify(.stale(by: .milliseconds(1500)))
    bench.ask(.executions(after: .zero), at: 3000)
    #expect(bench.executions?.answer.isEmpty == true && bench.executions?.asOf == BrokerSequence(3))
    #expect(bench.events == [.brokerMisreported, .brokerMisreported])
  }

  @Test("A stale snapshot shows the past and says as of when")
  func stale() throws {
    var bench = try bench()
    bench.falsify(.stale(by: .milliseconds(1500)))
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.map(\.filled) == [Decimal(30), .zero] && bench.orders?.asOf == BrokerSequence(3))
    #expect(bench.orders?.isComplete == true && bench.events == [.brokerMisreported])
    bench.ask(.executions(after: .zero), at: 3000)
    #expect(bench.executions?.answer.map(\.id.index) == [1] && bench.executions?.asOf == BrokerSequence(3))
    bench.ask(.executions(after: BrokerSequence(4)), at: 3000)
    #expect(bench.executions?.answer.isEmpty == true)
    bench.ask(.account, at: 3000)
    #expect(bench.account?.positions.map(\.quantity) == [Decimal(30)] && bench.account?.asOf == BrokerSequence(3))
  }

  @Test("A truncated snapshot lacks rows and says that it is incomplete")
  func truncated() throws {
    var bench = try bench()
    bench.falsify(.truncated(to: 1))
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.count == 1 && bench.orders?.isComplete == false)
    bench.ask(.executions(after: BrokerSequence(3)), at: 3000)
    #expect(bench.executions?.answer.map(\.id.index) == [2] && bench.executions?.isComplete == false)
    bench.ask(.account, at: 3000)
    #expect(bench.account?.isComplete == false)
  }

  @Test("An empty snapshot lacks everything and claims to be complete")
  func empty() throws {
    var bench = try bench()
    bench.falsify(.empty)
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.isEmpty == true && bench.orders?.isComplete == true)
    bench.ask(.executions(after: .zero), at: 3000)
    #expect(bench.executions?.answer.isEmpty == true && bench.executions?.isComplete == true)
    bench.ask(.account, at: 3000)
    #expect(bench.account?.positions.map(\.quantity) == [.zero] && bench.account?.isComplete == true)
  }

  @Test("A falsehood of one query leaves the answers to the others true, and another one acts on them")
  func oneQuery() throws {
    var bench = try bench()
    bench.falsify(.empty, of: .executions)
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.map(\.filled) == [Decimal(50), .zero])
    bench.ask(.account, at: 3000)
    #expect(bench.account?.positions.map(\.quantity) == [Decimal(50)] && bench.events.isEmpty)
    bench.ask(.executions(after: .zero), at: 3000)
    #expect(bench.executions?.answer.isEmpty == true && bench.events == [.brokerMisreported])
    bench.falsify(.truncated(to: 1))
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.count == 1 && bench.orders?.isComplete == false)
  }

  @Test("A falsehood that does not act on a query leaves it to the next one")
  func nextFalsehood() throws {
    var bench = try bench()
    bench.falsify(.omits(NamedOrder(Sample.order)))
    bench.falsify(.empty)
    bench.ask(.account, at: 3000)
    #expect(bench.account?.positions.map(\.quantity) == [.zero])
  }

  @Test("A snapshot that omits an order lacks it and its executions; the account is true")
  func omits() throws {
    var bench = try bench()
    bench.falsify(.omits(NamedOrder(Sample.order)))
    bench.ask(.orders, at: 3000)
    #expect(bench.orders?.answer.map(\.order.index) == [1] && bench.orders?.isComplete == true)
    bench.ask(.executions(after: .zero), at: 3000)
    #expect(bench.executions?.answer.isEmpty == true)
    bench.ask(.account, at: 3000)
    #expect(bench.account?.positions.map(\.quantity) == [Decimal(50)] && bench.events.isEmpty)
    #expect(bench.faults.faults[0].fired == 2)
  }

  @Test("A falsehood acts as often and as long as it is told")
  func extent() throws {
    var bench = try bench()
    bench.falsify(.empty, .next(1))
    bench.falsify(.empty, .duration(.seconds(1)), at: 3000)
    for (instant, count) in [(3000, 0), (3500, 0), (4000, 2)] {
      bench.ask(.orders, at: instant)
      #expect(bench.orders?.answer.count == count, "at \(instant)")
    }
    #expect(bench.faults.faults.map(\.fired) == [1, 2])
  }
}
