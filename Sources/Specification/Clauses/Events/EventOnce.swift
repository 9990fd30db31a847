import Reconciliation
import Trading

/// `event-once`: a record that calls for an event is published as soon as it is durable, and once between two starts.
struct EventOnce: Clause {
  static let page = ClausePage(
    "event-once", .events, .projection,
    "the event of a record is published in the turn that hears of its durability, and not again before the next start; "
      + "while the bus fails it waits, and all that waits is published whenever the bus is tried",
    source: "design, section 3, rule 5; order reconciliation document, section 5: failures of the bus")
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .bus, .busRetry]
  static let endings: ClauseInputs = [.start, .durable, .bus, .busRetry]
  static let effects: ClauseEffects = [.publish]

  private var published: Set<UInt64> = []
  /// Whether this turn tries a bus that fails.
  private var isRetry = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started: published = []
    case .timer(.bus), .published: isRetry = scene.hearsay.bus.isFailing
    default: break
    }
    if scene.hearsay.bus.isFailing { published.subtract(scene.hearsay.bus.due) }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .publish(let event) = effect else { return }
    scene.tried()
    if !published.insert(event.sequence).inserted {
      scene.breach("\(event.kind.name) of record \(event.sequence) was published twice", cause: "twice")
    }
    if scene.hearsay.bus.isFailing, !isRetry {
      scene.breach(
        "\(event.kind.name) of record \(event.sequence) was published while the bus failed", cause: "failing")
    }
  }

  mutating func end(_ scene: inout Scene) {
    let bus = scene.hearsay.bus
    let mustPublish = !bus.isFailing || isRetry
    isRetry = false
    guard mustPublish, let first = bus.due.first(where: { !bus.isFailing || !bus.handed.contains($0) }),
      first <= scene.hearsay.durable
    else { return }
    scene.breach("record \(first) is durable, and its event was not published", cause: "missing")
  }
}
