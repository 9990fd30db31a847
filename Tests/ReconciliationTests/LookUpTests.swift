import Testing
import Trading

@testable import Reconciliation

@Suite("Time-outs and look-ups")
struct LookUpTests {
  private func query(_ bench: EngineBench) -> RequestID { bench.sends.last?.id ?? RequestID(0) }

  @Test("A time-out makes the order unknown and asks the broker, and sends nothing again")
  func timeout() {
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.timer(.request(RequestID(1))), at: 2000)
    #expect(bench.order?.status == .unknown)
    #expect(bench.logged.map(\.kind) == [.orderTimeout, .orderLookup])
    #expect(bench.logged.first?.reason == .timeout && bench.logged.first?.subject == .place)
    #expect(bench.sends.map(\.content) == [.query(Fixture.order)])
    bench.give(.timer(.request(RequestID(1))), at: 2100)
    #expect(bench.effects.isEmpty)
  }

  @Test("What the look-up finds is believed, and the late answer too")
  func found() {
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.timer(.request(RequestID(1))), at: 2000)
    var late = bench
    bench.give(.response(query(bench), .order(Fixture.report(.open))), at: 2050)
    #expect(bench.order?.status == .open && bench.order?.brokerOrder == Fixture.brokerOrder)
    #expect(bench.sends.isEmpty)
    late.give(.response(RequestID(1), .done(Fixture.report(.open))), at: 2020)
    #expect(late.order?.status == .open)
  }

  @Test("Absence before the deadline is not believed; confirmed after it the order is sent again under the same id")
  func absence() {
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.requestFailed(RequestID(1), .reset), at: 100)
    #expect(bench.sentKinds == [.query])
    // Asked at 100 ms, so what it says holds as of then: the order may still arrive until 2 s.
    var late = bench
    late.give(.response(query(late), .order(nil)), at: 2500)
    #expect(late.order?.status == .unknown && late.sends.isEmpty)
    #expect(late.timer(.order(Fixture.order)) == 3500)
    bench.give(.response(query(bench), .order(nil)), at: 150)
    #expect(bench.order?.status == .unknown && bench.sends.isEmpty)
    #expect(bench.timer(.order(Fixture.order)) == 2000)
    bench.give(.timer(.order(Fixture.order)), at: 2000)
    #expect(bench.sends.map(\.content) == [.query(Fixture.order)])
    // A second order would be taken as well, so that three answers are needed, with time between them.
    for (asked, answered, next) in [(2000, 2050, 3050...3050), (3050, 3100, 5100...5300)] {
      if asked > 2000 { bench.give(.timer(.order(Fixture.order)), at: asked) }
      bench.give(.response(query(bench), .order(nil)), at: answered)
      #expect(bench.order?.status == .unknown && bench.sends.isEmpty)
      #expect(next.contains(bench.timer(.order(Fixture.order)) ?? 0))
    }
    bench.give(.timer(.order(Fixture.order)), at: 5300)
    bench.give(.response(query(bench), .order(nil)), at: 5350)
    #expect(bench.sends.map(\.content) == [.place(Fixture.order, Fixture.terms)])
    #expect(bench.order?.attempts == 2 && bench.sends.first?.deadline == Instant.origin + .milliseconds(7350))
    #expect(bench.logged.last?.kind == .orderResent)
  }

  @Test("Where late requests are carried out, an absence lets an order be sent again, but not be given up")
  func absenceWithoutDeadlines() {
    for isCancelled in [false, true] {
      var bench = EngineBench.ready {
        $0.guarantees = BrokerGuarantees(identityScope: .forever, honoursDeadlines: false)
      }
      bench.place()
      if isCancelled { bench.give(.command(.cancel(Fixture.order)), at: 10) }
      bench.give(.timer(.request(RequestID(1))), at: 2000)
      bench.give(.response(query(bench), .order(nil)), at: 2050)
      #expect(bench.order?.status == (isCancelled ? .unknown : .submitted))
      #expect(bench.sends.map(\.content.kind) == (isCancelled ? [] : [.place]))
    }
  }

  @Test("A failed look-up says nothing and is repeated ever later")
  func failedLookUps() {
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.timer(.request(RequestID(1))), at: 2000)
    var waits: [Int] = []
    var now = 2000
    for _ in 0..<7 {
      bench.give(.requestFailed(query(bench), .gateway(status: 503)), at: now)
      #expect(bench.order?.status == .unknown)
      let next = bench.timer(.order(Fixture.order)) ?? 0
      waits.append(next - now)
      now = next
      bench.give(.timer(.order(Fixture.order)), at: now)
      #expect(bench.sentKinds == [.query])
    }
    for (wait, base) in zip(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000]) {
      #expect((base...(base + base / 10)).contains(wait))
    }
  }

  @Test("Where late requests are carried out, an order that stays absent is given up, never sent twice")
  func noResend() {
    var bench = EngineBench.ready {
      $0.guarantees = BrokerGuarantees(identityScope: .never, honoursDeadlines: false)
    }
    bench.place()
    bench.give(.timer(.request(RequestID(1))), at: 2000)
    for round in 1...2 {
      bench.give(.response(query(bench), .order(nil)), at: 10_000 * round)
      #expect(bench.order?.status == .unknown)
      bench.give(.timer(.order(Fixture.order)), at: 10_000 * round + 5000)
    }
    bench.give(.response(query(bench), .order(nil)), at: 60_000)
    #expect(bench.order?.status == .rejected)
    #expect(bench.notices.map(\.subject) == [.missingOrder])
    #expect(bench.allSends.count { $0.content.kind == .place } == 1)
  }

  @Test("Resends are bounded, and the policy can forbid them", arguments: [TimeoutPolicy.resend, .reject])
  func bounded(policy: TimeoutPolicy) {
    var bench = EngineBench.ready {
      $0.guarantees = BrokerGuarantees(identityScope: .forever)
      $0.timeoutPolicy = policy
      $0.maximumRetries = 2
    }
    bench.place()
    var now = 0
    for _ in 0..<10 where bench.order?.status != .rejected {
      now += 3000
      bench.give(.requestFailed(query(bench), .reset), at: now)
      bench.give(.response(query(bench), .order(nil)), at: now)
    }
    #expect(bench.order?.status == .rejected)
    #expect(bench.allSends.count { $0.content.kind == .place } == (policy == .resend ? 3 : 1))
    #expect(bench.notices.map(\.reason) == [.absent])
  }

  @Test("A working order that a look-up does not find is gone only after three absences")
  func workingOrder() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.give(.command(.cancel(Fixture.order)), at: 100)
    bench.give(.requestFailed(query(bench), .reset), at: 200)
    for round in 1...2 {
      bench.give(.response(query(bench), .order(nil)), at: 1000 * round)
      #expect(bench.order?.status == .open)
      bench.give(.timer(.order(Fixture.order)), at: 1000 * round + 900)
    }
    bench.give(.response(query(bench), .order(nil)), at: 9000)
    #expect(bench.order?.status == .cancelled)
    #expect(bench.publications.map(\.reason) == [.absent] && bench.publications.map(\.source) == [.policy])
  }

  @Test("An absence that was asked about before the order was heard of proves nothing and does not count")
  func outdatedAbsence() {
    var bench = EngineBench.ready { $0.missingConfirmations = 1 }
    bench.place()
    bench.give(.timer(.request(RequestID(1))), at: 2000)
    let asked = query(bench)
    bench.give(.response(RequestID(1), .done(Fixture.report(.open))), at: 2100)
    bench.give(.response(asked, .order(nil)), at: 2200)
    #expect(bench.order?.status == .open && bench.notices.isEmpty && bench.sends.isEmpty)
    #expect(bench.logged.map(\.kind) == [.orderAbsent] && bench.logged.map(\.number) == [0])
    #expect(bench.timer(.order(Fixture.order)) == nil)
    // What is asked afterwards counts.
    bench.give(.operatorCommand(.query(Fixture.order)), at: 2300)
    bench.give(.response(query(bench), .order(nil)), at: 2400)
    #expect(bench.order?.status == .cancelled && bench.notices.map(\.subject) == [.missingOrder])
  }

  @Test("What has called for a look-up while an outdated one was on its way is asked for after a wait")
  func askedAgainAfterOutdatedAbsence() {
    var bench = EngineBench.ready { $0.missingConfirmations = 1 }
    bench.placeAndAccept()
    bench.give(.command(.cancel(Fixture.order)), at: 100)
    let cancel = query(bench)
    bench.give(.operatorCommand(.query(Fixture.order)), at: 110)
    let asked = query(bench)
    bench.give(.streamUpdate(.order(Fixture.report(.open, sequence: 6), kind: .ack)), at: 120)
    bench.give(.requestFailed(cancel, .reset), at: 130)
    bench.give(.response(asked, .order(nil)), at: 140)
    #expect(bench.order?.status == .open && bench.sends.isEmpty)
    #expect(bench.timer(.order(Fixture.order)) == 1140)
    bench.give(.timer(.order(Fixture.order)), at: 1140)
    #expect(bench.sentKinds == [.query])
  }

  @Test("A resend that is held back while degraded waits ever longer, and is taken up when orders may be sent")
  func heldBack() {
    var bench = EngineBench.ready {
      $0.guarantees = BrokerGuarantees(identityScope: .forever)
      $0.holdsOrdersWhileDegraded = true
    }
    bench.place()
    bench.give(.operatorCommand(.reconcile), at: 100)
    for request in bench.sends { bench.give(.requestFailed(request.id, .reset), at: 150) }
    #expect(bench.engine.condition == .degraded)
    bench.give(.timer(.request(RequestID(1))), at: 2000)
    bench.give(.response(query(bench), .order(nil)), at: 2050)
    #expect(bench.order?.status == .unknown && bench.sends.isEmpty)
    #expect(bench.timer(.order(Fixture.order)) == 3050)
    bench.give(.timer(.order(Fixture.order)), at: 3050)
    bench.give(.response(query(bench), .order(nil)), at: 3100)
    #expect(bench.sends.isEmpty && (5100...5300).contains(bench.timer(.order(Fixture.order)) ?? 0))
    bench.give(.operatorCommand(.reconcile), at: 3200)
    let requests = bench.sends
    bench.give(.response(requests[0].id, .orders(Snapshot(rows: [], asOf: .zero))), at: 3250)
    bench.give(.response(requests[1].id, .executions(Snapshot(rows: [], asOf: .zero))), at: 3250)
    #expect(bench.engine.condition == .ready && bench.sentKinds == [.query])
    bench.give(.response(query(bench), .order(nil)), at: 3300)
    #expect(bench.sends.map(\.content) == [.place(Fixture.order, Fixture.terms)] && bench.order?.attempts == 2)
  }

  @Test("An answer of the wrong kind, or about another order, proves nothing: the broker is asked")
  func wrongAnswers() {
    let other = Fixture.report(.open, order: ClientOrderID(index: 1))
    let answers: [Response] = [
      .orders(Snapshot(rows: [], asOf: .zero)), .executions(Snapshot(rows: [], asOf: .zero)), .order(nil),
      .account(AccountReport(positions: [], cash: [], asOf: .zero)), .done(other),
    ]
    for answer in answers {
      var bench = EngineBench.ready()
      bench.place()
      bench.place(ClientOrderID(index: 1))
      bench.give(.response(RequestID(1), answer), at: 50)
      #expect(bench.order?.status == .unknown, "\(answer)")
      #expect(bench.sends.map(\.content) == [.query(Fixture.order)], "\(answer)")
    }
  }

  @Test("A report that cannot be believed is asked for again, ever later, and noted once")
  func absurdReports() {
    var terms = Fixture.terms
    terms.quantity = .zero
    let report = Fixture.report(.open, terms: terms)
    var bench = EngineBench.ready()
    bench.place()
    bench.give(.response(RequestID(1), .done(report)), at: 50)
    #expect(bench.order?.status == .unknown)
    #expect(bench.notices.map(\.subject) == [.invalidReport])
    var now = 50
    for wait in [1000, 2000, 4000, 8000] {
      #expect(bench.sentKinds == [.query])
      bench.give(.response(query(bench), .order(report)), at: now)
      #expect(bench.sends.isEmpty && bench.notices.isEmpty)
      let next = bench.timer(.order(Fixture.order)) ?? 0
      #expect((wait...(wait + wait / 10)).contains(next - now))
      now = next
      bench.give(.timer(.order(Fixture.order)), at: now)
    }
  }
}
