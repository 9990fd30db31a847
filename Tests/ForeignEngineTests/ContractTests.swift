import Exploration
import ForeignEngine
import Harness
import Reconciliation
import ScenarioLanguage
import Simulation
import Synchronization
import Testing
import Trading

/// Engines that break the contract, each in one way; each is told in a sentence with what to do about it.
@Suite("The contract of an engine of somebody else")
struct ContractTests {
  /// Runs a case of nothing but a start.
  private func breach<Engine: ForeignEngine>(_ engine: Engine.Type) throws -> Failure {
    let text = """
      scenario "a start"
        ends 3s

      setup
        market X 9.99 10.00

      timeline
        0s  trader place A buy 1 X limit 10.00 may-miss

      """
    let parsed = ScenarioParser.parse(SourceFile(path: "a", text: text), invariants: Invariant.names)
    let result = EngineUnderTest(foreign: engine).run(try #require(parsed.cases.first))
    let failure = try #require(result.failures.first)
    #expect(failure.oracle == Plan.contract && failure.title == "the engine breaks its contract")
    return failure
  }

  @Test func sharedState() throws {
    let failure = try breach(SharesState.self)
    #expect(failure.label == "`started` given to a copy has changed the original: copies share state")
    #expect(
      failure.notes.last == "try      make the engine a value, or copy in `fork()` all that it holds by reference")
  }

  @Test func anotherClock() throws {
    let failure = try breach(ReadsAnotherClock.self)
    #expect(failure.label == "`started` given twice in the same state: effect 1 is once `setTimer`, once another")
  }

  @Test func undeclaredEvent() throws {
    let failure = try breach(Tells<Undeclared>.self)
    #expect(failure.label == "`engine.ready` is told, and its abilities do not say so")
    #expect(failure.notes.last == "try      add `.engineReady` to the events of its abilities")
  }

  @Test func anothersEvent() throws {
    #expect(
      try breach(Tells<Others>.self).notes.last == "try      events of another lane than `engine` are the world's")
  }

  @Test func loggedOnly() throws {
    #expect(
      try breach(Tells<LoggedOnly>.self).label == "`order.updated` is an event of the bus, and is only logged")
  }

  @Test func gap() throws {
    #expect(try breach(Tells<Gap>.self).label == "record 3 is written behind record 1")
  }

  @Test func undeclaredRecord() throws {
    #expect(
      try breach(Tells<UndeclaredRecord>.self).label == "a record `cash` is written, and its abilities do not say so")
  }

  @Test("What bears an index that nothing has is told, before a table is sized by it")
  func indices() throws {
    #expect(
      try breach(Tells<AsksForNothing>.self).label
        == "it names order 4000000000, and there is none of that index")
    #expect(
      try breach(Tells<RecordsNothing>.self).label
        == "it names execution 2000000, and there is none of that index")
    #expect(try breach(Tells<OtherInstrument>.self).label == "it names instrument 7, and there is none of that index")
    #expect(try breach(Tells<NoOrder>.self).label == "`order.updated` names no order")
    #expect(
      try breach(StatesNothing.self).label == "it names order 4000000000, and there is none of that index")
  }

  @Test func earlyCheckpoint() throws {
    #expect(
      try breach(Tells<EarlyCheckpoint>.self).label
        == "a checkpoint up to record 1 is written, and only records up to 0 are durable")
  }
}

/// An engine whose copies count in one place.
private struct SharesState: ForeignEngine {
  final class Count: Sendable { let inputs = Mutex<UInt32>(0) }
  static let abilities = EngineAbilities("shares-state", figures: [])
  let count = Count()
  let condition = EngineCondition.ready
  var statement: BooksStatement {
    var statement = BooksStatement(instrumentCount: 1, currencyCount: 1)
    statement.ticketCount = count.inputs.withLock { $0 }
    return statement
  }
  init(configuration: EngineConfiguration) {}
  func recover(_ store: ForeignStore) -> Int { 0 }
  func handle(_ input: ForeignInput, at now: Instant, into effects: inout [ForeignEffect]) {
    count.inputs.withLock { $0 += 1 }
  }
}

