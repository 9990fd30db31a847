import Testing
import Trading

@testable import Reconciliation

@Suite("Orders that turn out to be larger than what was executed")
struct ReopenedOrderTests {
  private static let larger: OrderTerms = {
    var terms = Fixture.terms
    terms.quantity = Decimal(150)
    return terms
  }()

  /// An order that was executed in full by the quantity that is known.
  private func filled() -> EngineBench {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.execute(Fixture.execution(1, 100, sequence: 6), .filled, filled: 100)
    return bench
  }

  @Test("An order that was filled works again when the broker has more of it on order, and is told to")
  func works() {
    var bench = filled()
    #expect(bench.order?.status == .filled && bench.engine.books.working.slots.isEmpty)
    bench.give(
      .streamUpdate(
        .order(Fixture.report(.partial, filled: 100, terms: Self.larger, sequence: 7), kind: .replace)), at: 200)
    #expect(bench.publications.map(\.kind) == [.orderReplaced, .orderUpdated])
    #expect(bench.publications.last?.origin == .filled && bench.publications.last?.state == .partial)
    #expect(bench.order?.status == .partial && bench.order?.leaves == Decimal(50))
    #expect(Array(bench.engine.books.working.slots) == [0])
    bench.execute(Fixture.execution(2, 50, sequence: 8), .filled, filled: 150, at: 300)
    #expect(bench.order?.status == .filled)
  }

  @Test("The rest of it may have ended by then", arguments: [OrderStatus.cancelled, .expired, .rejected])
  func ended(status: OrderStatus) {
    var bench = filled()
    bench.give(
      .streamUpdate(.order(Fixture.report(status, filled: 100, terms: Self.larger, sequence: 7), kind: .cancel)),
      at: 200)
    #expect(bench.order?.status == status && bench.order?.terms.quantity == Decimal(150))
  }

  @Test("Of a larger order that is said to be filled the executions come first")
  func filledAgain() {
    var bench = filled()
    bench.give(
      .streamUpdate(.order(Fixture.report(.filled, filled: 150, terms: Self.larger, sequence: 7), kind: .replace)),
      at: 200)
    #expect(bench.order?.status == .partial && bench.sentKinds == [.orders, .executions])
  }

  @Test("The end of an order that is complete says nothing new, whoever tells it")
  func completed() {
    var bench = filled()
    bench.give(.streamUpdate(.order(Fixture.report(.cancelled, filled: 100, sequence: 7), kind: .cancel)), at: 200)
    #expect(bench.order?.status == .filled && bench.persisted.isEmpty)
  }
}
