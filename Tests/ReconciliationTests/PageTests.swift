import Testing
import Trading

@testable import Reconciliation

@Suite("Lists in pages")
struct PageTests {
  private func bench(_ batch: Int = 2) -> EngineBench {
    var bench = EngineBench.ready { $0.batch = batch }
    bench.placeAndAccept()
    bench.give(.operatorCommand(.reconcile), at: 1000)
    return bench
  }

  private func page(
    _ rows: [OrderReport], asOf: UInt64 = 9, isComplete: Bool = true, more: UInt64? = nil
  ) -> Response {
    .orders(
      Snapshot(
        rows: rows, asOf: BrokerSequence(asOf), isComplete: isComplete, more: more.map { PageCursor($0) }))
  }

  private let noExecutions = Response.executions(Snapshot(rows: [], asOf: BrokerSequence(9)))

  @Test("Lists are asked for so many rows at once, and nothing else has a limit")
  func limits() {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.batch = 7
    }
    bench.place()
    #expect(bench.sends.map(\.limit) == [nil])
    bench.give(.operatorCommand(.reconcile), at: 1000)
    #expect(bench.sends.map(\.limit) == [7, 7, nil] && bench.sends.map(\.cursor) == [nil, nil, nil])
  }

  @Test("A page that is not the last one is followed by the same question from there, with a deadline of its own")
  func asksOn() {
    var bench = bench()
    let first = bench.sends
    bench.give(.response(first[0].id, page([Fixture.report(.open)], more: 4)), at: 1500)
    #expect(bench.sends.map(\.content) == [.orders] && bench.sends[0].cursor == PageCursor(4))
    #expect(bench.sends[0].deadline == .origin + .milliseconds(3500) && bench.sends[0].limit == 2)
    #expect(bench.logged.map(\.kind) == [.snapshotContinued] && bench.logged[0].number == 2)
    let second = bench.sends[0]
    bench.give(.response(second.id, page([], more: 5)), at: 1600)
    #expect(bench.sends[0].cursor == PageCursor(5) && bench.logged[0].number == 3)
    let third = bench.sends[0]
    bench.give(.response(first[1].id, noExecutions), at: 1650)
    #expect(bench.logged.isEmpty)
    bench.give(.response(third.id, page([])), at: 1700)
    #expect(bench.sends.isEmpty && bench.logged.last?.state == .clean && bench.logged.last?.number == 1)
  }

  @Test("A page that goes on from where it began, or from before that, is no answer")
  func standsStill() {
    for more in [4, 3] as [UInt64] {
      var bench = bench()
      let first = bench.sends
      bench.give(.response(first[1].id, noExecutions), at: 1050)
      bench.give(.response(first[0].id, page([], more: 4)), at: 1100)
      bench.give(.response(bench.sends[0].id, page([], more: more)), at: 1150)
      #expect(bench.sends.isEmpty)
      #expect(bench.logged.first?.kind == .requestFailed && bench.logged.first?.reason == .invalid)
      #expect(bench.logged.first { $0.kind == .reconcileFinished }?.state == .failed)
      #expect(bench.engine.books.discrepancies.isEmpty)
    }
  }

  @Test("A page that fails fails the list: the rows that came count, and nothing is missing")
  func failing() {
    var bench = bench()
    bench.execute(Fixture.execution(1, 5), filled: 5, at: 1010)
    let first = bench.allSends.suffix(2).map { $0 }
    bench.give(.response(first[0].id, page([], more: 4)), at: 1050)
    let second = bench.sends[0]
    let told = Snapshot(rows: [Fixture.execution(2, 5, sequence: 6)], asOf: BrokerSequence(9), more: PageCursor(6))
    bench.give(.response(first[1].id, .executions(told)), at: 1060)
    let executions = bench.sends[0]
    #expect(executions.content == first[1].content && executions.cursor == PageCursor(6))
    bench.give(.requestFailed(second.id, .gateway(status: 429)), at: 1100)
    bench.give(.requestFailed(executions.id, .reset), at: 1110)
    #expect(bench.order?.filled == Decimal(10))
    #expect(bench.engine.books.discrepancies.allSatisfy { $0.kind != .missingOrder })
    #expect(
      bench.logged.filter { $0.kind == .snapshotIncomplete }.map(\.subject) == [.executions, .orders])
    #expect(bench.logged.first { $0.kind == .reconcileFinished }?.state == .failed)
    bench.give(.operatorCommand(.reconcile), at: 2000)
    #expect(bench.sends.map(\.cursor) == [nil, nil] && bench.sends[1].content == .executions(after: .zero))
  }

  @Test("Pages are one answer: as of the oldest, whole if each is, and of one order the latest row")
  func joined() {
    typealias Page = Snapshot<OrderReport>
    let (early, late) = (Fixture.report(.open, sequence: 5), Fixture.report(.partial, filled: 5, sequence: 8))
    func snapshot(_ rows: [OrderReport], _ asOf: UInt64, _ isComplete: Bool = true, more: UInt64? = nil) -> Page {
      Page(
        rows: rows, start: 1, asOf: BrokerSequence(asOf), isComplete: isComplete, more: more.map { PageCursor($0) })
    }
    let impossible: UInt64 = 1 << 62
    let cases: [(first: Page, second: Page, asOf: UInt64, isAllThere: Bool)] = [
      (snapshot([early, early], 7, more: 1), snapshot([early, late], 9), 7, true),
      (snapshot([early, late], 9, more: 1), snapshot([late, early], 7), 7, true),
      (snapshot([early, early], 7, more: 1), snapshot([early, late], 9, more: 2), 7, false),
      (snapshot([early, early], 7, false, more: 1), snapshot([early, late], 9), 7, false),
      (snapshot([early, early], 7, more: 1), snapshot([early, late], 9, false), 7, false),
      (snapshot([early, early], impossible, more: 1), snapshot([early, late], 9), impossible, true),
      (snapshot([early, early], 9, more: 1), snapshot([early, late], impossible), impossible, true),
    ]
    for (first, second, asOf, isAllThere) in cases {
      var list: Page?
      list.take(first)
      #expect(list == first)
      list.take(second)
      #expect(list?.asOf == BrokerSequence(asOf) && list?.isAllThere == isAllThere, "\(first) \(second)")
      #expect(list?.toldOnce.answer.map(\.status) == [.partial] && list?.more == second.more)
      #expect(list?.toldOnce.isAllThere == isAllThere)
    }
  }

  @Test("An order that is on no page is missing if it is as old as the oldest page, and is not if it is newer")
  func missing() {
    for (asOf, isMissing) in [(5, true), (4, false)] as [(UInt64, Bool)] {
      var bench = bench()
      let first = bench.sends
      bench.give(.response(first[1].id, noExecutions), at: 1050)
      bench.give(.response(first[0].id, page([], asOf: asOf, more: 4)), at: 1100)
      #expect(bench.engine.books.discrepancies.isEmpty)
      bench.give(.response(bench.sends[0].id, page([], asOf: 9)), at: 1150)
      #expect(bench.engine.books.discrepancies.map(\.kind) == (isMissing ? [.missingOrder] : []))
    }
  }
}
