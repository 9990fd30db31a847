import Testing
import Trading

@testable import Reconciliation

@Suite("Orders by hand")
struct OrderLifeTests {
  @Test("A second order under a client order id is refused, before and after the first has ended")
  func duplicateKey() {
    var bench = EngineBench.ready()
    bench.place()
    for status in [OrderStatus.open, .cancelled] {
      bench.give(.streamUpdate(.order(Fixture.report(status), kind: .ack)), at: 50)
      bench.place(at: 60)
      #expect(bench.logged.map(\.kind) == [.orderRefused])
      #expect(bench.logged.map(\.reason) == [.duplicateKey] && bench.logged.map(\.subject) == [.place])
      #expect(bench.persisted.isEmpty && bench.sends.isEmpty)
    }
    #expect(bench.engine.books.orders.count == 1)
  }

  @Test("An order that makes no sense is refused", arguments: [Decimal.zero, Decimal(-1)])
  func invalidOrder(quantity: Decimal) {
    var bench = EngineBench.ready()
    var terms = Fixture.terms
    terms.quantity = quantity
    bench.place(Fixture.order, terms)
    #expect(bench.logged.map(\.reason) == [.invalid] && bench.engine.books.orders.isEmpty)
    terms = Fixture.terms
    terms.instrument = InstrumentID(index: 2)
    bench.place(Fixture.order, terms)
    #expect(bench.logged.map(\.reason) == [.invalid] && bench.engine.books.orders.isEmpty)
  }

  @Test("Before the start is done orders wait, and can be cancelled unsent")
  func pending() throws {
    var bench = EngineBench()
    bench.give(.started(.empty(Fixture.configuration()), reason: .start))
    #expect(bench.sentKinds == [.orders, .executions])
    let requests = bench.sends.map(\.id)
    bench.place(at: 1)
    bench.place(ClientOrderID(index: 1), at: 1)
    #expect(bench.sends.isEmpty && bench.order?.status == .pending)
    bench.give(.command(.cancel(Fixture.order)), at: 2)
    #expect(bench.order?.status == .cancelled)
    #expect(bench.publications.map(\.reason) == [.unsent])
    try #require(requests.count == 2)
    bench.give(.response(requests[0], .orders(Snapshot(rows: [], asOf: .zero))), at: 50)
    bench.give(.response(requests[1], .executions(Snapshot(rows: [], asOf: .zero))), at: 50)
    #expect(bench.engine.condition == .ready)
    #expect(bench.sends.map(\.content) == [.place(ClientOrderID(index: 1), Fixture.terms)])
  }

