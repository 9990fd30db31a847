public import Reconciliation
import Trading

/// `event-order`: the bus sees events in the order of their records.
public struct EventOrder: Clause {
  public static let page = ClausePage(
    "event-order", .events, .projection, "between two starts events are published in the order of their records",
    source: "design, section 3, rule 5")
  public static let hooks: ClauseHooks = [.begin, .effects]
  public static let beginnings: ClauseInputs = [.start]
  public static let effects: ClauseEffects = [.publish]

  private var last: UInt64 = 0

  public init(_ configuration: EngineConfiguration) {}

  public mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input { last = 0 }
  }

  public mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .publish(let event) = effect else { return }
    scene.require(
      event.sequence >= last, "\(event.kind.name) of record \(event.sequence) came after that of record \(last)")
    last = event.sequence
  }
}
