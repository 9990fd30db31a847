import Reconciliation
import Trading

/// `terms-evidence`: an order gets new terms from a report that has them, and the record says which.
struct TermsEvidence: Clause {
  static let page = ClausePage(
    "terms-evidence", .statuses, .justification,
    "an order that was sent gets other terms only from a report of this turn that is not older than what is known, with "
      + "exactly its quantity, limit and stop, its channel and its count of changes",
    source: "design, section 3, rule 4; reference, edge cases 64 and 73")
  static let hooks: ClauseHooks = [.willRecord]
  static let records: ClauseRecords = [.order]

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(.terms(let id, let amendment, let source, let sequence)) = entry.record, source != .trader,
      !scene.isBlind
    else { return }
    scene.tried()
    guard let order = scene.model.order(id) else {
      return scene.breach("the terms of an order changed that was never accepted", cause: "unknown")
    }
    func says(_ report: OrderReport) -> Bool {
      report.order == id && report.isNews(to: order) && report.terms == amendment && report.sequence == sequence
    }
    let telling = scene.dialogue.telling
    let isTold =
      telling.report.map { telling.source == source && says($0) } ?? false
      || source == .poll && telling.rows.contains(where: says)
    if !isTold {
      scene.breach(
        { scene in
          "order \(scene.name(id)) has new terms with source=\(source.text), and no report of this turn has them"
        },
        cause: source.text)
    }
    if amendment == order.amendment {
      scene.breach({ scene in "order \(scene.name(id)) got the terms that it has" }, cause: "same")
    }
  }
}
