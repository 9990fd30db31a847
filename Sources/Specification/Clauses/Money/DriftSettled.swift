import Reconciliation
import Trading

/// `drift-taken-over`: what differs without an order to explain it is taken over as the policy says.
struct DriftTakenOver: Clause {
  static let page = ClausePage(
    "drift-taken-over", .drift, .justification,
    "a position or balance that differs by the same in `drift-confirmations` passes in a row, `retry-delay` apart or more, "
      + "the last of them `activity-grace` after an order of its instrument or currency was sent, changed, cancelled or executed, or ten "
      + "times as long after the first of them, with no order to explain it, as one that lacks executions does for "
      + "`max-retries` passes with all their answers, is taken over if the policy and all three limits allow it, with the "
      + "figures of both sides and its charge; a balance with the positions of its currency, and not while one that "
      + "differs is left; nor is a position that is gone or turned round unless the balance of its currency has moved by what all "
      + "that differs there is worth at the market, but for half of its own worth; nor a position that differs by just what its last "
      + "executions moved while the balance shows these, nor a balance alone by just what they cost; nor where orders execute "
      + "still when the ten times are over; nor anything by an account that lists nothing at all, or that is older than the one "
      + "compared before it, be it before a restart, unless a person has accepted that; "
      + "what a person has decided to leave stays; what a person has decided about figures that still "
      + "lie as far apart is carried out, at the mark where the broker tells no price; a price that only one answer tells, or that has a policy of "
      + "its own, is not taken over with a quantity: that goes in at what it would average here; "
      + "what a difference is worth is what it is worth in the dearer of two accounts in a row; what the next account that "
      + "can be compared shows again is verified, and what it shows as it was before is taken back, whatever it is worth",
    source: "design, section 4 and rule 7 of section 3; `trueup list settings`",
    settings: [
      .driftPolicy, .pricePolicy, .reviewFrom, .driftConfirmations, .activityGrace, .retryDelay,
      .maximumAutomaticCorrection,
      .maximumAutomaticCorrectionPerPass,
      .maximumAutomaticCorrectionPerDay, .maximumRetries,
    ])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.figure]

  private var walk = DueWalk(.adoptions)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .position, .cash, .control(.accountSeen):
      if !scene.reckoning.isUnclear { walk.meet(.record(entry.record), &scene) }
    case .order, .execution, .discrepancy, .ticket, .control: break
    }
  }

  mutating func end(_ scene: inout Scene) {
    if !scene.reckoning.isUnclear { walk.end(&scene) }
  }
}

/// `drift-held`: what would exceed the sum of a pass or of a day waits for a person.
struct DriftHeld: Clause {
  static let page = ClausePage(
    "drift-held", .drift, .justification,
    "a drift that would be taken over but for the sum of its pass or of its day is left to a person, under the limit "
      + "that it exceeds, once",
    source: "`trueup list settings`; engine document, \"Known to be wrong\", 8",
    settings: [.maximumAutomaticCorrectionPerPass, .maximumAutomaticCorrectionPerDay])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endsWhenDue = true
  static let records: ClauseRecords = [.discrepancy]

  private var walk = DueWalk(.holds)

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .discrepancy(.held(let id, let limit)) = entry.record else { return }
    guard let discrepancy = scene.model.discrepancies.first(where: { $0.id == id }) else {
      return scene.breach("D\(id) was left to a person, and is not open", cause: "not open")
    }
    if !scene.reckoning.isUnclear { walk.meet(.holding(DiscrepancyKey(discrepancy), limit: limit), &scene) }
  }

  mutating func end(_ scene: inout Scene) {
    if !scene.reckoning.isUnclear { walk.end(&scene) }
  }
}
