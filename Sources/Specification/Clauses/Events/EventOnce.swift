import Reconciliation
import Trading

/// `event-once`: a record that calls for an event is published as soon as it is durable, and once between two starts.
struct EventOnce: Clause {
  static let page = ClausePage(
    "event-once", .events, .projection,
    "the event of a record is published in the turn that hears of its durability, and not again before the next start",
    source: "design, section 3, rule 5")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start, .durable]
  static let effects: ClauseEffects = [.publish]

  /// The records whose event is still to come, ascending.
  private var due: [UInt64] = []
  private var published: Set<UInt64> = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started(let recovery, _) = scene.turn.input else { return }
    published = []
    due = recovery.events.map(\.sequence)
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    if entry.record.callsForEvent { due.append(entry.sequence) }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .publish(let event) = effect else { return }
    scene.tried()
    if !published.insert(event.sequence).inserted {
      scene.breach("\(event.kind.name) of record \(event.sequence) was published twice", cause: "twice")
    }
    if due.first == event.sequence { due.removeFirst() } else { due.removeAll { $0 == event.sequence } }
  }

  mutating func end(_ scene: inout Scene) {
    guard let first = due.first, first <= scene.hearsay.durable else { return }
    scene.breach("record \(first) is durable, and its event was not published", cause: "missing")
    due.removeAll { $0 <= scene.hearsay.durable }
  }
}