  @Test("A refusal ends the order and tells a person; one that proves nothing leads to a look-up")
  func refusals() {
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.response(RequestID(1), .refused(Refusal(.invalid, note: 3))), at: 50)
    #expect(bench.order?.status == .rejected)
    #expect(bench.publications.map(\.note) == [3])
    #expect(bench.notices.map(\.reason) == [.rejected])
    for reason in [Word.duplicateKey, .late] {
      var bench = EngineBench.ready()
      bench.place()
      bench.give(.response(RequestID(1), .refused(Refusal(reason))), at: 50)
      #expect(bench.order?.status == .unknown)
      #expect(bench.sends.map(\.content) == [.query(Fixture.order)])
    }
  }

  @Test(
    "A gateway's 4xx is a refusal, its 5xx and 408 say nothing; nor does its 429 where the broker promises nothing",
    arguments: [TimeSpan.seconds(1), nil])
  func gateways(pause: TimeSpan?) {
    let unknown: [Int] = [408, 429, 500, 502, 503, 504]
    for status in [400, 403, 404, 408, 422, 429, 500, 502, 503, 504] where pause == nil || status != 429 {
      var bench = EngineBench.ready { $0.guarantees.rateLimitPause = pause }
      bench.place()
      bench.give(.requestFailed(RequestID(1), .gateway(status: status)), at: 50)
      #expect(bench.order?.status == (unknown.contains(status) ? .unknown : .rejected), "\(status)")
    }
  }

  @Test("A cancel is sent once, refused while one is in flight, and a refusal of it leads to a look-up")
  func cancel() {
    var bench = EngineBench.ready()
    bench.give(.command(.cancel(Fixture.order)))
    #expect(bench.logged.map(\.reason) == [.noSuchOrder])
    bench.placeAndAccept()
    bench.give(.command(.cancel(Fixture.order)), at: 100)
    #expect(bench.sends.map(\.content) == [.cancel(Fixture.order)])
    let request = bench.sends.last?.id ?? RequestID(0)
    bench.give(.command(.cancel(Fixture.order)), at: 110)
    #expect(bench.logged.map(\.reason) == [.inFlight] && bench.sends.isEmpty)
    bench.give(.response(request, .refused(Refusal(.terminal))), at: 150)
    #expect(bench.order?.status == .open)
    #expect(bench.sends.map(\.content) == [.query(Fixture.order)])
    bench.give(.response(bench.sends[0].id, .order(Fixture.report(.cancelled, sequence: 6))), at: 200)
    #expect(bench.order?.status == .cancelled && bench.order?.hasCancelIntent == false)
    bench.give(.command(.cancel(Fixture.order)), at: 210)
    #expect(bench.logged.map(\.reason) == [.terminal])
  }

  @Test("A replace changes the terms once the broker has done it, and not below what is executed")
  func replace() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.execute(Fixture.execution(1, 30, sequence: 6), filled: 30)
    func amend(_ quantity: Int?, limit: Int? = nil, stop: Int? = nil) -> EngineInput {
      .command(
        .replace(
          Fixture.order, quantity: quantity.map { Decimal($0) }, limit: limit.map { Decimal($0) },
          stop: stop.map { Decimal($0) }))
    }
    bench.give(amend(30), at: 110)
    #expect(bench.logged.map(\.reason) == [.belowFilled])
    bench.give(amend(nil, stop: 5), at: 110)
    #expect(bench.logged.map(\.reason) == [.invalid])
    for same in [amend(100), amend(nil, limit: 10), amend(nil)] {
      bench.give(same, at: 115)
      #expect(bench.logged.map(\.reason) == [.unchanged] && bench.persisted.isEmpty && bench.sends.isEmpty)
    }
    bench.give(amend(80, limit: 11), at: 120)
    let amendment = Amendment(quantity: Decimal(80), pricing: .limit(Decimal(11)))
    #expect(bench.sends.map(\.content) == [.replace(Fixture.order, amendment)])
    #expect(bench.order?.terms.quantity == Decimal(100) && bench.order?.replaceIntent == amendment)
    bench.give(amend(70), at: 130)
    #expect(bench.logged.map(\.reason) == [.inFlight])
    var terms = Fixture.terms
    terms.quantity = Decimal(80)
    terms.pricing = .limit(Decimal(11))
    let report = Fixture.report(.partial, filled: 30, terms: terms, sequence: 7)
    bench.give(.streamUpdate(.order(report, kind: .replace)), at: 150)
    #expect(bench.order?.amendment == amendment && bench.order?.replaceIntent == nil)
    #expect(bench.publications.map(\.kind) == [.orderReplaced])
  }

  @Test("A halt holds back an order whose attempt waits for the store, and resuming sends it")
  func haltBeforeDurable() {
    var bench = EngineBench.ready(persistsAtOnce: false)
    bench.place()
    bench.give(.operatorCommand(.halt), at: 10)
    bench.give(.persisted(upTo: 3), at: 20)
    #expect(bench.sends.isEmpty && bench.order?.status == .submitted && bench.order?.attempts == 1)
    bench.give(.operatorCommand(.resume), at: 30)
    #expect(bench.sends.isEmpty && bench.persistedKinds == [.halted])
    bench.give(.persisted(upTo: 4), at: 40)
    #expect(bench.sentKinds == [.place] && bench.logged.map(\.kind) == [.orderSent])
    #expect(bench.order?.attempts == 1)
  }

  @Test("An order that a halt holds back is cancelled unsent")
  func cancelWhileHeld() {
    var bench = EngineBench.ready(persistsAtOnce: false)
    bench.place()
    bench.give(.operatorCommand(.halt), at: 10)
    bench.give(.persisted(upTo: 3), at: 20)
    bench.give(.command(.cancel(Fixture.order)), at: 30)
    #expect(bench.persistedKinds == [.cancelIntent, .status] && bench.order?.status == .cancelled)
    bench.give(.operatorCommand(.resume), at: 40)
    bench.give(.persisted(upTo: 6), at: 50)
    #expect(bench.sends.isEmpty && bench.publications.map(\.reason) == [.unsent])
  }

  @Test("Halting stops new orders, resuming lets them go")
  func halt() {
    var bench = EngineBench.ready()
    bench.give(.operatorCommand(.halt))
    #expect(bench.engine.condition == .halted)
    bench.place(at: 1)
    #expect(bench.logged.map(\.reason) == [.halted] && bench.sends.isEmpty)
    bench.give(.operatorCommand(.resume), at: 2)
    #expect(bench.engine.condition == .ready)
    bench.place(at: 3)
    #expect(bench.sentKinds == [.place])
  }

  @Test(
    "An end that tells of executions unknown here waits for them, whatever is known of the order",
    arguments: [OrderStatus.submitted, .unknown, .open])
  func endWaitsForExecutions(status: OrderStatus) {
    var bench = EngineBench.ready()
    bench.place()
    if status == .open { bench.give(.response(bench.sends[0].id, .done(Fixture.report(.open))), at: 50) }
    if status == .unknown { bench.give(.requestFailed(bench.sends[0].id, .reset), at: 50) }
    #expect(bench.order?.status == status)
    let end = Fixture.report(.cancelled, filled: 60, sequence: 8)
    bench.give(.streamUpdate(.order(end, kind: .cancel)), at: 100)
    #expect(bench.order?.status == .open && bench.order?.brokerOrder == Fixture.brokerOrder)
    #expect(!bench.publications.contains { $0.kind == .orderCancelled })
    let asked = bench.sends.filter { [.orders, .executions].contains($0.content.kind) }
    #expect(asked.count == 2)
    for request in asked {
      let answer: Response =
        request.content.kind == .orders
        ? .orders(Snapshot(rows: [end], asOf: BrokerSequence(8)))
        : .executions(Snapshot(rows: [Fixture.execution(1, 60, sequence: 6)], asOf: BrokerSequence(8)))
      bench.give(.response(request.id, answer), at: 150)
    }
    #expect(bench.order?.status == .cancelled)
    #expect(bench.publications.filter { $0.kind == .orderCancelled }.map(\.filled) == [Decimal(60)])
  }

  @Test("A report or an execution of another order under the same key changes nothing, and a person is told once")
  func secondOrder() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    var other = Fixture.report(.partial, filled: 10, sequence: 9)
    other.brokerOrder = BrokerOrderID(index: 8)
    other.terms.quantity = Decimal(50)
    var execution = Fixture.execution(1, 10, sequence: 9)
    execution.brokerOrder = other.brokerOrder
    for round in 0..<2 {
      bench.give(.streamUpdate(.order(other, kind: .ack)), at: 100 + round)
      #expect(bench.notices.map(\.reason) == (round == 0 ? [.duplicateKey] : []))
      #expect(bench.notices.map(\.subject) == (round == 0 ? [.unknownOrder] : []))
    }
    bench.give(.streamUpdate(.execution(execution, other)), at: 200)
    #expect(bench.logged.map(\.kind) == [.fillReceived, .fillQuarantined])
    #expect(bench.order?.status == .open && bench.order?.filled == .zero)
    #expect(bench.order?.amendment == Amendment(quantity: Decimal(100), pricing: .limit(Decimal(10))))
    #expect(bench.engine.books.positions[0].isFlat)
    other.status = .cancelled
    other.filled = .zero
    bench.give(.streamUpdate(.order(other, kind: .cancel)), at: 300)
    #expect(bench.notices.isEmpty && bench.order?.status == .open)
  }
}
