import Testing
import Trading

@testable import Reconciliation

@Suite("Steps of an order, one after the other")
struct OrderStepTests {
  @Test("A cancel that waited for a look-up goes when that fails and nothing is left to ask")
  func afterLookUp() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.give(.operatorCommand(.query(Fixture.order)), at: 100)
    let query = bench.sends[0].id
    bench.give(.command(.cancel(Fixture.order)), at: 110)
    #expect(bench.sends.isEmpty)
    bench.give(.streamUpdate(.order(Fixture.report(.open, sequence: 6), kind: .ack)), at: 120)
    #expect(bench.sends.isEmpty)
    bench.give(.requestFailed(query, .reset), at: 150)
    #expect(bench.sends.map(\.content) == [.cancel(Fixture.order)] && bench.timer(.order(Fixture.order)) == nil)
  }

  @Test("While a stopped order waits for its pause nothing sets its timer again")
  func onePause() {
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.requestFailed(bench.sends[0].id, .gateway(status: 429)), at: 50)
    #expect(bench.timer(.order(Fixture.order)) == 1050)
    bench.give(.operatorCommand(.reconcile), at: 100)
    for request in bench.sends {
      bench.answer([request], PassAnswer(asOf: 5), at: 150)
      #expect(bench.timer(.order(Fixture.order)) == nil && !bench.sentKinds.contains(.place))
    }
    bench.give(.timer(.order(Fixture.order)), at: 1050)
    #expect(bench.sentKinds == [.place])
  }

  @Test("A cancel and a replace are tried as often as the setting says, and told then", arguments: [0, 2])
  func exhausted(retries: Int) {
    for isCancel in [true, false] {
      var bench = EngineBench.ready { $0.maximumRetries = retries }
      bench.placeAndAccept()
      let wanted: TraderCommand =
        isCancel ? .cancel(Fixture.order) : .replace(Fixture.order, quantity: Decimal(90), limit: nil, stop: nil)
      bench.give(.command(wanted), at: 1000)
      var now = 1000
      var sent = 0
      while let request = bench.sends.first, sent < 9 {
        sent += 1
        #expect(request.content.kind == (isCancel ? .cancel : .replace))
        bench.give(.requestFailed(request.id, .reset), at: now + 10)
        bench.give(.response(bench.sends[0].id, .order(Fixture.report(.open))), at: now + 20)
        guard let due = bench.timer(.order(Fixture.order)) else { break }
        now = due
        bench.give(.timer(.order(Fixture.order)), at: now)
      }
      #expect(sent == retries + 1)
      #expect(bench.notices.map(\.reason) == [.exhausted] && bench.notices.map(\.subject) == [.statusInconsistency])
      #expect(bench.publications.map(\.kind) == [.orderUnchanged] && bench.publications.map(\.reason) == [.exhausted])
      #expect(bench.publications.map(\.subject) == [isCancel ? .cancel : .replace])
      #expect(bench.order?.hasCancelIntent == false && bench.order?.replaceIntent == nil)
    }
  }

  @Test("A replace that a cancel took back does not go when the cancel is given up")
  func replaceBeforeCancel() {
    var bench = EngineBench.ready { $0.maximumRetries = 0 }
    bench.placeAndAccept()
    bench.give(.command(.replace(Fixture.order, quantity: Decimal(90), limit: nil, stop: nil)), at: 1000)
    let replace = bench.sends[0].id
    bench.give(.command(.cancel(Fixture.order)), at: 1005)
    let cancel = bench.sends[0].id
    bench.give(.requestFailed(replace, .reset), at: 1010)
    let look = bench.sends[0].id
    bench.give(.requestFailed(cancel, .reset), at: 1015)
    bench.give(.response(look, .order(Fixture.report(.open))), at: 2500)
    #expect(bench.sends.isEmpty && bench.notices.map(\.reason) == [.exhausted])
    #expect(bench.order?.status == .open && bench.order?.replaceIntent == nil)
  }

  @Test("What a trader may not ask of an order that has ended, or that is asked already, is refused")
  func refused() {
    for status in OrderStatus.allCases where status.isTerminal {
      var bench = EngineBench.ready()
      bench.placeAndAccept()
      bench.engine.core.ledger.main.orders[0].status = status
      bench.give(.command(.cancel(Fixture.order)), at: 100)
      #expect(bench.logged.map(\.reason) == [.terminal] && bench.logged.map(\.subject) == [.cancel])
      bench.give(.command(.replace(Fixture.order, quantity: Decimal(9), limit: nil, stop: nil)), at: 100)
      #expect(bench.logged.map(\.reason) == [.terminal] && bench.logged.map(\.subject) == [.replace])
    }
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    let replace = EngineInput.command(.replace(Fixture.order, quantity: Decimal(90), limit: nil, stop: nil))
    bench.give(replace, at: 100)
    bench.give(replace, at: 110)
    #expect(bench.logged.map(\.reason) == [.inFlight] && bench.logged.map(\.subject) == [.replace])
    bench.give(.command(.replace(ClientOrderID(index: 9), quantity: nil, limit: nil, stop: nil)), at: 120)
    #expect(bench.logged.map(\.reason) == [.noSuchOrder])
  }

  @Test("A halt holds up the repeat of a cancel no longer than it lasts; a line that comes back ends every wait")
  func resumes() {
    for input in [EngineInput.operatorCommand(.resume), .streamConnected] {
      var bench = EngineBench.ready { $0.reconcilesOnReconnect = false }
      bench.placeAndAccept()
      bench.give(.command(.cancel(Fixture.order)), at: 1000)
      bench.give(.requestFailed(bench.sends[0].id, .reset), at: 1010)
      let query = bench.sends[0].id
      bench.give(.requestFailed(query, .reset), at: 1020)
      #expect(bench.timer(.order(Fixture.order)) == 2020 && bench.sends.isEmpty)
      bench.give(.operatorCommand(.halt), at: 1100)
      bench.give(.streamLost, at: 1110)
      #expect(bench.sends.isEmpty)
      bench.give(input, at: 1200)
      #expect(bench.sentKinds == [.query])
      #expect(bench.effects.contains { if case .cancelTimer(.order(Fixture.order)) = $0 { true } else { false } })
    }
  }

  @Test("A cancel of an order without an answer goes once the stream tells that it works")
  func cancelAfterAck() {
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.command(.cancel(Fixture.order)), at: 10)
    #expect(bench.sends.isEmpty && bench.order?.hasCancelIntent == true)
    bench.give(.streamUpdate(.order(Fixture.report(.open), kind: .ack)), at: 20)
    #expect(bench.sends.map(\.content) == [.cancel(Fixture.order)])
  }

  @Test("A cancel or replace whose reason is gone before its record is durable is not sent", arguments: [true, false])
  func goneBeforeDurable(isCancel: Bool) {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.persistsAtOnce = false
    let wanted: TraderCommand =
      isCancel ? .cancel(Fixture.order) : .replace(Fixture.order, quantity: Decimal(120), limit: nil, stop: nil)
    bench.give(.command(wanted), at: 100)
    #expect(bench.sends.isEmpty && bench.persisted.count == 1)
    bench.execute(Fixture.execution(1, 100), .filled, filled: 100, at: 110)
    #expect(bench.order?.status == .filled && bench.order?.hasCancelIntent == false)
    bench.give(.persisted(upTo: bench.records.last?.sequence ?? 0), at: 120)
    #expect(bench.sends.isEmpty && !bench.logged.contains { [.cancelSent, .replaceSent].contains($0.kind) })
    // By the execution alone more may be on order; the report that it came with says that nothing is.
    #expect(bench.publications.map(\.kind) == (isCancel ? [.orderFilled] : [.orderFilled, .orderUpdated]))
  }
}
