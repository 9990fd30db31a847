import Reconciliation
import Trading

/// `failing-store`: what the engine must not decide by itself while it cannot write it down.
struct FailingStore: Clause {
  static let page = ClausePage(
    "failing-store", .durability, .justification,
    "while the store fails no order is accepted or about to be sent, and none that the broker does not know is ended: "
      + "what the engine decides by itself has to be durable, or a restart would decide otherwise",
    source: "design, section 3, rules 1 and 5; `trueup list events`: engine.halted")
  static let hooks: ClauseHooks = [.willRecord]
  static let records: ClauseRecords = [.order]

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    // The turn in which the store is back takes up what has waited for it.
    guard scene.isBlind, entry.cause != .store || entry.instant != scene.now,
      case .order(let record) = entry.record
    else { return }
    scene.tried()
    let what: String
    switch record {
    case .accepted: what = "was accepted"
    case .attempt: what = "was about to be sent"
    case .status(let change):
      guard change.source == .policy, change.reason == .absent else { return }
      what = "was \(change.to) as absent"
    case .adopted: what = "was adopted"
    case .cancelIntent, .replaceIntent, .intentEnd, .terms, .stale: return
    }
    let name = scene.name(record.order)
    scene.breach("\(name) \(what) while the store failed", cause: what)
  }
}
