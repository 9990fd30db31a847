import Testing
import Trading

@testable import Reconciliation

@Suite("Passes by hand")
struct PassTests {
  /// Answers the requests of the pass that runs.
  private func answer(
    _ bench: inout EngineBench, _ requests: [Request], orders: Snapshot<OrderReport>,
    executions: Snapshot<Execution>? = nil, account: AccountReport? = nil, at: Int
  ) {
    for request in requests {
      switch request.content {
      case .orders: bench.give(.response(request.id, .orders(orders)), at: at)
      case .executions:
        bench.give(.response(request.id, .executions(executions ?? Snapshot(rows: [], asOf: orders.asOf))), at: at)
      case .account:
        if let account { bench.give(.response(request.id, .account(account)), at: at) }
      default: break
      }
    }
  }

  private func working(_ mode: TradingMode = .paper) -> EngineBench {
    var bench = EngineBench.ready { configuration in
      configuration.mode = mode
    }
    bench.placeAndAccept()
    return bench
  }

  @Test("A complete answer without the order leads to a look-up at the third time, and then to its end")
  func missing() {
    var bench = working()
    for round in 1...3 {
      bench.give(.operatorCommand(.reconcile), at: 1000 * round)
      answer(&bench, bench.sends, orders: Snapshot(rows: [], asOf: BrokerSequence(9)), at: 1000 * round + 50)
      #expect(bench.order?.status == .open)
      #expect(bench.sentKinds == (round < 3 ? [] : [.query]), "round \(round)")
    }
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.missingOrder])
    bench.give(.response(bench.sends[0].id, .order(nil)), at: 4000)
    #expect(bench.order?.status == .cancelled && bench.publications.first?.reason == .absent)
  }

  @Test("Nothing is missing from an incomplete answer, from an old one, or from a failure")
  func incomplete() {
    let harmless: [Snapshot<OrderReport>] = [
      Snapshot(rows: [], asOf: BrokerSequence(9), isComplete: false), Snapshot(rows: [], asOf: BrokerSequence(4)),
    ]
    for snapshot in harmless {
      var bench = working()
      for round in 1...5 {
        bench.give(.operatorCommand(.reconcile), at: 1000 * round)
        answer(&bench, bench.sends, orders: snapshot, at: 1000 * round + 50)
      }
      #expect(bench.order?.status == .open && bench.engine.books.discrepancies.isEmpty)
    }
    var bench = working()
    bench.give(.operatorCommand(.reconcile), at: 1000)
    for request in bench.sends { bench.give(.requestFailed(request.id, .gateway(status: 500)), at: 1050) }
    #expect(bench.order?.status == .open && bench.engine.books.discrepancies.isEmpty)
    #expect(bench.engine.condition == .degraded)
    #expect(bench.logged.first { $0.kind == .reconcileFinished }?.state == .failed)
    #expect(bench.timer(.passRetry) == 2050)
  }

  @Test("A fill that the stream lost is booked by the pass, as a discrepancy found and resolved")
  func missedFill() {
    var bench = working()
    bench.give(.operatorCommand(.reconcile), at: 1000)
    let orders = Snapshot(rows: [Fixture.report(.filled, filled: 100, sequence: 6)], asOf: BrokerSequence(6))
    let executions = Snapshot(rows: [Fixture.execution(1, 100, sequence: 6)], asOf: BrokerSequence(6))
    answer(&bench, bench.sends, orders: orders, executions: executions, at: 1050)
    #expect(bench.order?.status == .filled)
    #expect(bench.persistedKinds == [.discrepancy, .execution, .resolution])
    #expect(bench.engine.books.discrepancies.isEmpty && bench.engine.books.discrepancyCount == 1)
    bench.give(.operatorCommand(.reconcile), at: 2000)
    answer(&bench, bench.sends, orders: orders, executions: executions, at: 2050)
    #expect(bench.persisted.isEmpty)
  }

  @Test("A poll asks only for what is new, any other pass for everything")
  func cursor() {
    var bench = EngineBench.ready { $0.orderInterval = .seconds(2) }
    bench.give(.operatorCommand(.reconcile), at: 0)
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: .zero)])
    answer(&bench, bench.sends, orders: Snapshot(rows: [], asOf: BrokerSequence(7)), at: 50)
    bench.give(.timer(.orderPoll), at: 2000)
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: BrokerSequence(7))])
    #expect(bench.timer(.orderPoll) == 4000)
    bench.give(.timer(.orderPoll), at: 4000)
    #expect(bench.sends.isEmpty)
  }

  @Test("An answer with a row that cannot be believed is read again, until it can be")
  func doubtfulRow() {
    var bench = EngineBench.ready { $0.orderInterval = .seconds(2) }
    bench.placeAndAccept()
    let working = Snapshot(rows: [Fixture.report(.open, sequence: 6)], asOf: BrokerSequence(7))
    let foreign = Fixture.execution(9, 3, order: ClientOrderID(index: 5), sequence: 6)
    bench.give(.timer(.orderPoll), at: 2000)
    answer(
      &bench, bench.sends, orders: working, executions: Snapshot(rows: [foreign], asOf: BrokerSequence(7)), at: 2050)
    // An execution of somebody else's order is told as it is.
    #expect(bench.engine.books.discrepancies.map(\.kind) == [.unknownOrder])
    var wrong = Fixture.execution(1, 3, sequence: 8)
    wrong.quantity = Decimal(-3)
    for (round, at) in [4000, 6000].enumerated() {
      bench.give(.timer(.orderPoll), at: at)
      #expect(bench.sends.map(\.content) == [.orders, .executions(after: BrokerSequence(7))], "round \(round)")
      answer(
        &bench, bench.sends, orders: working, executions: Snapshot(rows: [wrong], asOf: BrokerSequence(9)),
        at: at + 50)
    }
    bench.give(.timer(.orderPoll), at: 8000)
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: BrokerSequence(7))])
    let right = Fixture.execution(1, 3, sequence: 8)
    answer(&bench, bench.sends, orders: working, executions: Snapshot(rows: [right], asOf: BrokerSequence(9)), at: 8050)
    #expect(bench.order?.filled == Decimal(3))
    bench.give(.timer(.orderPoll), at: 10_000)
    #expect(bench.sends.map(\.content) == [.orders, .executions(after: BrokerSequence(9))])
  }

  @Test("A message about somebody else's order that is no newer than the last whole answer opens nothing")
  func oldForeignReport() {
    var bench = EngineBench.ready()
    let foreign = Fixture.report(.open, order: ClientOrderID(index: 5), sequence: 4)
    // An answer that is cut short had not all there was to say.
    bench.give(.operatorCommand(.reconcile), at: 1000)
    answer(
      &bench, bench.sends, orders: Snapshot(rows: [], asOf: BrokerSequence(9), isComplete: false), at: 1050)
    var copy = bench
    copy.give(.streamUpdate(.order(foreign, kind: .ack)), at: 2000)
    #expect(copy.persistedKinds == [.discrepancy, .ticket] && copy.notices.map(\.subject) == [.unknownOrder])
    bench.give(.operatorCommand(.reconcile), at: 1500)
    answer(&bench, bench.sends, orders: Snapshot(rows: [], asOf: BrokerSequence(4)), at: 1550)
    bench.give(.streamUpdate(.order(foreign, kind: .ack)), at: 2000)
    #expect(bench.persisted.isEmpty && bench.notices.isEmpty)
    let newer = Fixture.report(.open, order: ClientOrderID(index: 5), sequence: 5)
    bench.give(.streamUpdate(.order(newer, kind: .ack)), at: 2100)
    #expect(bench.persistedKinds == [.discrepancy, .ticket])
  }

  @Test("A position that differs is taken over within the limit after two sights, above it a person is told once")
  func drift() {
    for (quantity, isTaken) in [(9, true), (11, false)] {
      var bench = EngineBench.ready { $0.mode = .live }
      let position = PositionReport(quantity: Decimal(quantity), averagePrice: Decimal(10), mark: Decimal(10))
      let flat = PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)
      let account = AccountReport(positions: [position, flat], cash: [.zero, .zero], asOf: BrokerSequence(3))
      var notices = 0
      for round in 1...4 {
        bench.give(.operatorCommand(.reconcile), at: 1000 * round)
        answer(
          &bench, bench.sends, orders: Snapshot(rows: [], asOf: BrokerSequence(3)), account: account,
          at: 1000 * round + 50)
        notices += bench.notices.count
        let isAdopted = isTaken && round >= 2
        #expect(bench.engine.books.positions[0].quantity == (isAdopted ? Decimal(quantity) : .zero), "round \(round)")
      }
      #expect(notices == (isTaken ? 0 : 1))
      #expect(bench.engine.books.discrepancies.map(\.kind) == (isTaken ? [] : [.missingPosition]))
    }
  }

  @Test("In paper mode positions are not asked for")
  func paperMode() {
    var bench = EngineBench.ready()
    bench.give(.operatorCommand(.reconcile))
    #expect(bench.sentKinds == [.orders, .executions])
    var live = EngineBench.ready { $0.mode = .live }
    live.give(.operatorCommand(.reconcile))
    #expect(live.sentKinds == [.orders, .executions, .account])
  }

  @Test("The stream is lost after silence and its return starts a pass")
  func silence() {
    var bench = EngineBench.ready { $0.streamSilence = .seconds(15) }
    bench.give(.streamUpdate(.heartbeat), at: 10_000)
    bench.give(.timer(.streamSilence), at: 15_000)
    #expect(bench.engine.condition == .ready && bench.timer(.streamSilence) == 25_000)
    bench.give(.timer(.streamSilence), at: 25_000)
    #expect(bench.engine.condition == .degraded)
    #expect(bench.logged.map(\.kind) == [.streamLost, .engineDegraded] && bench.logged.first?.reason == .silence)
    bench.give(.streamUpdate(.heartbeat), at: 30_000)
    #expect(bench.logged.map(\.kind).contains(.streamRestored) && bench.sentKinds == [.orders, .executions])
    #expect(bench.timer(.streamSilence) == 45_000)
  }

  @Test("A disabled engine asks nothing, watches nothing and sets no timer")
  func disabled() {
    var configuration = Fixture.configuration(.live)
    configuration.isEnabled = false
    var bench = EngineBench(configuration)
    bench.give(.started(.empty(configuration), reason: .start))
    #expect(bench.engine.condition == .ready)
    #expect(bench.logged.map(\.kind) == [.engineStarted, .engineReady] && bench.effects.count == 2)
    let inputs: [EngineInput] = [
      .streamConnected, .streamUpdate(.heartbeat), .timer(.passRetry),
    ]
    for input in inputs {
      bench.give(input, at: 10)
      #expect(bench.effects.isEmpty, "\(input)")
    }
  }
}
