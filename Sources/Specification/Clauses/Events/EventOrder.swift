import Reconciliation
import Trading

/// `event-order`: the bus sees events in the order of their records.
struct EventOrder: Clause {
  static let page = ClausePage(
    "event-order", .events, .projection,
    "between two starts events are published in the order of their records, from the first on that a failing bus has not "
      + "confirmed",
    source: "design, section 3, rule 5")
  static let hooks: ClauseHooks = [.begin, .effects]
  static let beginnings: ClauseInputs = [.start, .bus, .busRetry]
  static let effects: ClauseEffects = [.publish]

  private var last: UInt64 = 0

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input { last = 0 }
    if scene.hearsay.bus.isFailing, let first = scene.hearsay.bus.due.first { last = min(last, first - 1) }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .publish(let event) = effect else { return }
    scene.require(
      event.sequence >= last, "\(event.kind.name) of record \(event.sequence) came after that of record \(last)")
    last = event.sequence
  }
}
