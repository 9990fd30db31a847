import Reconciliation
import Trading

@testable import Simulation

/// An engine that only sends what it is told and remembers what it gets.
///
/// A trader's command becomes a request; `reconcile` asks for all three snapshots; `halt` persists two records;
/// `resume` writes a checkpoint of everything durable.
struct ScriptedEngine: SimulatedEngine {
  var books: Books
  var checkpoint: Checkpoint { Checkpoint(sequence: durable, books: books) }
  let condition = EngineCondition.ready
  private(set) var inputs: [(instant: Instant, input: EngineInput)] = []
  private var lastRequest: UInt32 = 0
  private var lastRecord: UInt64 = 0
  private var durable: UInt64 = 0

  init(configuration: EngineConfiguration) {
    books = Books(instruments: configuration.instruments, currencyCount: configuration.currencyCount)
  }

  mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect]) {
    inputs.append((now, input))
    switch input {
    case .started(let recovery, _):
      books = recovery.books
      lastRecord = recovery.sequence
      durable = recovery.sequence
    case .persisted(let sequence): durable = sequence
    case .command(.place(let order, let terms)): send(.place(order, terms), now, &effects)
    case .command(.cancel(let order)): send(.cancel(order), now, &effects)
    case .command(.replace(let order, let quantity, let limit, _)):
      let amendment = Amendment(quantity: quantity ?? .one, pricing: .limit(limit ?? .one))
      send(.replace(order, amendment), now, &effects)
    case .operatorCommand(.pass, _):
      for content in [Request.Content.orders, .executions(after: .zero), .account] { send(content, now, &effects) }
    case .operatorCommand(.halt, _):
      for _ in 0..<2 {
        lastRecord += 1
        effects.append(.persist(Sample.entry(lastRecord)))
      }
    case .operatorCommand(.resume, _):
      effects.append(.writeCheckpoint(upTo: durable))
    default: break
    }
  }

  private mutating func send(_ content: Request.Content, _ now: Instant, _ effects: inout [EngineEffect]) {
    lastRequest += 1
    effects.append(.send(Request(id: RequestID(lastRequest), content: content, deadline: now + .seconds(2))))
  }
}

/// A world with the scripted engine, and what arrived in it.
struct NetworkBench {
  var world: World<ScriptedEngine>

  init(_ change: (inout WorldConfiguration) -> Void = { _ in }) {
    world = World(Sample.configuration(change))
    world.start()
  }

  mutating func run(to milliseconds: Int) { world.run(to: milliseconds) }

  mutating func place(_ order: UInt32 = 0) throws {
    try world.perform(.command(.place(ClientOrderID(index: order), Sample.terms)), line: 1)
  }

  /// What the engine got from the broker, each with its time in milliseconds.
  var arrivals: [String] {
    (world.engine?.inputs ?? []).compactMap { instant, input in
      let time = instant.nanoseconds / 1_000_000
      switch input {
      case .response(let id, .done): return "\(time) done \(id.number)"
      case .response(let id, .refused(let refusal)): return "\(time) refused \(id.number) \(refusal.reason.text)"
      case .response(let id, .orders(let snapshot)): return "\(time) orders \(id.number) \(snapshot.answer.count)"
      case .response(let id, .executions(let rows)): return "\(time) executions \(id.number) \(rows.answer.count)"
      case .response(let id, _): return "\(time) response \(id.number)"
      case .requestFailed(let id, let failure): return "\(time) failed \(id.number) \(failure.reason.text)"
      case .streamUpdate(.order(_, let kind)): return "\(time) stream \(kind.text)"
      case .streamUpdate(.execution(let execution, _)): return "\(time) fill \(execution.id.index)"
      case .streamLost: return "\(time) lost"
      case .streamConnected: return "\(time) connected"
      default: return nil
      }
    }
  }
}

extension World {
  /// Lets everything happen up to an instant, itself included.
  mutating func run(to milliseconds: Int) {
    let end = Instant.origin + .milliseconds(milliseconds)
    while let next = nextInstant, next <= end { step() }
    advance(to: end)
  }

  /// The entries of a kind: time in milliseconds, line, and reason if there is one.
  func entries(_ kind: EventKind) -> [String] {
    trace.entries.filter { $0.event.kind == kind }.map { entry in
      let reason = entry.event.reason.map { " \($0.text)" } ?? ""
      return "\(entry.instant.nanoseconds / 1_000_000) line \(entry.line)\(reason)"
    }
  }
}

/// What most tests of the simulation share.
enum Sample {
  static let instrument = Instrument(tick: .one, lot: .one, multiplier: .one, currency: CurrencyID(index: 0))
  static let order = ClientOrderID(index: 0)
  static let terms = OrderTerms(
    instrument: InstrumentID(index: 0), side: .buy, quantity: Decimal(100), pricing: .limit(Decimal(10)))

  /// An entry of a journal that changes nothing.
  static func entry(_ number: UInt64, order: UInt32 = 0) -> JournalEntry {
    JournalEntry(
      sequence: number, instant: .origin, cause: .operator,
      record: .order(.cancelIntent(ClientOrderID(index: order))))
  }

  static func configuration(_ change: (inout WorldConfiguration) -> Void = { _ in }) -> WorldConfiguration {
    var engine = EngineConfiguration(mode: .paper, instruments: [instrument], currencyCount: 1)
    engine.streamSilence = nil
    var configuration = WorldConfiguration(engine: engine, profile: .scripted, seed: 1)
    change(&configuration)
    return configuration
  }
}
