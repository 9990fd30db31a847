import Testing
import Trading

@testable import Reconciliation

@Suite("Cancels and replaces that fail")
struct IntentRetryTests {
  private let cancel = EngineInput.command(.cancel(Fixture.order))
  private let replace = EngineInput.command(
    .replace(Fixture.order, quantity: Decimal(50), limit: nil, stop: nil))

  private func working() -> EngineBench {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    return bench
  }

  @Test("One that a gateway answers at once is repeated after the retry delay, ever later", arguments: [true, false])
  func delay(isCancel: Bool) {
    var bench = working()
    let kind = isCancel ? Word.cancel : .replace
    bench.give(isCancel ? cancel : replace, at: 1000)
    var now = 1000
    for base in [1000, 2000, 4000] {
      #expect(bench.sentKinds == [kind])
      bench.give(.requestFailed(bench.sends[0].id, .gateway(status: 503)), at: now + 50)
      #expect(bench.sentKinds == [.query])
      bench.give(.response(bench.sends[0].id, .order(Fixture.report(.open))), at: now + 100)
      #expect(bench.sends.isEmpty)
      let due = bench.timer(.order(Fixture.order)) ?? 0
      #expect((base...(base + base / 10)).contains(due - now), "\(due - now)")
      now = due
      bench.give(.timer(.order(Fixture.order)), at: now)
    }
    bench.give(.requestFailed(bench.sends[0].id, .gateway(status: 503)), at: now + 50)
    bench.give(.response(bench.sends[0].id, .order(Fixture.report(.open))), at: now + 100)
    #expect(bench.timer(.order(Fixture.order)) == nil)
    #expect(bench.notices.map(\.reason) == [.exhausted] && bench.sends.isEmpty)
    #expect(bench.allSends.count { $0.content.kind == kind } == 4)
  }

  @Test("A gateway's refusal for good ends the intent and is no time-out", arguments: [true, false])
  func refused(isCancel: Bool) {
    var bench = working()
    let kind = isCancel ? Word.cancel : .replace
    bench.give(isCancel ? cancel : replace, at: 1000)
    bench.give(.requestFailed(bench.sends[0].id, .gateway(status: 400)), at: 1050)
    #expect(bench.logged.first?.kind == .orderRefused && bench.logged.first?.subject == kind)
    #expect(bench.logged.first?.reason == .refusedByBroker)
    #expect(!bench.logged.contains { $0.kind == .orderTimeout })
    #expect(bench.order?.hasCancelIntent == false && bench.order?.replaceIntent == nil)
    #expect(bench.notices.map(\.reason) == (isCancel ? [.refusedByBroker] : []))
    #expect(bench.sentKinds == [.query])
    bench.give(.response(bench.sends[0].id, .order(Fixture.report(.open))), at: 1100)
    #expect(bench.sends.isEmpty && bench.timer(.order(Fixture.order)) == nil)
  }

  @Test("The refusal of a replace whose terms came true all the same ends no newer one", arguments: [true, false])
  func refusedLate(byGateway: Bool) {
    var bench = working()
    bench.give(replace, at: 1000)
    let first = bench.sends[0]
    var terms = Fixture.terms
    terms.quantity = Decimal(50)
    bench.give(.streamUpdate(.order(Fixture.report(.open, terms: terms, sequence: 6), kind: .replace)), at: 1020)
    bench.give(.command(.replace(Fixture.order, quantity: Decimal(80), limit: nil, stop: nil)), at: 1030)
    #expect(bench.sends.isEmpty && bench.order?.replaceIntent?.quantity == Decimal(80))
    bench.give(
      byGateway
        ? .requestFailed(first.id, .gateway(status: 400)) : .response(first.id, .refused(Refusal(.refusedByBroker))),
      at: 1050)
    #expect(bench.logged.first?.kind == .orderRefused && bench.persisted.isEmpty)
    #expect(bench.order?.replaceIntent?.quantity == Decimal(80) && bench.sentKinds == [.query])
    bench.give(.response(bench.sends[0].id, .order(Fixture.report(.open, terms: terms, sequence: 6))), at: 1100)
    bench.give(.timer(.order(Fixture.order)), at: 3000)
    #expect(
      bench.allSends.last?.content == .replace(Fixture.order, Amendment(quantity: Decimal(80), pricing: terms.pricing)))
  }

  @Test("A line that comes back ends the wait")
  func reconnect() {
    var bench = working()
    bench.give(cancel, at: 1000)
    bench.give(.requestFailed(bench.sends[0].id, .gateway(status: 503)), at: 1050)
    bench.give(.response(bench.sends[0].id, .order(Fixture.report(.open))), at: 1100)
    bench.give(.streamLost, at: 1200)
    bench.give(.streamConnected, at: 1300)
    #expect(bench.sentKinds.contains(.cancel))
  }
}
