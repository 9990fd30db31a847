import Testing
import Trading

@testable import Reconciliation

@Suite("What persons and time do to tickets")
struct TicketStepTests {
  private static let anna = OperatorID(index: 1)

  /// A live engine that tells a person at once, with a ticket about a position of 2 that is not here.
  private static func bench(_ change: (inout EngineConfiguration) -> Void = { _ in }) -> EngineBench {
    var bench = EngineBench.ready {
      $0.mode = .live
      $0.driftPolicy = .review
      $0.driftConfirmations = 1
      change(&$0)
    }
    bench.pass(PassAnswer(asOf: 3, account: account(2)), at: 1000)
    return bench
  }

  private static func account(_ quantity: Int) -> AccountReport {
    let flat = PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero)
    let report = PositionReport(quantity: Decimal(quantity), averagePrice: Decimal(10), mark: Decimal(10))
    return AccountReport(positions: [report, flat], cash: [.zero, .zero], asOf: BrokerSequence(3))
  }

  @Test("A ticket rises at its time, again and again up to emergency, and then no more")
  func escalates() throws {
    var bench = Self.bench { $0.escalationTime = .seconds(10) }
    #expect(bench.timer(.tickets) == 11_050)
    bench.give(.timer(.tickets), at: 11_050)
    let told = bench.notices
    let ticket = try #require(bench.engine.books.tickets.first)
    #expect(ticket.level == .emergency && ticket.raised == .origin + .milliseconds(11_050))
    #expect(ticket.opened == .origin + .milliseconds(1050))
    #expect(told.map(\.reason) == [.escalated])
    #expect(bench.timer(.tickets) == nil)
  }

  @Test("What a limit holds back is tried again so often, at its intervals, and told of no more than once")
  func retries() throws {
    var bench = Self.bench {
      $0.driftPolicy = .withinLimit
      $0.maximumAutomaticCorrectionPerDay = Decimal(1)
      $0.escalationTime = nil
      $0.ticketRetries = 2
      $0.ticketRetryInterval = .seconds(10)
    }
    #expect(bench.notices.map(\.reason) == [.dayLimit] && bench.engine.books.isHeld(1))
    for attempt in 1...2 {
      let at = 1050 + attempt * 10_000
      #expect(bench.timer(.tickets) == at)
      bench.give(.timer(.tickets), at: at)
      #expect(bench.publications.map(\.kind) == [.ticketRetried] && bench.notices.isEmpty)
      #expect(!bench.engine.books.isHeld(1) && bench.engine.books.ticket(1)?.attempts == UInt32(attempt))
      bench.pass(PassAnswer(asOf: 3, account: Self.account(2)), at: at + 1000)
      #expect(bench.engine.books.isHeld(1) && bench.notices.isEmpty && bench.engine.books.positions[0].isFlat)
    }
    #expect(bench.timer(.tickets) == nil)
    bench.pass(PassAnswer(asOf: 3, account: Self.account(3)), at: 60_000)
    #expect(bench.engine.books.ticket(1)?.attempts == 2 && bench.timer(.tickets) == nil)
  }

  @Test("Acknowledging takes the wake-up back")
  func acknowledged() throws {
    var bench = Self.bench()
    #expect(bench.timer(.tickets) == 1050 + 4 * 3_600_000)
    bench.give(.operatorCommand(.acknowledge(1)), at: 2000)
    #expect(bench.engine.books.ticket(1)?.status == .acknowledged)
    #expect(bench.timer(.tickets) == nil)
  }

  @Test("What cannot be done is refused, and changes nothing")
  func refused() throws {
    var bench = Self.bench()
    let books = bench.engine.books
    let commands: [(OperatorCommand, Word)] = [
      (.acknowledge(2), .noSuchTicket), (.resolve(1, .discard, note: Event.none), .invalid),
      (.assign(0, to: Self.anna), .noSuchTicket),
    ]
    for (command, reason) in commands {
      bench.give(.operatorCommand(command), at: 2000)
      #expect(bench.logged.filter { $0.kind == .operatorRefused }.map(\.reason) == [reason])
    }
    #expect(bench.engine.books == books)
  }

  @Test(
    "Each role may do what it is for, and nobody whom nobody has declared may do anything",
    arguments: [
      (OperatorCommand.pass(PassRequest(.full, isDetectOnly: true)), [true, true, true]),
      (.reconcile, [false, true, true]), (.halt, [false, true, true]), (.resume, [false, true, true]),
      (.acknowledge(1), [false, true, true]), (.assign(1, to: OperatorID(index: 1)), [false, true, true]),
      (.resolve(1, .acceptBroker, note: Event.none), [false, true, true]),
      (.resolve(1, .figure(.one), note: Event.none), [false, false, true]),
      (.resolve(1, .adopt, note: Event.none), [false, false, true]),
      (.resolve(1, .cancel, note: Event.none), [false, true, true]),
      (.prioritize(1, .warning), [false, false, true]), (.stop, [false, false, true]),
      (.release, [false, false, true]), (.choose(.scheduled, for: .full), [false, false, true]),
    ])
  func roles(command: OperatorCommand, allowed: [Bool]) {
    var configuration = Fixture.configuration()
    for (index, role) in OperatorRole.allCases.enumerated() {
      configuration.roles[OperatorID(index: UInt32(index))] = role
      #expect(
        Authority.allows(command, OperatorID(index: UInt32(index)), configuration) == allowed[index], "\(role)")
    }
    #expect(!Authority.allows(command, OperatorID(index: 9), configuration))
    #expect(Authority.allows(command, nil, configuration))
  }

  @Test("A ticket says what it is about, how far both sides are apart, and what can be decided")
  func text() throws {
    let bench = Self.bench()
    let ticket = try #require(bench.engine.books.ticket(1))
    #expect(ticket.details == "0 here, 2 at the broker, 2 apart (100 %), for mismatch")
    #expect(ticket.suggestions == [.acceptBroker, .figure, .acceptLocal, .ignore])
    let report = Ticket(Discrepancy(.overfill, order: 1, execution: 2), id: 2, reason: nil, at: .origin)
    #expect(report.suggestions == [.acceptLocal, .ignore])
    let aside = Ticket(Discrepancy(.duplicateExecution, order: 1, execution: 2), id: 3, reason: nil, at: .origin)
    #expect(aside.suggestions == [.discard, .acceptLocal, .ignore])
    #expect(report.details == "0 here, 0 at the broker, 0 apart (0 %)")
    let conflict = Ticket(Discrepancy(.timingConflict), id: 4, reason: .stale, at: .origin)
    #expect(conflict.suggestions == [.acceptLocal, .ignore])
    #expect(
      conflict.details == "no account is of a moment for which the books can be told, so that none is compared")
  }

  @Test("A ticket of its level blocks the instrument of its own and of its order, until somebody decides")
  func blocks() {
    var bench = Self.bench { $0.blockFrom = .critical }
    let other = InstrumentID(index: 1)
    #expect(bench.engine.books.isBlocked(InstrumentID(index: 0), from: .critical))
    #expect(!bench.engine.books.isBlocked(InstrumentID(index: 0), from: .emergency))
    #expect(!bench.engine.books.isBlocked(InstrumentID(index: 0), from: nil))
    #expect(!bench.engine.books.isBlocked(other, from: .critical))
    bench.give(.operatorCommand(.resolve(1, .ignore, note: Event.none)), at: 2000)
    #expect(!bench.engine.books.isBlocked(InstrumentID(index: 0), from: .critical))
  }
}
