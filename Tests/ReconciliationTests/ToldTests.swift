import Testing
import Trading

@testable import Reconciliation

@Suite("What people and the bus are told")
struct ToldTests {
  @Test("An order completed by a smaller quantity is told to be filled")
  func completedByReplace() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.execute(Fixture.execution(1, 60), filled: 60)
    var terms = Fixture.terms
    terms.quantity = Decimal(60)
    bench.give(
      .streamUpdate(.order(Fixture.report(.filled, filled: 60, terms: terms, sequence: 6), kind: .replace)), at: 200)
    #expect(bench.publications.map(\.kind) == [.orderReplaced, .orderUpdated])
    #expect(bench.publications.last?.origin == .partial && bench.publications.last?.state == .filled)
    #expect(bench.order?.status == .filled)
  }

  @Test("Terms that differ are called by what differs, with its figures")
  func termsThatDiffer() {
    var smaller = Fixture.terms
    smaller.quantity = Decimal(80)
    var cheaper = Fixture.terms
    cheaper.pricing = .limit(Decimal(9))
    let cases: [(OrderTerms, String, Int, Int)] = [
      (smaller, "terms-mismatch", 100, 80), (cheaper, "price-discrepancy", 10, 9),
    ]
    for (terms, kind, local, broker) in cases {
      var bench = EngineBench.ready()
      bench.placeAndAccept()
      bench.give(.operatorCommand(.reconcile), at: 1000)
      for request in bench.sends {
        bench.answer(
          [request], PassAnswer(orders: [Fixture.report(.open, terms: terms, sequence: 6)], asOf: 6), at: 1050)
      }
      let found = bench.published.filter { $0.kind == .reconciliationDiscrepancy }
      #expect(found.map { $0.subject?.text } == [kind])
      #expect(found.first?.quantity == Decimal(local) && found.first?.filled == Decimal(broker))
      #expect(bench.engine.books.discrepancies.isEmpty)
    }
  }

  @Test("A store that fails is called so")
  func storeFailure() {
    var bench = EngineBench.ready(persistsAtOnce: false)
    bench.place()
    bench.give(.persistFailed(reason: .noSpace), at: 10)
    #expect(bench.notices.map { $0.subject?.text } == ["store-failure"])
    #expect(bench.notices.first?.reason == .noSpace)
  }

  @Test("An operator who asks a disabled engine to reconcile is told why it does not")
  func disabled() {
    var bench = EngineBench.ready { $0.isEnabled = false }
    bench.give(.operatorCommand(.reconcile), at: 10)
    #expect(bench.logged.map(\.kind.name) == ["operator.refused"])
    #expect(bench.logged.first?.reason == .disabled && bench.sends.isEmpty)
  }

  @Test("An order that keeps lacking executions is told to a person, once")
  func lastingGap() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    var notices: [[Word?]] = []
    for round in 1...6 {
      let report = Fixture.report(.partial, filled: 40, sequence: 6)
      notices.append(bench.pass(PassAnswer(orders: [report], asOf: 6), at: 10_000 * round).notices.map(\.subject))
    }
    #expect(notices.flatMap { $0 } == [.quantityMismatch])
    #expect(notices[2] == [.quantityMismatch])
  }

  @Test("An alert about cash names the currency")
  func currency() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .review
    }
    var notices: [Event] = []
    for round in 1...3 {
      notices += bench.pass(PassAnswer(account: PassAnswer.account(0, cash: 7)), at: 1000 * round).notices
    }
    #expect(notices.map(\.subject) == [.cashMismatch])
    #expect(notices.first?[.currency] == .currency(0))
  }

  @Test("An alert that is told while the store fails calls for a checkpoint once it works")
  func checkpointAfterFailure() {
    var bench = EngineBench.ready(persistsAtOnce: false) { $0.checkpointEvery = 1000 }
    bench.place()
    bench.give(.persistFailed(reason: .noSpace), at: 10)
    #expect(bench.notices.count == 1 && bench.checkpoints.isEmpty)
    bench.give(.timer(.store), at: 2000)
    bench.give(.persisted(upTo: bench.persisted.last ?? 0), at: 2010)
    #expect(bench.checkpoints.map(\.sequence) == [2] && bench.engine.checkpoint.sequence == 2)
  }

  @Test("The end of a wish is told on the bus, and after a restart with its alert")
  func intentEnd() {
    var bench = EngineBench.ready { $0.maximumRetries = 0 }
    bench.placeAndAccept()
    bench.give(.command(.cancel(Fixture.order)), at: 1000)
    bench.give(.requestFailed(bench.sends[0].id, .gateway(status: 400)), at: 1050)
    let told = bench.publications.filter { $0.kind == .orderUnchanged }
    #expect(told.map(\.subject) == [.cancel] && told.map(\.reason) == [.refusedByBroker])
    var again = EngineBench(bench.engine.configuration)
    var recovery = Recovery(bench.engine.checkpoint)
    recovery.events = told
    again.give(.started(recovery, reason: .crash), at: 2000)
    #expect(again.publications == told)
    #expect(again.notices.map(\.subject) == [.statusInconsistency] && again.notices.map(\.reason) == [.refusedByBroker])
  }

  @Test(
    "A pass that lacks the executions, or has older ones, takes over no end that counts them", arguments: [true, false])
  func endWithoutExecutions(isOld: Bool) {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    let report = Fixture.report(.cancelled, filled: 60, sequence: 7)
    bench.give(.operatorCommand(.reconcile), at: 1000)
    for request in bench.sends {
      switch request.content {
      case .orders: bench.answer([request], PassAnswer(orders: [report], asOf: 7), at: 1050)
      default:
        if isOld {
          bench.answer([request], PassAnswer(asOf: 6), at: 1050)
        } else {
          bench.give(.requestFailed(request.id, .gateway(status: 503)), at: 1050)
        }
      }
    }
    #expect(bench.order?.status == .open && !bench.published.contains { $0.kind == .orderCancelled })
    #expect(!bench.engine.books.discrepancies.contains { $0.kind == .statusInconsistency })
    bench.pass(PassAnswer(orders: [report], executions: [Fixture.execution(1, 60, sequence: 6)], asOf: 7), at: 2000)
    #expect(bench.published.filter { $0.kind == .orderCancelled }.map(\.filled) == [Decimal(60)])
  }

  @Test("A cancelled order is told with the quantity that the broker reports, once its executions are read")
  func cancelledWithGap() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.pass(PassAnswer(orders: [Fixture.report(.open)]), at: 500)
    bench.give(
      .streamUpdate(.order(Fixture.report(.cancelled, filled: 60, sequence: 7), kind: .cancel)), at: 1000)
    #expect(bench.publications.isEmpty && bench.sentKinds == [.orders, .executions])
    bench.answer(
      bench.sends,
      PassAnswer(
        orders: [Fixture.report(.cancelled, filled: 60, sequence: 7)],
        executions: [Fixture.execution(1, 60, sequence: 6)], asOf: 7), at: 1050)
    let cancelled = bench.published.filter { $0.kind == .orderCancelled }
    #expect(cancelled.map(\.filled) == [Decimal(60)])
    #expect(bench.order?.status == .cancelled && bench.order?.filled == Decimal(60))
  }
}
