import Testing
import Trading

@testable import Reconciliation

@Suite("The trader's last word")
struct LastWordTests {
  private let cancel = EngineInput.command(.cancel(Fixture.order))

  private func replace(_ quantity: Int) -> EngineInput {
    .command(.replace(Fixture.order, quantity: Decimal(quantity), limit: nil, stop: nil))
  }

  private func working(_ change: (inout EngineConfiguration) -> Void = { _ in }) -> EngineBench {
    var bench = EngineBench.ready(change)
    bench.placeAndAccept()
    return bench
  }

  @Test("A cancel takes back the replace before it, and none is accepted behind it")
  func cancelTakesBack() {
    var bench = working()
    bench.give(replace(50), at: 1000)
    bench.give(cancel, at: 1010)
    #expect(bench.order?.hasCancelIntent == true && bench.order?.replaceIntent == nil)
    bench.give(replace(40), at: 1020)
    #expect(bench.logged.map(\.kind) == [.orderRefused] && bench.logged.first?.reason == .inFlight)
    #expect(bench.sends.isEmpty && bench.persisted.isEmpty)
  }

  @Test(
    "While halted an order may become smaller or cheaper, and neither larger nor dearer",
    arguments: [(99, 9), (100, 9), (101, 9), (99, 11), (100, 11)])
  func halted(quantity: Int, limit: Int) {
    var bench = working()
    bench.give(.operatorCommand(.halt), at: 1000)
    bench.give(
      .command(.replace(Fixture.order, quantity: Decimal(quantity), limit: Decimal(limit), stop: nil)), at: 1010)
    if quantity > 100 || limit > 10 {
      #expect(bench.logged.map(\.kind) == [.orderRefused] && bench.logged.first?.reason == .halted)
      #expect(bench.order?.replaceIntent == nil && bench.sends.isEmpty)
    } else {
      #expect(bench.sentKinds == [.replace])
    }
  }

  @Test("A larger replace whose record waits for the store is not sent into a halt, and counts no attempt")
  func haltedMeanwhile() {
    var bench = working()
    bench.persistsAtOnce = false
    bench.give(replace(150), at: 1000)
    let record = bench.persisted.last ?? 0
    bench.give(.operatorCommand(.halt), at: 1010)
    let halt = bench.persisted.last ?? 0
    #expect(halt == record + 1)
    bench.give(.persisted(upTo: halt), at: 1020)
    #expect(bench.sends.isEmpty && bench.order?.replaceIntent?.quantity == Decimal(150))
    bench.persistsAtOnce = true
    bench.give(.operatorCommand(.resume), at: 1030)
    #expect(bench.sentKinds == [.replace])
    #expect(bench.logged.first { $0.kind == .replaceSent }?.number == 1)
  }

  @Test("What the engine concludes does not end the wish to cancel; what the broker says does")
  func wish() throws {
    for (source, isWished) in [(Word.policy, true), (.stream, false), (.poll, false), (.trader, false)] {
      var books = try Fixture.books(after: 3)
      try books.apply(.order(.cancelIntent(Fixture.order)))
      try books.apply(.order(.status(StatusChange(order: Fixture.order, from: .open, to: .cancelled, source: source))))
      #expect(books.order(Fixture.order)?.hasCancelIntent == isWished, "\(source)")
    }
  }

  @Test("What executes after the end that was told is a contradiction, in one transaction; from before it is not")
  func executedAfterTheEnd() {
    for sequence in [5, 6, 7] as [UInt64] {
      var bench = working()
      bench.give(.streamUpdate(.order(Fixture.report(.cancelled, sequence: 6), kind: .cancel)), at: 1000)
      let before = bench.records.count
      let execution = Fixture.execution(1, 3, sequence: sequence)
      bench.give(
        .streamUpdate(.execution(execution, Fixture.report(.cancelled, filled: 3, sequence: max(sequence, 6)))),
        at: 1010)
      let made = bench.records.dropFirst(before)
      let isContradiction = sequence == 7
      #expect(made.map(\.record.kind) == [.execution] + (isContradiction ? [.discrepancy, .ticket] : []))
      #expect(made.map(\.isContinued) == (isContradiction ? [true, true, false] : [false]))
      #expect(bench.notices.map(\.subject) == (isContradiction ? [.contradiction] : []))
      bench.place(ClientOrderID(index: 90), at: 1020)
      #expect(bench.logged.filter { $0.kind == .orderRefused }.map(\.reason) == (isContradiction ? [.blocked] : []))
    }
  }

  @Test("An order that had ended and works is told of, and an execution that completes a smaller one is not that")
  func reopened() {
    var bench = working()
    bench.give(.streamUpdate(.order(Fixture.report(.cancelled, sequence: 6), kind: .cancel)), at: 1000)
    bench.give(.streamUpdate(.order(Fixture.report(.open, sequence: 7), kind: .ack)), at: 1010)
    #expect(bench.order?.status == .open)
    #expect(bench.notices.map(\.reason) == [.cancelled] && bench.notices.first?.subject == .contradiction)
    #expect(bench.notices.first?.order == Fixture.order.index)
  }

  @Test("A rejection that counts executions which are not booked waits for them, and is told at once, and once")
  func rejectedWithExecutions() {
    var bench = working()
    bench.give(.streamUpdate(.order(Fixture.report(.rejected, filled: 40, sequence: 7), kind: .reject)), at: 1000)
    #expect(bench.order?.status == .open && bench.notices.map(\.reason) == [.rejected])
    #expect(bench.sentKinds == [.orders, .executions])
    bench.give(
      .streamUpdate(
        .execution(Fixture.execution(1, 40, sequence: 6), Fixture.report(.partial, filled: 40, sequence: 6))), at: 1010)
    bench.give(.streamUpdate(.order(Fixture.report(.rejected, filled: 40, sequence: 7), kind: .reject)), at: 1020)
    #expect(bench.order?.status == .rejected && bench.notices.isEmpty)
    #expect(bench.engine.books.discrepancies.isEmpty)
  }

  @Test("Before an order is sent, only the very same at the broker is about it")
  func unsent() {
    var bench = EngineBench.ready { $0.holdsOrdersWhileDegraded = true }
    bench.give(.operatorCommand(.reconcile), at: 5)
    for request in bench.sends { bench.give(.requestFailed(request.id, .reset), at: 10) }
    bench.place()
    #expect(bench.order?.status == .pending)
    var terms = Fixture.terms
    terms.quantity = Decimal(10)
    bench.give(.streamUpdate(.order(Fixture.report(.open, terms: terms, sequence: 6), kind: .ack)), at: 20)
    #expect(bench.notices.map(\.subject) == [.unknownOrder] && bench.notices.first?.reason == .duplicateKey)
    #expect(bench.order?.terms.quantity == Decimal(100) && bench.order?.brokerOrder == nil)
    // As it would be sent it is there only if it was, by a process whose store has lost that.
    bench.give(.streamUpdate(.order(Fixture.report(.open, sequence: 7), kind: .ack)), at: 30)
    #expect(bench.notices.isEmpty && bench.order?.status == .pending)
  }
}
