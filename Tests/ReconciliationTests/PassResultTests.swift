import Testing
import Trading

@testable import Reconciliation

@Suite("How a pass ends")
struct PassResultTests {
  @Test("An account that is newer than the executions known is said to be stale, and the pass is not called clean")
  func staleAccount() {
    for (asOf, reason) in [(6, "stale"), (7, "stale")] as [(UInt64, String)] {
      var bench = EngineBench.ready { $0.mode = .live }
      bench.placeAndAccept()
      bench.execute(Fixture.execution(1, 5), filled: 5)
      let account = PassAnswer.account(5, cash: -50, asOf: asOf)
      bench.give(.operatorCommand(.reconcile), at: 1000)
      let log = bench.answer(
        bench.sends,
        PassAnswer(
          orders: [Fixture.report(.partial, filled: 5)], executions: [Fixture.execution(1, 5)], account: account),
        at: 1050)
      let incomplete = log.filter { $0.kind == .snapshotIncomplete }
      #expect(incomplete.map(\.subject) == [.account] && incomplete.first?.reason?.text == reason)
      #expect(log.last { $0.kind == .reconcileFinished }?.state?.text == "incomplete")
    }
  }

  @Test("A truncated answer is not clean either")
  func truncated() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.give(.operatorCommand(.reconcile), at: 1000)
    var log: [Event] = []
    for request in bench.sends {
      let orders = Snapshot(rows: [Fixture.report(.open)], asOf: BrokerSequence(5), isComplete: false)
      let response: Response =
        request.content == .orders ? .orders(orders) : .executions(Snapshot(rows: [], asOf: BrokerSequence(5)))
      bench.give(.response(request.id, response), at: 1050)
      log += bench.logged
    }
    #expect(log.last { $0.kind == .reconcileFinished }?.state?.text == "incomplete")
  }
}
