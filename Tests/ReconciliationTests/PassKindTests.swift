import Testing
import Trading

@testable import Reconciliation

@Suite("Kinds of pass")
struct PassKindTests {
  private static let queries: [(PassKind, paper: [Request.Content], live: [Request.Content])] = [
    (.full, [.orders, .executions(after: .zero)], [.orders, .executions(after: .zero), .account]),
    (
      .incremental, [.orders, .executions(after: BrokerSequence(9))],
      [.orders, .executions(after: BrokerSequence(9)), .account]
    ),
    (
      .delta, [.changedOrders(after: BrokerSequence(9)), .executions(after: BrokerSequence(9))],
      [.changedOrders(after: BrokerSequence(9)), .executions(after: BrokerSequence(9))]
    ),
    (
      .positionOnly, [.orders, .executions(after: .zero)], [.executions(after: BrokerSequence(9)), .account]
    ),
    (
      .balanceOnly, [.orders, .executions(after: .zero)], [.executions(after: BrokerSequence(9)), .account]
    ),
    (.tradeOnly, [.orders, .executions(after: .zero)], [.orders, .executions(after: .zero)]),
    (
      .realTime, [.orders, .executions(after: BrokerSequence(9))],
      [.orders, .executions(after: BrokerSequence(9)), .account]
    ),
    (.scheduled, [.orders, .executions(after: .zero)], [.orders, .executions(after: .zero), .account]),
    (.emergency, [.orders, .executions(after: .zero)], [.orders, .executions(after: .zero), .account]),
  ]

  @Test("Each kind asks what its page says", arguments: queries.indices)
  func asks(index: Int) {
    let (kind, paper, live) = PassKindTests.queries[index]
    for (mode, queries) in [(TradingMode.paper, paper), (.live, live)] {
      var configuration = Fixture.configuration(mode)
      configuration.reconcilesOnStartup = false
      var bench = EngineBench(configuration)
      bench.give(.started(.empty(configuration), reason: .start))
      bench.pass(PassAnswer(asOf: 9), at: 1000)
      bench.give(.operatorCommand(.pass(PassRequest(kind))), at: 2000)
      #expect(bench.sends.map(\.content) == queries, "\(kind) \(mode)")
    }
  }

  @Test("What corrects, and what only looks")
  func looks() {
    let correcting: [PassKind] = [.full, .incremental, .delta, .tradeOnly, .scheduled]
    for kind in PassKind.allCases {
      #expect(kind.contents.mayCorrect == correcting.contains(kind))
      #expect(PassPlan(.operator, kind).isLook != correcting.contains(kind))
      #expect(PassPlan(.operator, kind, isLook: true).isLook)
      #expect(PassPlan(.operator, kind, symbols: [InstrumentID(index: 1)]).isLook)
      #expect(!kind.contents.summary.isEmpty && !kind.contents.use.isEmpty)
    }
    #expect(Set(PassKind.allCases.map(\.contents)).count == PassKind.allCases.count)
    for clock in PassClock.allCases {
      #expect(!clock.safeKinds.contains { !$0.contents.mayCorrect })
      #expect(clock.safeKinds.contains(Fixture.configuration().kind(of: clock)))
    }
  }

  @Test("Two kinds make the least one that sees what both see")
  func joined() {
    let expected: [(PassKind, PassKind, PassKind)] = [
      (.delta, .incremental, .incremental), (.incremental, .scheduled, .scheduled), (.scheduled, .full, .full),
      (.incremental, .tradeOnly, .full), (.delta, .tradeOnly, .tradeOnly), (.positionOnly, .balanceOnly, .incremental),
      (.realTime, .positionOnly, .incremental), (.realTime, .realTime, .realTime), (.emergency, .full, .emergency),
    ]
    for (one, other, both) in expected {
      #expect(one.joined(with: other) == both && other.joined(with: one) == both, "\(one) \(other)")
    }
  }

  @Test("What looks waits by itself and last, an emergency runs first")
  func queue() {
    var queue = PassQueue()
    queue.add(PassPlan(.operator, .positionOnly, symbols: [InstrumentID(index: 1)]))
    queue.add(PassPlan(.mismatch, .incremental))
    queue.add(PassPlan(.operator, .balanceOnly, symbols: [InstrumentID(index: 0)]))
    queue.add(PassPlan(.reconnect, .full))
    #expect(queue.take() == PassPlan(.reconnect, .full))
    let look = queue.take()
    #expect(look?.kind == .incremental && look?.isLook == true)
    #expect(look?.symbols == [InstrumentID(index: 0), InstrumentID(index: 1)])
    #expect(queue.take() == nil)
    queue.add(PassPlan(.reconnect, .full))
    queue.add(PassPlan(.operator, .positionOnly, symbols: [InstrumentID(index: 1)]))
    queue.add(PassPlan(.operator, .emergency))
    #expect(queue.take() == PassPlan(.operator, .emergency))
    #expect(queue.take() == PassPlan(.reconnect, .full))
  }

  @Test("A pass over a window begins where it was known when the window did")
  func window() {
    var marks = LookbackMarks()
    let hour = TimeSpan.seconds(3600)
    #expect(marks.start(at: .origin, lookback: hour) == .zero)
    for minute in 0..<300 {
      marks.note(BrokerSequence(UInt64(minute) + 1), at: .origin + .seconds(minute * 60), lookback: hour)
    }
    // A mark each four minutes: a sixteenth of an hour is less.
    #expect(marks.start(at: .origin + .seconds(300 * 60), lookback: hour) == BrokerSequence(241))
    #expect(marks.start(at: .origin + .seconds(303 * 60), lookback: hour) == BrokerSequence(241))
    #expect(marks.start(at: .origin + .seconds(304 * 60), lookback: hour) == BrokerSequence(245))
  }

  @Test("A kind that lacks something runs as another one, and says so")
  func fallback() {
    var bench = EngineBench.ready { configuration in
      configuration.pollKind = .delta
      configuration.guarantees.listsChanges = false
    }
    #expect(bench.logged.filter { $0.kind == .reconcileFallback }.map(\.reason) == [.unpromised])
    bench.give(.operatorCommand(.choose(.delta, for: .poll)), at: 10)
    #expect(bench.logged.map(\.reason) == [.unpromised] && bench.persisted.isEmpty)
    bench.give(.operatorCommand(.choose(.realTime, for: .poll)), at: 20)
    #expect(bench.logged.map(\.reason) == [.unsafe])
    bench.give(.operatorCommand(.choose(.full, for: .poll)), at: 30)
    #expect(bench.publications.map(\.kind) == [.reconciliationChosen])
    #expect(bench.engine.books.chosenKinds[.poll] == .full)
    bench.give(.operatorCommand(.choose(.full, for: .poll)), at: 40)
    #expect(bench.persisted.isEmpty)
  }

  @Test("A look that fails is not repeated, and counts for nothing")
  func failedLook() {
    var bench = EngineBench.ready()
    bench.give(.operatorCommand(.pass(PassRequest(.realTime))), at: 1000)
    for request in bench.sends { bench.give(.requestFailed(request.id, .gateway(status: 503)), at: 1050) }
    #expect(bench.logged.contains { $0.kind == .reconcileFinished && $0.state == .failed })
    #expect(bench.timer(.passRetry) == nil)
    #expect(bench.engine.condition == .ready && bench.engine.health.hasLastPassFailed == false)
    #expect(bench.engine.lastPass?.status == .failed && bench.engine.lastPass?.errors.count == 2)
  }
}
