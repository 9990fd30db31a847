import Testing
import Trading

@testable import Reconciliation

@Suite("The index of an order")
struct OrderLimitTests {
  @Test("An index that nothing dense could give is refused and allocates nothing")
  func hugeIndex() {
    var bench = EngineBench.ready()
    bench.give(.command(.place(ClientOrderID(index: .max), Fixture.terms)), at: 10)
    #expect(bench.logged.map(\.kind) == [.orderRefused])
    #expect(bench.logged.first?.reason == .invalid)
    #expect(bench.engine.books.orders.isEmpty && bench.engine.books.orderSlots.isEmpty)
    bench.give(.command(.place(ClientOrderID(index: OrderDesk.orderLimit - 1), Fixture.terms)), at: 20)
    #expect(bench.engine.books.orders.count == 1)
  }
}
