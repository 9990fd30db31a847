import Testing
import Trading

@testable import Reconciliation

@Suite("Requests that a rate limit has stopped")
struct RateLimitTests {
  private static let limit = TransportFailure.gateway(status: 429)

  /// An engine whose first order was stopped at 50 ms; retries are quick, so that only the pause can hold one back.
  private func stopped(_ change: (inout EngineConfiguration) -> Void = { _ in }) -> EngineBench {
    var bench = EngineBench.ready {
      $0.retryDelay = .milliseconds(10)
      change(&$0)
    }
    bench.place()
    bench.give(.requestFailed(bench.sends[0].id, Self.limit), at: 50)
    return bench
  }

  @Test("An order stays submitted, asks nothing, and is sent again when the pause is over")
  func repeated() {
    var bench = stopped()
    #expect(bench.order?.status == .submitted && bench.sends.isEmpty && bench.persisted.isEmpty)
    #expect(bench.logged.map(\.kind) == [.orderLimited])
    #expect(bench.logged.map(\.subject) == [.place] && bench.logged.map(\.number) == [1])
    #expect(bench.timer(.order(Fixture.order)) == 1050)
    bench.give(.timer(.order(Fixture.order)), at: 1050)
    #expect(bench.sentKinds == [.place] && bench.order?.attempts == 2)
    #expect(bench.logged.map(\.kind) == [.orderResent])
    bench.give(.response(bench.sends[0].id, .done(Fixture.report(.open))), at: 1100)
    #expect(bench.order?.status == .open && bench.sends.isEmpty)
  }

  @Test("The pause is the broker's word")
  func promised() {
    #expect(stopped { $0.guarantees.rateLimitPause = .seconds(7) }.timer(.order(Fixture.order)) == 7050)
    let bench = stopped { $0.guarantees.rateLimitPause = nil }
    #expect(bench.order?.status == .unknown && bench.sentKinds == [.query])
  }

  @Test("What a limit stops counts as no repeat: the order waits as long as the limit lasts")
  func outlasted() {
    var bench = stopped { $0.maximumRetries = 2 }
    for attempt in 2...6 {
      let due = bench.timer(.order(Fixture.order)) ?? 0
      bench.give(.timer(.order(Fixture.order)), at: due)
      #expect(bench.order?.attempts == attempt && bench.sentKinds == [.place])
      bench.give(.requestFailed(bench.sends[0].id, Self.limit), at: due + 50)
    }
    #expect(bench.order?.status == .submitted && bench.notices.isEmpty)
    #expect(bench.timer(.order(Fixture.order)) == 6300)
  }

  @Test("A cancel or replace that limits stop is given up only once its repeats have failed", arguments: [true, false])
  func intentsOutlast(isCancel: Bool) {
    var bench = EngineBench.ready {
      $0.retryDelay = .milliseconds(10)
      $0.maximumRetries = 1
    }
    bench.placeAndAccept()
    let kind = isCancel ? Word.cancel : .replace
    bench.give(
      .command(
        isCancel ? .cancel(Fixture.order) : .replace(Fixture.order, quantity: Decimal(50), limit: nil, stop: nil)),
      at: 1000)
    for second in 1...4 {
      #expect(bench.sentKinds == [kind])
      bench.give(.requestFailed(bench.sends[0].id, Self.limit), at: second * 1000)
      #expect(bench.timer(.order(Fixture.order)) == (second + 1) * 1000)
      bench.give(.timer(.order(Fixture.order)), at: (second + 1) * 1000)
    }
    #expect(bench.sentKinds == [kind] && bench.notices.isEmpty)
  }

  @Test("Who wants nothing sent twice wants that after a 429 too")
  func rejectPolicy() {
    let bench = stopped { $0.timeoutPolicy = .reject }
    #expect(bench.order?.status == .rejected && bench.notices.map(\.reason) == [.rejected])
  }

  @Test("Nothing but time ends the pause: neither a reconnect nor the end of a halt nor a pass")
  func notHurried() {
    var bench = stopped()
    bench.give(.streamLost, at: 100)
    bench.give(.streamConnected, at: 200)
    #expect(!bench.sentKinds.contains(.place))
    bench.give(.operatorCommand(.halt), at: 300)
    bench.give(.operatorCommand(.resume), at: 400)
    #expect(bench.sends.isEmpty)
    for request in bench.allSends.suffix(2) {
      let answer: Response =
        request.content.kind == .orders
        ? .orders(Snapshot(rows: [], asOf: .zero)) : .executions(Snapshot(rows: [], asOf: .zero))
      bench.give(.response(request.id, answer), at: 500)
    }
    #expect(bench.sends.isEmpty && bench.order?.status == .submitted)
    bench.give(.timer(.order(Fixture.order)), at: 1050)
    #expect(bench.sentKinds == [.place])
  }

