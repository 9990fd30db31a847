import Reconciliation
import Simulation
import Synchronization
import Trading

/// An engine that depends on what it must not depend on, to test that `--verify` notices.
///
/// Used only when `TRUEUP_PLANTED` is set: `hash-order` makes timers depend on the order of a set, which differs
/// from process to process; `run-order` makes them depend on how many engines the process has made.
struct PlantedNondeterminism: SimulatedEngine {
  /// Whether the environment asks for it.
  static let isOn = !Environment["TRUEUP_PLANTED"].isEmpty

  private static let engines = Atomic<Int>(0)
  private static let hashOrder = Array(Set(0..<1024)).first ?? 0

  private var engine: ReconciliationEngine
  private let disturbance: TimeSpan

  var books: Books { engine.books }
  var checkpoint: Checkpoint { engine.checkpoint }
  var condition: EngineCondition { engine.condition }

  init(configuration: EngineConfiguration) {
    engine = ReconciliationEngine(configuration: configuration)
    let count = PlantedNondeterminism.engines.add(1, ordering: .relaxed).newValue
    let isByHash = Environment["TRUEUP_PLANTED"] == "hash-order"
    disturbance = TimeSpan(nanoseconds: Int64(isByHash ? PlantedNondeterminism.hashOrder : count))
  }

  mutating func handle(_ input: EngineInput, at now: Instant, into effects: inout [EngineEffect]) {
    let start = effects.count
    engine.handle(input, at: now, into: &effects)
    for index in start..<effects.count {
      if case .setTimer(.orderPoll, let instant) = effects[index] {
        effects[index] = .setTimer(.orderPoll, at: instant + disturbance)
      }
    }
  }
}
