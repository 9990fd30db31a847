import Testing
import Trading

@testable import Reconciliation

/// An engine with two accounts: what happens in one is nothing to the other.
@Suite("Two accounts of one engine")
struct AccountsTests {
  private static let second = AccountID(number: 2)

  /// An engine, the effects of its last input by account, and all that it has handed to the store.
  private struct Bench {
    var engine: ReconciliationEngine
    var effects: [AccountID: [EngineEffect]] = [:]
    var entries: [JournalEntry] = []
    var persists = true

    init(_ recovery: Recovery? = nil) {
      let configuration = Fixture.configuration()
      engine = ReconciliationEngine(configuration: configuration)
      give(.started(recovery ?? .empty(configuration), reason: .start))
    }

    mutating func give(_ input: EngineInput, of account: AccountID = .default, at milliseconds: Int = 0) {
      effects = [:]
      handle(input, of: account, at: milliseconds)
    }

    private mutating func handle(_ input: EngineInput, of account: AccountID, at milliseconds: Int) {
      var wanted: [EngineEffect] = []
      engine.handle(input, of: account, at: .origin + .milliseconds(milliseconds), into: &wanted)
      var current = AccountID.default
      var last: UInt64?
      for effect in wanted {
        switch effect {
        case .account(let account): current = account
        case .persist(let entry):
          entries.append(entry)
          last = entry.sequence
          effects[current, default: []].append(effect)
        default: effects[current, default: []].append(effect)
        }
      }
      if persists, let last { handle(.persisted(upTo: last), of: .default, at: milliseconds) }
    }

    func sends(of account: AccountID) -> [Request] {
      effects[account, default: []].compactMap { if case .send(let request) = $0 { request } else { nil } }
    }

    func published(of account: AccountID) -> [EventKind] {
      effects[account, default: []].compactMap { if case .publish(let event) = $0 { event.kind } else { nil } }
    }

    func logged(of account: AccountID) -> [EventKind] {
      effects[account, default: []].compactMap { if case .log(let event) = $0 { event.kind } else { nil } }
    }

    func timers(of account: AccountID) -> [Timer] {
      effects[account, default: []].compactMap { if case .setTimer(let timer, _) = $0 { timer } else { nil } }
    }

    /// Answers the requests of a pass, which find nothing; the shell may name the wrong account.
    mutating func answer(_ requests: [Request], named account: AccountID = .default, at milliseconds: Int) {
      for request in requests {
        switch request.content {
        case .orders:
          give(
            .response(request.id, .orders(Snapshot(rows: [], asOf: BrokerSequence(1)))), of: account, at: milliseconds)
        case .executions:
          give(
            .response(request.id, .executions(Snapshot(rows: [], asOf: BrokerSequence(1)))), of: account,
            at: milliseconds)
        default: break
        }
      }
    }

    /// The condition of an account, seen by a copy.
    func condition(of account: AccountID) -> EngineCondition {
      var copy = engine
      copy.turn(to: account)
      return copy.core.condition
    }

    /// Both accounts have started.
    static func ready() -> Bench {
      var bench = Bench()
      let first = bench.sends(of: .default)
      bench.give(.streamConnected, of: second)
      let other = bench.sends(of: second)
      bench.answer(first, at: 10)
      bench.answer(other, at: 10)
      return bench
    }
  }

  @Test("An account begins with its first input: passes, timers and condition are its own")
  func begins() {
    var bench = Bench()
    let first = bench.sends(of: .default)
    #expect(first.map(\.content.kind) == [.orders, .executions] && bench.sends(of: Self.second).isEmpty)
    bench.give(.streamConnected, of: Self.second)
    let other = bench.sends(of: Self.second)
    #expect(other.map(\.content.kind) == [.orders, .executions], "no pass of another account holds it up")
    #expect(Set(first.map(\.id)).isDisjoint(with: other.map(\.id)))
    #expect(bench.timers(of: Self.second).contains(.orderPoll) && bench.effects[.default] == nil)
    bench.answer(other, at: 10)
    #expect(bench.condition(of: Self.second) == .ready && bench.engine.condition == .starting)
    bench.answer(first, named: Self.second, at: 20)
    #expect(bench.engine.condition == .ready, "an answer is about the account of its request")
  }

