import Testing
import Trading

@testable import Reconciliation

@Suite("What passes came to")
struct PassHistoryTests {
  private static func at(_ milliseconds: Int) -> Instant { .origin + .milliseconds(milliseconds) }

  /// Lets a pass run.
  private static func run(
    _ history: inout PassHistory, _ kind: PassKind = .full, from start: Int, to end: Int, error: Bool = false,
    isOpen: Bool = false, isLook: Bool = false, needsPerson: Bool = false, orders: Int = 0
  ) {
    history.begin(trigger: .operator, kind: kind, isLook: isLook, at: at(start))
    if error { history.fail(.orders, .timeout) }
    history.end(at: at(end), isOpen: isOpen, needsPerson: needsPerson) { $0.orders = orders }
  }

  @Test("Figures by kind are sums, averages and longest of that kind alone")
  func tallies() {
    var history = PassHistory()
    Self.run(&history, from: 0, to: 100, orders: 3)
    Self.run(&history, from: 200, to: 500, error: true)
    Self.run(&history, .delta, from: 600, to: 1600, orders: 50)
    Self.run(&history, from: 2000, to: 2050, orders: 4)
    let full = history.tally(of: .full)
    #expect(full.runs == 3 && full.failures == 1 && full.compared == 7)
    #expect(
      full.total == .milliseconds(450) && full.average == .milliseconds(150) && full.longest == .milliseconds(300))
    #expect(full.successPerMille == 666)
    let delta = history.tally(of: .delta)
    #expect(delta.runs == 1 && delta.successPerMille == 1000 && delta.average == .seconds(1))
    #expect(history.report(3)?.throughput == 50)
    let none = history.tally(of: .emergency)
    #expect(none.runs == 0 && none.average == nil && none.successPerMille == nil)
  }

  @Test("Each figure of a report is added to the sum of its name")
  func sums() {
    var history = PassHistory()
    for factor in 1...2 {
      history.begin(trigger: .operator, kind: .full, isLook: false, at: Self.at(0))
      if factor == 2 { history.warn(.orders, .truncated) }
      history.end(at: Self.at(10), isOpen: false, needsPerson: false) { report in
        report.orders = factor
        report.executions = 10 * factor
        report.positions = 100 * factor
        report.found = 1000 * factor
        report.resolved = 2000 * factor
        report.corrections = 3000 * factor
      }
    }
    let tally = history.tally(of: .full)
    #expect(tally.compared == 333 && tally.found == 3000 && tally.resolved == 6000 && tally.corrections == 9000)
    #expect(tally.runs == 2 && tally.partial == 1 && tally.failures == 0 && tally.successPerMille == 1000)
  }

  @Test("The last reports are kept, oldest first, and no more")
  func bounded() {
    var history = PassHistory()
    let count = PassHistory.capacity + 5
    for number in 1...count { Self.run(&history, from: number, to: number + 1) }
    #expect(history.reports.map(\.number) == (6...UInt32(count)).map { $0 })
    #expect(history.reportNumbers == history.reports.map(\.number))
    #expect(history.last?.number == UInt32(count))
    #expect(history.report(5) == nil && history.report(UInt32(count) + 1) == nil)
    #expect(history.reports.allSatisfy { history.report($0.number) == $0 })
    #expect(history.tally(of: .full).runs == count)
  }

  @Test("The last pass of each kind is kept, however many of another kind come behind it")
  func lastOfKind() {
    var history = PassHistory()
    history.begin(trigger: .full, kind: .full, isLook: false, at: .origin)
    history.end(at: .origin, isOpen: false, needsPerson: false) { _ in }
    for _ in 0..<PassHistory.capacity {
      history.begin(trigger: .poll, kind: .incremental, isLook: false, at: .origin)
      history.end(at: .origin, isOpen: false, needsPerson: false) { _ in }
    }
    #expect(history.report(1) == nil && history.last(of: .full)?.number == 1)
    #expect(history.last(of: .incremental)?.number == UInt32(PassHistory.capacity) + 1)
    #expect(history.last(of: .delta) == nil)
  }

  @Test("A pass that lacks an answer failed, and one after which a ticket waits needs a person")
  func statuses() {
    var history = PassHistory()
    #expect(history.last == nil)
    history.begin(trigger: .poll, kind: .delta, isLook: false, at: Self.at(0))
    #expect(history.running?.status == .running && history.report(1)?.duration == nil)
    history.warn(.orders, .truncated)
    history.end(at: Self.at(0), isOpen: false, needsPerson: true) { _ in }
    #expect(history.last?.status == .partial && history.last?.throughput == nil)
    #expect(history.last?.warnings == [PassReport.Remark(.orders, .truncated)])
    Self.run(&history, from: 1, to: 2, needsPerson: true)
    #expect(history.last?.status == .intervention)
    Self.run(&history, from: 3, to: 4, error: true, needsPerson: true)
    #expect(history.last?.status == .failed)
    Self.run(&history, from: 5, to: 6)
    #expect(history.last?.status == .completed)
  }

  @Test("Convergence takes from the end of the first pass that sees a difference to the end of a clean one")
  func convergence() {
    var history = PassHistory()
    Self.run(&history, from: 0, to: 10)
    #expect(history.divergedSince == nil && history.lastConvergence == nil)
    Self.run(&history, from: 100, to: 110, isOpen: true)
    Self.run(&history, from: 200, to: 210, error: true)
    // A look settles nothing.
    Self.run(&history, from: 220, to: 230, isLook: true)
    #expect(history.divergedSince == Self.at(110))
    Self.run(&history, from: 300, to: 310)
    #expect(history.divergedSince == nil && history.lastConvergence == .milliseconds(200))
    Self.run(&history, from: 400, to: 410, isOpen: true)
    Self.run(&history, from: 420, to: 430)
    #expect(history.lastConvergence == .milliseconds(20) && history.longestConvergence == .milliseconds(200))
  }

  @Test("Passes that wait are told in the order in which they run, under the numbers that they will have")
  func waiting() {
    var bench = EngineBench.ready { $0.mode = .live }
    bench.give(.operatorCommand(.reconcile), at: 1000)
    bench.give(.operatorCommand(.pass(PassRequest(.positionOnly))), at: 1010)
    bench.give(.operatorCommand(.pass(PassRequest(.delta))), at: 1020)
    #expect(bench.engine.passHistory.running?.number == 1)
    let waiting = bench.engine.waitingPasses
    #expect(waiting.map(\.number) == [2, 3] && waiting.map(\.kind) == [.delta, .positionOnly])
    #expect(waiting.allSatisfy { $0.status == .pending && $0.started == nil })
    #expect(bench.engine.passReport(3)?.kind == .positionOnly && bench.engine.health.waitingPasses == 2)
  }

  @Test("An alert waits as long as its record")
  func alertDelay() {
    var bench = EngineBench.ready(persistsAtOnce: false) {
      $0.mode = .live
      $0.driftPolicy = .review
      $0.driftConfirmations = 1
    }
    bench.give(.operatorCommand(.reconcile), at: 1000)
    bench.answer(bench.sends, PassAnswer(account: PassAnswer.account(1)), at: 1050)
    #expect(bench.notices == [] && bench.engine.health.alerts.count == 0 && bench.engine.health.withheld > 0)
    bench.give(.persisted(upTo: bench.records.last?.sequence ?? 0), at: 1350)
    #expect(bench.notices.count == 1)
    let health = bench.engine.health
    #expect(health.alerts.count == 1 && health.alerts.last == .milliseconds(300))
    #expect(health.unsynced == 0 && health.withheld == 0)
  }
}