  @Test("A halt outlasts the pause; the order goes when it ends")
  func halted() {
    var bench = stopped()
    bench.give(.operatorCommand(.halt), at: 100)
    bench.give(.timer(.order(Fixture.order)), at: 1050)
    #expect(bench.sends.isEmpty && bench.order?.status == .submitted)
    bench.give(.operatorCommand(.resume), at: 9000)
    #expect(bench.sentKinds == [.place])
  }

  @Test("A stopped order can be cancelled without a request, in the pause and before the answer")
  func cancelled() {
    var bench = stopped()
    bench.give(.command(.cancel(Fixture.order)), at: 100)
    #expect(bench.order?.status == .cancelled && bench.sends.isEmpty)
    #expect(bench.publications.map(\.reason) == [.unsent])
    bench.give(.timer(.order(Fixture.order)), at: 1050)
    #expect(bench.sends.isEmpty)

    bench = EngineBench.ready { $0.maximumRetries = 0 }
    bench.place()
    let place = bench.sends[0].id
    bench.give(.command(.cancel(Fixture.order)), at: 10)
    bench.give(.requestFailed(place, Self.limit), at: 50)
    #expect(bench.order?.status == .cancelled && bench.sends.isEmpty && bench.notices.isEmpty)
  }

  @Test("A cancel or replace waits for the pause, whatever ends its backoff", arguments: [true, false])
  func intents(isCancel: Bool) {
    var bench = EngineBench.ready { $0.retryDelay = .milliseconds(10) }
    bench.placeAndAccept()
    let kind = isCancel ? Word.cancel : .replace
    bench.give(
      .command(
        isCancel ? .cancel(Fixture.order) : .replace(Fixture.order, quantity: Decimal(50), limit: nil, stop: nil)),
      at: 1000)
    bench.give(.requestFailed(bench.sends[0].id, Self.limit), at: 1050)
    #expect(bench.logged.map(\.subject) == [kind] && bench.sends.isEmpty)
    #expect(bench.timer(.order(Fixture.order)) == 2050)
    bench.give(.operatorCommand(.halt), at: 1100)
    bench.give(.operatorCommand(.resume), at: 1200)
    bench.give(.streamLost, at: 1300)
    bench.give(.streamConnected, at: 1400)
    #expect(!bench.sentKinds.contains(kind))
    bench.give(.timer(.order(Fixture.order)), at: 2050)
    #expect(bench.sentKinds == [kind])
  }

  @Test("A look-up waits for the pause too, though an operator asks")
  func lookUp() {
    var bench = EngineBench.ready { $0.retryDelay = .milliseconds(10) }
    bench.placeAndAccept()
    bench.give(.operatorCommand(.query(Fixture.order)), at: 1000)
    bench.give(.requestFailed(bench.sends[0].id, Self.limit), at: 1050)
    #expect(bench.logged.map(\.subject) == [.query])
    bench.give(.operatorCommand(.query(Fixture.order)), at: 1100)
    #expect(bench.sends.isEmpty && bench.timer(.order(Fixture.order)) == 2050)
    bench.give(.timer(.order(Fixture.order)), at: 2050)
    #expect(bench.sentKinds == [.query])
  }

  @Test("After a restart in the pause the order is asked for: the journal cannot tell that it was stopped")
  func restart() {
    let before = stopped()
    var ledger = Ledger(Books(instruments: Fixture.instruments, currencyCount: 2))
    for entry in before.records { try? ledger.apply(entry.record, of: .default) }
    var recovery = Recovery.empty(before.engine.configuration)
    recovery.ledger = ledger
    recovery.sequence = UInt64(before.records.count)
    var bench = EngineBench(before.engine.configuration)
    bench.give(.started(recovery, reason: .crash), at: 500)
    #expect(bench.order?.status == .unknown && bench.order?.attempts == 1)
    #expect(bench.sends.map(\.content) == [.query(Fixture.order)])
  }
}