/// An engine that reckons with a time of its own.
private struct ReadsAnotherClock: ForeignEngine {
  private static let ticks = Atomic<Int>(0)
  static let abilities = EngineAbilities("another-clock", figures: [])
  let condition = EngineCondition.ready
  let statement = BooksStatement(instrumentCount: 1, currencyCount: 1)
  init(configuration: EngineConfiguration) {}
  func recover(_ store: ForeignStore) -> Int { 0 }
  func handle(_ input: ForeignInput, at now: Instant, into effects: inout [ForeignEffect]) {
    let ticks = ReadsAnotherClock.ticks.add(1, ordering: .relaxed).newValue
    effects.append(.setTimer(.orderPoll, at: now + .seconds(1) + .milliseconds(ticks)))
  }
}

private protocol Telling {
  static var effects: [ForeignEffect] { get }
}

private enum Undeclared: Telling { static let effects: [ForeignEffect] = [.log(Event(.engineReady))] }
private enum Others: Telling { static let effects: [ForeignEffect] = [.log(Event(.brokerFilled))] }
private enum LoggedOnly: Telling { static let effects: [ForeignEffect] = [.log(Event(.orderUpdated))] }
private enum Gap: Telling {
  static let effects: [ForeignEffect] = [.persist(OwnRecord(1, .status), [1]), .persist(OwnRecord(3, .status), [3])]
}
private enum UndeclaredRecord: Telling { static let effects: [ForeignEffect] = [.persist(OwnRecord(1, .cash), [1])] }
private enum AsksForNothing: Telling {
  static let effects: [ForeignEffect] = [
    .send(Request(id: RequestID(1), content: .query(ClientOrderID(index: 4_000_000_000)), deadline: .origin))
  ]
}
private enum RecordsNothing: Telling {
  static let effects: [ForeignEffect] = [.persist(OwnRecord(1, .status, execution: 2_000_000), [1])]
}
private enum OtherInstrument: Telling {
  static let effects: [ForeignEffect] = {
    var event = Event(.orderUpdated)
    (event.order, event.instrument) = (0, 7)
    return [.publish(event)]
  }()
}
private enum NoOrder: Telling { static let effects: [ForeignEffect] = [.publish(Event(.orderUpdated))] }
private enum EarlyCheckpoint: Telling {
  static let effects: [ForeignEffect] = [.persist(OwnRecord(1, .status), [1]), .writeCheckpoint(upTo: 1, [1])]
}

/// An engine that wants the same whenever it starts.
private struct Tells<What: Telling>: ForeignEngine {
  static var abilities: EngineAbilities {
    EngineAbilities("tells", events: [.orderUpdated], records: [.status], figures: [])
  }
  let condition = EngineCondition.ready
  let statement = BooksStatement(instrumentCount: 1, currencyCount: 1)
  init(configuration: EngineConfiguration) {}
  func recover(_ store: ForeignStore) -> Int { 0 }
  func handle(_ input: ForeignInput, at now: Instant, into effects: inout [ForeignEffect]) {
    if case .started = input { effects += What.effects }
  }
}

/// An engine that believes in an order that nobody has placed.
private struct StatesNothing: ForeignEngine {
  static let abilities = EngineAbilities("states-nothing", figures: [.orders])
  let condition = EngineCondition.ready
  let statement: BooksStatement = {
    var statement = BooksStatement(instrumentCount: 1, currencyCount: 1)
    let terms = OrderTerms(instrument: InstrumentID(index: 0), side: .buy, quantity: .one, pricing: .market)
    statement.orders = [BooksStatement.Order(ClientOrderID(index: 4_000_000_000), terms)]
    return statement
  }()
  init(configuration: EngineConfiguration) {}
  func recover(_ store: ForeignStore) -> Int { 0 }
  func handle(_ input: ForeignInput, at now: Instant, into effects: inout [ForeignEffect]) {}
}
