import Reconciliation
import Trading

/// `terms-taken-over`: terms at the broker that differ are taken over.
struct TermsTakenOver: Clause {
  static let page = ClausePage(
    "terms-taken-over", .statuses, .justification,
    "an order gets the terms of the newest report that can be about it, with its source and its place in the broker's "
      + "order, and no others; if the trader wanted them once and has replaced them since, those that he wants are asked "
      + "for anew",
    source: "design, section 3, rule 4; edge cases 64, 68, 73 and 76")
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.order]

  private var walk = DueWalk(.terms)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    // What the trader asks for, and changes before the order is sent, is a matter of commands.
    if case .command = scene.turn.input { return }
    switch entry.record {
    case .order(.terms), .order(.replaceIntent): walk.meet(.record(entry.record), &scene)
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) { walk.end(&scene) }
}
