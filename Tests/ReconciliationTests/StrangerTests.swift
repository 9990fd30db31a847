import Testing
import Trading

@testable import Reconciliation

@Suite("Orders of somebody else that a person adopts or has cancelled")
struct StrangerTests {
  private static let order = ClientOrderID(index: 7)
  private static let number = BrokerOrderID(index: 70)

  private static func report(
    _ status: OrderStatus = .open, filled: Int = 0, order: ClientOrderID = order, number: BrokerOrderID = number,
    sequence: UInt64 = 5
  ) -> OrderReport {
    var report = Fixture.report(status, filled: filled, order: order, sequence: sequence)
    report.brokerOrder = number
    return report
  }

  /// An engine that has told a person of an order that somebody else has placed.
  private static func bench(
    persistsAtOnce: Bool = true, _ change: (inout EngineConfiguration) -> Void = { _ in }
  ) -> EngineBench {
    var bench = EngineBench.ready(persistsAtOnce: persistsAtOnce, change)
    bench.give(.streamUpdate(.order(report(), kind: .ack)), at: 100)
    return bench
  }

  private static func resolve(_ decision: TicketDecision, ticket: UInt32 = 1) -> EngineInput {
    .operatorCommand(.resolve(ticket, decision, note: Event.none))
  }

  @Test("Adopted, it is an order of ours in one transaction, and the broker is asked what has become of it")
  func adopted() throws {
    var bench = Self.bench()
    bench.give(Self.resolve(.adopt), at: 1000)
    let order = try #require(bench.engine.books.order(Self.order))
    #expect(order.status == .open && order.brokerOrder == Self.number && order.attempts == 0)
    #expect(order.acceptedAt == .origin + .seconds(1) && order.sequence == BrokerSequence(5))
    #expect(order.terms.timeInForce == .goodTilCancelled && order.amendment == Self.report().terms)
    #expect(bench.persistedKinds == [.ticketStep, .adopted, .ticketEnd, .resolution])
    #expect(bench.records.suffix(4).map(\.isContinued) == [true, true, true, false])
    #expect(bench.sends.map(\.content) == [.query(Self.order)])
    #expect(bench.engine.books.tickets.isEmpty && bench.engine.books.discrepancies.isEmpty)
    // The same report is about an order of ours now.
    bench.give(.streamUpdate(.order(Self.report(sequence: 6), kind: .ack)), at: 1100)
    #expect(bench.engine.books.discrepancies.isEmpty)
  }

  @Test("Not without its terms, not under an id that is not its own, and not while the store fails")
  func refused() {
    func reason(_ bench: inout EngineBench, _ decision: TicketDecision = .adopt) -> Word? {
      bench.give(Self.resolve(decision), at: 1000)
      #expect(bench.engine.books.order(Self.order) == nil && bench.sends.isEmpty)
      return bench.logged.first { $0.kind == .operatorRefused }?.reason
    }
    var recovered = EngineBench(Fixture.configuration())
    var restarted = Self.bench()
    recovered.give(.started(Recovery(restarted.engine.checkpoint), reason: .crash))
    #expect(reason(&recovered) == .stale)
    restarted.give(
      .streamUpdate(.order(Self.report(number: BrokerOrderID(index: 71), sequence: 6), kind: .ack)), at: 200)
    #expect(reason(&restarted) == .duplicateKey)
    var failing = Self.bench()
    failing.give(.persistFailed(reason: .noSpace), at: 500)
    #expect(reason(&failing) == .halted)
    // What has ended without an execution has no terms that anybody could want.
    var over = Self.bench()
    over.give(.streamUpdate(.order(Self.report(.cancelled, sequence: 6), kind: .cancel)), at: 500)
    #expect(reason(&over) == .stale)
  }

  @Test("A cancel goes out by the broker's number, and not before it is durable that a person wants it")
  func cancelled() throws {
    var bench = Self.bench(persistsAtOnce: false)
    bench.give(.persisted(upTo: 2), at: 150)
    bench.give(Self.resolve(.cancel), at: 1000)
    #expect(bench.sends.isEmpty && bench.engine.books.ticket(1)?.status == .decided)
    bench.give(.persisted(upTo: 3), at: 1010)
    #expect(bench.sends.map(\.content) == [.cancelStranger(Self.number, Self.order)])
    let request = try #require(bench.sends.last?.id)
    bench.give(.response(request, .done(Self.report(.cancelled, sequence: 6))), at: 1050)
    #expect(bench.engine.books.tickets.isEmpty && bench.engine.books.orders.isEmpty)
    #expect(bench.engine.books.pastDiscrepancies.map(\.by) == [.operator])
  }

  @Test("That the broker knows no such order is believed when it has said so often enough")
  func absent() throws {
    var bench = Self.bench { $0.missingConfirmations = 2 }
    bench.give(Self.resolve(.cancel), at: 1000)
    bench.give(.requestFailed(try #require(bench.sends.last?.id), .reset), at: 1050)
    #expect(bench.sends.map(\.content) == [.queryStranger(Self.number, Self.order)])
    bench.give(.response(try #require(bench.sends.last?.id), .order(nil)), at: 1100)
    let again = try #require(bench.timer(.stranger(Self.number)))
    #expect(bench.sends.isEmpty && bench.engine.books.tickets.count == 1)
    bench.give(.timer(.stranger(Self.number)), at: again)
    bench.give(.response(try #require(bench.sends.last?.id), .order(nil)), at: again + 50)
    #expect(bench.engine.books.tickets.isEmpty)
  }

  @Test("A gateway that refuses the cancel for good leaves it to the person again")
  func final() throws {
    var bench = Self.bench()
    bench.give(Self.resolve(.cancel), at: 1000)
    bench.give(.requestFailed(try #require(bench.sends.last?.id), .gateway(status: 403)), at: 1050)
    #expect(bench.engine.books.ticket(1)?.status == .open && bench.notices.map(\.reason) == [.refusedByBroker])
    #expect(bench.sends.isEmpty)
  }

  @Test("A rate limit is waited for, and is no attempt")
  func limited() throws {
    var bench = Self.bench { $0.maximumRetries = 0 }
    bench.give(Self.resolve(.cancel), at: 1000)
    bench.give(.requestFailed(try #require(bench.sends.last?.id), .gateway(status: 429)), at: 1050)
    let pause = try #require(bench.engine.configuration.guarantees.rateLimitPause)
    let due = try #require(bench.timer(.stranger(Self.number)))
    #expect(due >= 1050 + Int(pause.nanoseconds / 1_000_000) && bench.engine.books.ticket(1)?.status == .decided)
    bench.give(.timer(.stranger(Self.number)), at: due)
    #expect(bench.sends.map(\.content) == [.cancelStranger(Self.number, Self.order)])
  }

  @Test("What a person takes back is not sent again, and an answer that still comes changes nothing")
  func takenBack() throws {
    var bench = Self.bench()
    bench.give(Self.resolve(.cancel), at: 1000)
    let request = try #require(bench.sends.last?.id)
    bench.give(Self.resolve(.ignore), at: 1010)
    bench.give(.requestFailed(request, .reset), at: 1050)
    #expect(bench.sends.isEmpty && bench.timer(.stranger(Self.number)) == nil)
    #expect(bench.engine.books.ticket(1)?.decision == .ignore)
    // Wanted again, it is sent anew.
    bench.give(Self.resolve(.cancel), at: 2000)
    #expect(bench.sends.map(\.content) == [.cancelStranger(Self.number, Self.order)])
  }
}
