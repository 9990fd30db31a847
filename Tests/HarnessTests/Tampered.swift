import Simulation
import Trading

@testable import Reconciliation

/// One way in which an engine can be wrong, put around the real one.
protocol Defect: Sendable {
  /// Changes the settings that the engine is made with.
  static func change(_ configuration: inout EngineConfiguration)
  /// Changes an input before the engine gets it, or swallows it.
  static func change(_ input: EngineInput) -> EngineInput?
  /// What the engine says of the pass that ended last; nothing, for a defect that is about something else.
  static func change(_ report: PassReport) -> PassReport?
  /// What the engine says of all passes; nothing, for a defect that is about something else.
  static func change(_ history: PassHistory) -> PassHistory?
  /// What the engine says of the pass of a kind that ended last.
  static func lastPass(of kind: PassKind, in history: PassHistory) -> PassReport?
  /// Whether it says how it is; not, for a defect that is about something else.
  static var tellsHealth: Bool { get }
  /// What the engine says of a position to a model; nothing, for a defect that is about something else.
  static func change(_ features: PositionFeatures) -> PositionFeatures?
  /// Changes what the engine knows and wants after an input.
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int)
}

extension Defect {
  static func change(_ configuration: inout EngineConfiguration) {}
  static func change(_ input: EngineInput) -> EngineInput? { input }
  static func change(_ report: PassReport) -> PassReport? { nil }
  static func change(_ history: PassHistory) -> PassHistory? { nil }
  static func lastPass(of kind: PassKind, in history: PassHistory) -> PassReport? {
    history.reports.last { $0.kind == kind }
  }
  static var tellsHealth: Bool { false }
  static func change(_ features: PositionFeatures) -> PositionFeatures? { nil }
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {}
}

/// The real engine with a defect.
struct Tampered<Wrong: Defect>: SimulatedEngine {
  private var engine: ReconciliationEngine
  private var count = 0

  var books: Books { engine.books }
  var checkpoint: Checkpoint { engine.checkpoint }
  var condition: EngineCondition { engine.condition }
  var lastPass: PassReport? { engine.lastPass.flatMap { Wrong.change($0) } }

  var livePasses: PassHistory? { Wrong.change(engine.passHistory) }

  func lastPass(of kind: PassKind) -> PassReport? {
    livePasses.flatMap { Wrong.lastPass(of: kind, in: $0) }
  }

  var liveHealth: Health? { Wrong.tellsHealth ? engine.health : nil }

  func liveFeatures(of instrument: InstrumentID, at now: Instant) -> PositionFeatures? {
    engine.features(of: instrument, at: now).flatMap { Wrong.change($0) }
  }

  init(configuration: EngineConfiguration) {
    var configuration = configuration
    Wrong.change(&configuration)
    engine = ReconciliationEngine(configuration: configuration)
  }

  mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect]) {
    count += 1
    guard let changed = Wrong.change(input) else { return }
    engine.handle(changed, at: now, into: &effects)
    Wrong.change(&engine, &effects, after: changed, at: now, count: count)
  }
}

extension EngineInput {
  /// The execution that the stream brings, if the input is one.
  var execution: Execution? {
    if case .streamUpdate(.execution(let execution, _)) = self { execution } else { nil }
  }
}

extension EngineEffect {
  /// The event that the effect logs, if it is of this kind.
  func logs(_ kind: EventKind) -> Bool {
    if case .log(let event) = self { event.kind == kind } else { false }
  }
}
