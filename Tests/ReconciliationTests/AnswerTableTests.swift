import Testing
import Trading

@testable import Reconciliation

@Suite("Requests, answers, commands and inquiries, each with each")
struct AnswerTableTests {
  /// An engine with one request of a kind under way, and that request.
  private func bench(waitingFor kind: Word) throws -> (EngineBench, Request) {
    var bench = EngineBench.ready { $0.mode = .live }
    switch kind {
    case .orders, .executions, .account: bench.give(.operatorCommand(.reconcile), at: 100)
    case .place: bench.place(at: 100)
    case .cancel, .replace, .query:
      bench.placeAndAccept()
      let quantity = Decimal(120)
      let command: TraderCommand =
        kind == .replace ? .replace(Fixture.order, quantity: quantity, limit: nil, stop: nil) : .cancel(Fixture.order)
      if kind == .query {
        bench.give(.operatorCommand(.query(Fixture.order)), at: 100)
      } else {
        bench.give(.command(command), at: 100)
      }
    default: break
    }
    return (bench, try #require(bench.sends.first { $0.content.kind == kind }))
  }

  private static let answers: [(name: String, fits: [Word], answer: Response)] = [
    ("orders", [.orders], .orders(Snapshot(rows: [], asOf: BrokerSequence(5)))),
    ("executions", [.executions], .executions(Snapshot(rows: [], asOf: BrokerSequence(5)))),
    ("account", [.account], .account(PassAnswer.account(0))),
    ("order", [.query], .order(Fixture.report(.open))),
    ("no order", [.query], .order(nil)),
    ("other order", [], .order(Fixture.report(.open, order: ClientOrderID(index: 9)))),
    ("done", [.place, .cancel, .replace], .done(Fixture.report(.open))),
    ("done other", [], .done(Fixture.report(.open, order: ClientOrderID(index: 9)))),
    ("refused", [.place, .cancel, .replace], .refused(Refusal(.invalid))),
  ]

  @Test("An answer is taken if it is one to the kind of request and about its order", arguments: Word.requestKinds)
  func fits(kind: Word) throws {
    for (name, kinds, answer) in Self.answers {
      var (bench, request) = try bench(waitingFor: kind)
      bench.give(.response(request.id, answer), at: 150)
      let isRefused = bench.logged.contains {
        ($0.kind == .orderTimeout || $0.kind == .requestFailed) && $0.reason == .invalid && $0.subject == kind
      }
      #expect(isRefused == !kinds.contains(kind), "\(name) to \(kind.text)")
      #expect(bench.effects.contains { if case .cancelTimer(.request(request.id)) = $0 { true } else { false } })
      // What came once is not waited for any more.
      bench.give(.timer(.request(request.id)), at: 5000)
      #expect(!bench.logged.contains { $0.reason == .timeout }, "\(name) to \(kind.text)")
    }
  }

  @Test("A request without an answer is over at its deadline, once, and so it is told", arguments: Word.requestKinds)
  func timeout(kind: Word) throws {
    var (bench, request) = try bench(waitingFor: kind)
    #expect(bench.timer(.request(request.id)) == 2100 && request.deadline == .origin + .milliseconds(2100))
    bench.give(.timer(.request(request.id)), at: 2100)
    let told = bench.logged.filter { $0.kind == .orderTimeout || $0.kind == .requestFailed }
    #expect(told.map(\.reason) == [.timeout] && told.map(\.subject) == [kind])
    bench.give(.timer(.request(request.id)), at: 2200)
    #expect(!bench.logged.contains { $0.reason == .timeout })
  }

  /// Where an order stands, and what an operator who asks about it is told.
  private static let inquiries: [(OrderStatus, Word?)] = [
    (.pending, .unsent), (.submitted, .inFlight), (.unknown, nil), (.open, nil), (.partial, nil), (.filled, .terminal),
    (.cancelled, .terminal), (.rejected, .terminal), (.expired, .terminal),
  ]

  @Test("An operator may ask about what was sent and has not ended", arguments: inquiries)
  func inquiry(status: OrderStatus, reason: Word?) {
    var bench = EngineBench.ready()
    bench.place()
    bench.engine.core.ledger.main.orders[0].status = status
    bench.give(.operatorCommand(.query(Fixture.order)), at: 100)
    #expect(bench.sends.map(\.content) == (reason == nil ? [.query(Fixture.order)] : []))
    let refused = bench.logged.filter { $0.kind == .orderRefused }
    #expect(refused.map(\.reason) == (reason.map { [$0] } ?? []) && refused.allSatisfy { $0.subject == .query })
    guard reason == nil else { return }
    #expect(bench.logged.map(\.kind) == [.orderLookup] && bench.logged.map(\.number) == [1])
    bench.give(.operatorCommand(.query(Fixture.order)), at: 110)
    #expect(bench.sends.isEmpty && bench.logged.map(\.reason) == [.inFlight])
    bench.give(.operatorCommand(.query(ClientOrderID(index: 9))), at: 120)
    #expect(bench.sends.isEmpty && bench.logged.map(\.reason) == [.noSuchOrder])
  }

  @Test("A wait for the next look-up ends when an operator asks")
  func inquiryEndsWait() {
    var bench = EngineBench.ready()
    bench.placeAndAccept()
    bench.give(.operatorCommand(.query(Fixture.order)), at: 100)
    bench.give(.requestFailed(bench.sends[0].id, .reset), at: 150)
    #expect(bench.timer(.order(Fixture.order)) == 1150 && bench.sends.isEmpty)
    bench.give(.operatorCommand(.query(Fixture.order)), at: 200)
    #expect(bench.sends.map(\.content) == [.query(Fixture.order)] && bench.logged.map(\.number) == [2])
    #expect(bench.effects.contains { if case .cancelTimer(.order(Fixture.order)) = $0 { true } else { false } })
  }

  /// A pricing, the limit and stop of a replace, and the pricing that comes of them.
  private static let replaces: [(OrderPricing, Int?, Int?, OrderPricing?)] = [
    (.market, nil, nil, .market), (.market, 9, nil, nil), (.market, nil, 9, nil), (.market, 9, 9, nil),
    (.limit(Decimal(10)), nil, nil, .limit(Decimal(10))), (.limit(Decimal(10)), 9, nil, .limit(Decimal(9))),
    (.limit(Decimal(10)), nil, 9, nil), (.limit(Decimal(10)), 9, 9, nil),
    (.stop(Decimal(10)), nil, nil, .stop(Decimal(10))), (.stop(Decimal(10)), nil, 9, .stop(Decimal(9))),
    (.stop(Decimal(10)), 9, nil, nil), (.stop(Decimal(10)), 9, 9, nil),
    (
      .stopLimit(stop: Decimal(10), limit: Decimal(11)), nil, nil,
      .stopLimit(stop: Decimal(10), limit: Decimal(11))
    ),
    (
      .stopLimit(stop: Decimal(10), limit: Decimal(11)), 12, nil,
      .stopLimit(stop: Decimal(10), limit: Decimal(12))
    ),
    (.stopLimit(stop: Decimal(10), limit: Decimal(11)), nil, 9, .stopLimit(stop: Decimal(9), limit: Decimal(11))),
    (.stopLimit(stop: Decimal(10), limit: Decimal(11)), 12, 9, .stopLimit(stop: Decimal(9), limit: Decimal(12))),
  ]

  @Test("A replace changes the prices that an order has, and no other", arguments: replaces.indices)
  func replace(index: Int) {
    let (pricing, limit, stop, result) = Self.replaces[index]
    var terms = Fixture.terms
    terms.pricing = pricing
    var bench = EngineBench.ready()
    bench.place(Fixture.order, terms)
    bench.give(.response(bench.sends[0].id, .done(Fixture.report(.open, terms: terms))), at: 50)
    bench.give(
      .command(
        .replace(Fixture.order, quantity: nil, limit: limit.map { Decimal($0) }, stop: stop.map { Decimal($0) })),
      at: 100)
    let isUnchanged = result == pricing
    let expected = isUnchanged ? nil : result.map { Amendment(quantity: Decimal(100), pricing: $0) }
    #expect(bench.order?.replaceIntent == expected)
    let reason: Word? = isUnchanged ? .unchanged : result == nil ? .invalid : nil
    #expect(bench.logged.filter { $0.kind == .orderRefused }.map(\.reason) == (reason.map { [$0] } ?? []))
    #expect(bench.sends.map(\.content) == (expected.map { [.replace(Fixture.order, $0)] } ?? []))
  }

  @Test("Before it is sent an order takes new terms at once; to what is executed or less none")
  func replaceUnsent() {
    var bench = EngineBench(Fixture.configuration())
    bench.give(.started(.empty(Fixture.configuration()), reason: .start))
    bench.place(at: 1)
    bench.give(.command(.replace(Fixture.order, quantity: Decimal(70), limit: Decimal(9), stop: nil)), at: 2)
    #expect(bench.order?.terms.quantity == Decimal(70) && bench.order?.terms.pricing == .limit(Decimal(9)))
    #expect(bench.order?.replaceIntent == nil && bench.persistedKinds == [.terms])
    bench.give(.command(.replace(Fixture.order, quantity: .zero, limit: nil, stop: nil)), at: 3)
    #expect(bench.logged.map(\.reason) == [.belowFilled] && bench.order?.terms.quantity == Decimal(70))
  }

  @Test("An order of an instrument that is not there, or with an index at the limit, is refused")
  func insane() {
    for (index, isThere) in [(UInt32(1), true), (2, false), (3, false)] {
      var bench = EngineBench.ready()
      var terms = Fixture.terms
      terms.instrument = InstrumentID(index: index)
      bench.place(Fixture.order, terms)
      #expect((bench.order != nil) == isThere && (bench.logged.map(\.reason) == [.invalid]) == !isThere)
    }
    var bench = EngineBench.ready()
    bench.place(ClientOrderID(index: OrderDesk.orderLimit))
    #expect(bench.logged.map(\.reason) == [.invalid] && bench.logged.map(\.subject) == [.place])
    #expect(bench.engine.books.orders.isEmpty)
  }

  @Test("An order is refused while the engine is halted or its store fails, and under an id that is taken")
  func refusedPlaces() {
    var halted = EngineBench.ready()
    halted.give(.operatorCommand(.halt), at: 10)
    halted.place(at: 20)
    #expect(halted.logged.map(\.reason) == [.halted] && halted.logged.map(\.subject) == [.place])
    var failing = EngineBench.ready(persistsAtOnce: false)
    failing.place()
    failing.give(.persistFailed(reason: .ioError), at: 10)
    failing.place(ClientOrderID(index: 1), at: 20)
    #expect(failing.logged.map(\.reason) == [.halted] && failing.engine.books.orders.count == 1)
    failing.place(at: 30)
    #expect(failing.logged.map(\.reason) == [.duplicateKey])
  }

  @Test("Each input is the cause of what is written while it is handled")
  func causes() {
    let recovery = Recovery.empty(Fixture.configuration())
    let inputs: [(EngineInput, EntryCause)] = [
      (.started(recovery, reason: .start), .start), (.command(.cancel(Fixture.order)), .trader),
      (.operatorCommand(.halt), .operator), (.response(RequestID(1), .order(nil)), .response),
      (.requestFailed(RequestID(1), .reset), .failure), (.streamUpdate(.heartbeat), .stream),
      (.streamConnected, .stream), (.streamLost, .stream), (.timer(.store), .timer), (.persisted(upTo: 1), .store),
      (.persistFailed(reason: .ioError), .store), (.stopping, .store),
    ]
    for (input, cause) in inputs { #expect(EntryCause(input) == cause, "\(cause.text)") }
    #expect(EntryCause.allCases.map(\.text).first == "start")
  }

  @Test("A request says of what kind it is, and about which order")
  func contents() {
    let amendment = Amendment(quantity: .one, pricing: .market)
    let contents: [(Request.Content, Word, Bool)] = [
      (.place(Fixture.order, Fixture.terms), .place, true), (.cancel(Fixture.order), .cancel, true),
      (.replace(Fixture.order, amendment), .replace, true), (.query(Fixture.order), .query, true),
      (.orders, .orders, false), (.executions(after: .zero), .executions, false), (.account, .account, false),
    ]
    for (content, kind, hasOrder) in contents {
      #expect(content.kind == kind && content.order == (hasOrder ? Fixture.order : nil))
    }
    #expect(contents.map(\.1) == Word.requestKinds)
    let commands: [OperatorCommand] = [.reconcile, .halt, .resume, .query(Fixture.order)]
    #expect(commands.map(\.word) == [.reconcile, .halt, .resume, .query])
  }
}