  @Test("An order, its fill and a poll of one account are nothing to the other")
  func apart() throws {
    var bench = Bench.ready()
    bench.give(.command(.place(Fixture.order, Fixture.terms)), of: Self.second, at: 100)
    let place = try #require(bench.sends(of: Self.second).first)
    #expect(place.content.kind == .place && bench.sends(of: .default).isEmpty && bench.engine.books.orders.isEmpty)
    bench.give(.response(place.id, .done(Fixture.report(.open))), at: 150)
    bench.give(
      .streamUpdate(.execution(Fixture.execution(1, 30), Fixture.report(.partial, filled: 30))), of: Self.second,
      at: 200)
    #expect(bench.published(of: Self.second) == [.orderFilled])
    #expect(bench.published(of: .default) == [])
    // The same id in the other account is another order.
    bench.give(.command(.place(Fixture.order, Fixture.terms)), at: 300)
    #expect(bench.sends(of: .default).map(\.content.kind) == [.place] && bench.sends(of: Self.second).isEmpty)
    bench.give(.timer(.orderPoll), of: Self.second, at: 400)
    #expect(!bench.sends(of: Self.second).isEmpty && bench.sends(of: .default).isEmpty)
    bench.give(.timer(.orderPoll), at: 500)
    #expect(!bench.sends(of: .default).isEmpty && bench.sends(of: Self.second).isEmpty)
    let ledger = bench.engine.checkpoint.ledger
    #expect(ledger.accounts == [.default, Self.second])
    #expect(ledger[Self.second]?.positions[0].quantity == Decimal(30) && ledger.books.positions[0].quantity == .zero)
    #expect(ledger.books == bench.engine.books && ledger.books.orders.count == 1)
  }

  @Test("A stream that is lost degrades its own account")
  func streams() {
    var bench = Bench.ready()
    bench.give(.streamLost, of: Self.second, at: 100)
    #expect(bench.logged(of: Self.second) == [.streamLost, .engineDegraded] && bench.effects[.default] == nil)
    #expect(bench.condition(of: Self.second) == .degraded && bench.engine.condition == .ready)
    bench.give(.streamUpdate(.heartbeat), at: 200)
    #expect(bench.condition(of: Self.second) == .degraded)
    bench.give(.streamConnected, of: Self.second, at: 300)
    #expect(bench.condition(of: Self.second) == .ready)
    bench.give(.operatorCommand(.halt), of: Self.second, at: 400)
    #expect(bench.condition(of: Self.second) == .halted && bench.engine.condition == .ready)
  }

  @Test("The store is of all accounts: it halts both, and the journal replays both")
  func store() throws {
    var bench = Bench.ready()
    bench.persists = false
    bench.give(.command(.place(Fixture.order, Fixture.terms)), of: Self.second, at: 100)
    bench.give(.persistFailed(reason: .noSpace), at: 110)
    #expect(bench.engine.condition == .halted && bench.condition(of: Self.second) == .halted)
    #expect(bench.sends(of: Self.second).isEmpty)
    bench.give(.timer(.store), at: 2000)
    let last = try #require(bench.entries.last?.sequence)
    bench.give(.persisted(upTo: last), at: 2010)
    #expect(bench.engine.condition == .ready && bench.condition(of: Self.second) == .ready)
    #expect(bench.sends(of: Self.second).map(\.content.kind) == [.place] && bench.sends(of: .default).isEmpty)
    var ledger = Ledger(Books(Fixture.identity))
    var done: UInt64 = 0
    for entry in bench.entries where entry.sequence > done {
      try ledger.replay(entry)
      done = entry.sequence
    }
    #expect(
      ledger == bench.engine.checkpoint.ledger
        && ledger.accounts == [.default, Self.second].filter { ledger[$0] != nil })
  }

  @Test("A start takes both accounts up, and tells of each what was not told")
  func restarts() throws {
    var bench = Bench.ready()
    bench.give(.command(.place(Fixture.order, Fixture.terms)), of: Self.second, at: 100)
    let place = try #require(bench.sends(of: Self.second).first)
    bench.give(.response(place.id, .done(Fixture.report(.open))), at: 150)
    let recovery = try Recovery(
      checkpoints: [], journal: Fixture.bytes(bench.entries), identity: Fixture.identity)
    let after = Bench(recovery)
    #expect(after.sends(of: .default).map(\.content.kind) == [.orders, .executions])
    #expect(after.sends(of: Self.second).map(\.content.kind) == [.orders, .executions])
    #expect(after.published(of: Self.second).contains(.orderUpdated) && after.published(of: .default).isEmpty)
    #expect(after.engine.checkpoint.ledger == bench.engine.checkpoint.ledger)
  }
}
