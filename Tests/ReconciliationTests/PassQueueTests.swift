import Testing
import Trading

@testable import Reconciliation

@Suite("Passes that wait")
struct PassQueueTests {
  /// An engine with an open order and a pass on its way.
  private func busy() -> (bench: EngineBench, running: [Request]) {
    var bench = EngineBench.ready { $0.orderInterval = .seconds(2) }
    bench.placeAndAccept()
    bench.pass(PassAnswer(orders: [Fixture.report(.open)]), at: 1000)
    bench.give(.timer(.orderPoll), at: 2000)
    return (bench, bench.sends)
  }

  /// An update of the stream from which more was executed than is known.
  private let gap = EngineInput.streamUpdate(.order(Fixture.report(.partial, filled: 40, sequence: 6), kind: .ack))

  @Test("A pass that reads everything is not overwritten by one that reads only what is new")
  func operatorThenMismatch() {
    var (bench, running) = busy()
    bench.give(.operatorCommand(.reconcile), at: 2010)
    #expect(bench.sends.isEmpty)
    bench.give(gap, at: 2020)
    let log = bench.answer(running, PassAnswer(orders: [Fixture.report(.open)]), at: 2050)
    #expect(log.filter { $0.kind == .reconcileStarted }.map(\.reason) == [.operator])
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: .zero)])
  }

  @Test("One that comes later takes the waiting one's place with all that both read")
  func mismatchThenOperator() {
    var (bench, running) = busy()
    bench.give(gap, at: 2010)
    bench.give(.operatorCommand(.reconcile), at: 2020)
    let log = bench.answer(running, PassAnswer(orders: [Fixture.report(.open)]), at: 2050)
    #expect(log.filter { $0.kind == .reconcileStarted }.map(\.reason) == [.operator])
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: .zero)])
    let rest = bench.answer(
      bench.sends, PassAnswer(orders: [Fixture.report(.partial, filled: 40, sequence: 6)], asOf: 6), at: 2100)
    #expect(!rest.contains { $0.kind == .reconcileStarted })
  }

  @Test("A failed pass that has to be repeated is not forgotten over another one that fails")
  func retries() {
    var (bench, running) = busy()
    bench.answer(running, PassAnswer(orders: [Fixture.report(.open)]), at: 2050)
    bench.give(.operatorCommand(.reconcile), at: 3000)
    for request in bench.sends { bench.give(.requestFailed(request.id, .gateway(status: 503)), at: 3050) }
    bench.give(gap, at: 3100)
    for request in bench.sends { bench.give(.requestFailed(request.id, .gateway(status: 503)), at: 3150) }
    bench.give(.timer(.passRetry), at: 9000)
    #expect(bench.logged.filter { $0.kind == .reconcileStarted }.map(\.reason) == [.operator])
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: .zero)])
  }
}
