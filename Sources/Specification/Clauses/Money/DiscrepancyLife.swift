import Reconciliation
import Trading

/// `discrepancy-opened`: a discrepancy opens when there is one, and not when there is none.
struct DiscrepancyOpened: Clause {
  static let page = ClausePage(
    "discrepancy-opened", .discrepancies, .justification,
    "what differs opens a discrepancy of its kind, with the figures and statuses of both sides, its worth and level, its "
      + "reason and instant and the next number, unless one about the same is open; a position is the same whether or not "
      + "one side has none of it; of the account, and of what others do, in the instruments of `reconcile-symbols` alone, "
      + "and a balance where all of its currency are among them; and so do accounts of another moment than what is known, "
      + "when they alone have come for `timing-conflict-after`",
    source: "design, section 3, rules 2, 8 and 9; engine document, \"Words\"",
    settings: [
      .reconcileSymbols, .timingConflictAfter, .tolerance, .quantityEpsilon, .informationalFrom, .warningFrom,
      .criticalFrom, .emergencyFrom,
    ])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.discrepancy]

  private var walk = DueWalk(.openings)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .discrepancy(.found(var discrepancy)) = entry.record else { return }
    if discrepancy.id != scene.model.discrepancyCount + 1 {
      let last = scene.model.discrepancyCount
      scene.breach("D\(discrepancy.id) came after D\(last)", cause: "number")
    }
    discrepancy.id = 0
    if !scene.reckoning.isUnclear { walk.meet(.opening(discrepancy), &scene) }
  }

  mutating func end(_ scene: inout Scene) {
    if !scene.reckoning.isUnclear { walk.end(&scene) }
  }
}

/// `discrepancy-closed`: a discrepancy is closed when it is gone, and not before.
struct DiscrepancyClosed: Clause {
  static let page = ClausePage(
    "discrepancy-closed", .discrepancies, .justification,
    "a discrepancy is closed under its own number and kind when its figures were taken over, or when a pass that could "
      + "see it did not, and not before, or when one that changes nothing sees another difference in its place; a drift "
      + "that a person was told of when `drift-confirmations` in a row did not, and what is about an order when "
      + "`missing-confirmations` lists in a row lack that, or never if somebody else's has executed; "
      + "by an operator where one has decided so, and else by the engine",
    source: "design, section 3, rules 2 and 7; `trueup list events`",
    settings: [.driftConfirmations, .missingConfirmations])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.discrepancy]

  private var walk = DueWalk(.closings)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .discrepancy(.resolved(let id, let kind, let by)) = entry.record else { return }
    guard let discrepancy = scene.model.discrepancies.first(where: { $0.id == id }) else {
      return scene.breach("D\(id) was closed, and is not open", cause: "not open")
    }
    if discrepancy.kind != kind {
      scene.breach("D\(id) is \(discrepancy.kind.text), and was closed as \(kind.text)", cause: "kind")
    }
    if !scene.reckoning.isUnclear { walk.meet(.closing(DiscrepancyKey(discrepancy), by: by), &scene) }
  }

  mutating func end(_ scene: inout Scene) {
    if !scene.reckoning.isUnclear { walk.end(&scene) }
  }
}
