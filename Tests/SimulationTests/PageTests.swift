import Reconciliation
import Testing
import Trading

@testable import Simulation

@Suite("Pages of the simulated broker")
struct PageTests {
  /// A broker with three orders, the first executed in three parts.
  private func bench() throws -> BrokerBench {
    var bench = BrokerBench()
    bench.ask(.place(Sample.order, Sample.terms))
    for index in 1...2 as ClosedRange<UInt32> { bench.ask(.place(ClientOrderID(index: index), Sample.terms)) }
    for index in 1...3 as ClosedRange<UInt32> { try bench.fill(10, index, at: 1000 * Int(index)) }
    return bench
  }

  /// The rows of each page, from the first on.
  private func orders(_ bench: inout BrokerBench, _ content: Request.Content, limit: Int) -> [[UInt32]] {
    var (pages, cursor): ([[UInt32]], PageCursor?) = ([], nil)
    repeat {
      bench.ask(content, at: 4000, limit: limit, from: cursor)
      pages.append(bench.orders?.answer.map(\.order.index) ?? [])
      cursor = bench.orders?.more
    } while cursor != nil && pages.count < 9
    return pages
  }

  private func executions(_ bench: inout BrokerBench, after point: UInt64, limit: Int) -> [[UInt32]] {
    var (pages, cursor): ([[UInt32]], PageCursor?) = ([], nil)
    repeat {
      bench.ask(.executions(after: BrokerSequence(point)), at: 4000, limit: limit, from: cursor)
      pages.append(bench.executions?.answer.map(\.id.index) ?? [])
      cursor = bench.executions?.more
    } while cursor != nil && pages.count < 9
    return pages
  }

  @Test("Each row is on one page, and a page that holds the rest says of no other")
  func cuts() throws {
    var bench = try bench()
    #expect(orders(&bench, .orders, limit: 1) == [[0], [1], [2]])
    #expect(orders(&bench, .orders, limit: 2) == [[0, 1], [2]])
    #expect(orders(&bench, .orders, limit: 3) == [[0, 1, 2]])
    #expect(orders(&bench, .changedOrders(after: BrokerSequence(1)), limit: 2) == [[0, 1], [2]])
    #expect(orders(&bench, .changedOrders(after: BrokerSequence(2)), limit: 1) == [[0], [2]])
    #expect(executions(&bench, after: 0, limit: 1) == [[1], [2], [3]])
    #expect(executions(&bench, after: 0, limit: 2) == [[1, 2], [3]])
    #expect(executions(&bench, after: 4, limit: 2) == [[2, 3]])
    #expect(executions(&bench, after: 4, limit: 1) == [[2], [3]])
  }

  @Test("A list without a limit comes whole, and says of no more")
  func whole() throws {
    var bench = try bench()
    bench.ask(.orders)
    #expect(bench.orders?.answer.count == 3 && bench.orders?.more == nil)
    bench.ask(.executions(after: .zero))
    #expect(bench.executions?.answer.count == 3 && bench.executions?.more == nil)
  }

  @Test("What happens while pages are read is on the last of them, or on none")
  func between() throws {
    var bench = try bench()
    bench.ask(.orders, limit: 2)
    let cursor = bench.orders?.more
    bench.ask(.place(ClientOrderID(index: 3), Sample.terms))
    bench.ask(.cancel(ClientOrderID(index: 1)))
    bench.ask(.orders, limit: 2, from: cursor)
    #expect(bench.orders?.answer.map(\.order.index) == [2, 3] && bench.orders?.asOf == BrokerSequence(8))
  }

  @Test("A lie is about the page that it hits")
  func lies() throws {
    var bench = try bench()
    bench.falsify(.omits(NamedOrder(Sample.order)), of: .orders)
    #expect(orders(&bench, .orders, limit: 1) == [[1], [2]])
    bench = try self.bench()
    bench.falsify(.truncated(to: 2), of: .orders)
    #expect(orders(&bench, .orders, limit: 1) == [[0], [1], [2]] && bench.orders?.isComplete == false)
    bench = try self.bench()
    bench.falsify(.stale(by: .milliseconds(2500)), of: .executions)
    #expect(executions(&bench, after: 0, limit: 1) == [[1]] && bench.executions?.asOf == BrokerSequence(4))
    bench = try self.bench()
    bench.falsify(.empty)
    #expect(orders(&bench, .orders, limit: 1) == [[]] && executions(&bench, after: 0, limit: 1) == [[]])
  }
}
