import Testing
import Trading

@testable import Reconciliation

@Suite("Absurd sequences of the broker")
struct AbsurdSequenceTests {
  private let absurd: UInt64 = .max - 3

  @Test("A report from beyond all counts is put aside, and what comes after it still counts")
  func report() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.give(.streamUpdate(.order(Fixture.report(.open, sequence: absurd), kind: .ack)), at: 100)
    #expect(bench.notices.map(\.subject) == [.invalidReport])
    #expect(bench.order?.sequence == BrokerSequence(5))
    bench.execute(Fixture.execution(1, 100, sequence: 6), .filled, filled: 100, at: 200)
    #expect(bench.order?.status == .filled)
  }

  @Test("An execution from beyond all counts is put aside")
  func execution() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.give(
      .streamUpdate(.execution(Fixture.execution(1, 40, sequence: absurd), Fixture.report(.partial, filled: 40))),
      at: 100)
    #expect(bench.notices.map(\.subject).contains(.invalidReport))
    #expect(bench.order?.filled == .zero && bench.engine.books.newestExecution < BrokerSequence(absurd))
  }

  @Test("An answer from beyond all counts is not believed to be complete")
  func snapshot() {
    var bench = EngineBench.ready { $0.orderInterval = .seconds(2) }
    bench.placeAndAccept()
    bench.pass(PassAnswer(asOf: absurd), at: 1000)
    #expect(bench.engine.books.discrepancies.isEmpty)
    bench.give(.timer(.orderPoll), at: 2000)
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: .zero)])
  }
}
