import Reconciliation
import Trading

/// `drift-alert`: when a person is told of a position or balance that differs.
struct DriftAlert: Clause {
  static let page = ClausePage(
    "drift-alert", .alerts, .telling,
    "of a drift a person is told once for each difference, under the number and kind of its discrepancy, for `mismatch` "
      + "or the limit that was spent; and one that `drift-confirmations` passes in a row have seen unchanged is told or "
      + "gone",
    source: "`drift-policy`, `drift-confirmations`; position document, alerts; design, section 3, rule 7",
    settings: [.driftConfirmations])
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let records: ClauseRecords = [.execution, .figure, .discrepancy]
  static let effects: ClauseEffects = [.notify]
  static let lines: [EventKind] = [.snapshotIncomplete]

  /// A discrepancy of the account.
  private struct Drift {
    var discrepancy: Discrepancy
    var record: UInt64
    var limit: Word?
    /// How many passes in a row saw it with nothing moved, as of the newest look at it.
    var sights = 0, seenAt = 0
    /// At which state of account and books it was told last; nil for never.
    var toldAt: Int?
  }

  private var drifts: [Drift] = []
  /// Counts the states of account and books that passes have seen.
  private var state = 0
  private var hasMoved = true
  /// The states whose pass left records that were not durable when the turn began, with the last of them.
  ///
  /// What is told once they are may be about any of these states.
  private var waiting: [(state: Int, record: UInt64)] = []
  private var account: AccountReport?
  /// The pass that has ended in this turn with an account that could be compared.
  private var ended: HeardPass?
  /// The instruments and currencies of which a person was told since the start.
  private var told: [(instrument: UInt32, currency: UInt32)] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input {
      drifts = scene.model.discrepancies.filter(\.isOfAccount).map { Drift(discrepancy: $0, record: 0) }
      for index in drifts.indices where scene.model.held.contains(drifts[index].discrepancy.id) {
        drifts[index].limit = .passLimit
      }
      state = 0
      hasMoved = true
      waiting = []
      account = nil
      told = []
    }
    guard scene.hearsay.isPassDone, let pass = scene.hearsay.pass, !pass.hasFailed, let report = pass.account else {
      return
    }
    ended = pass
    if hasMoved || report != account { state += 1 }
    hasMoved = false
    account = report
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .discrepancy(.found(let discrepancy)):
      if discrepancy.isOfAccount { drifts.append(Drift(discrepancy: discrepancy, record: entry.sequence)) }
    case .discrepancy(.held(let id, let limit)):
      if let index = drifts.firstIndex(where: { $0.discrepancy.id == id }) { drifts[index].limit = limit }
    case .execution, .position, .cash: hasMoved = true
    case .order, .discrepancy(.resolved), .control: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event): if event.kind == .snapshotIncomplete, event.subject == .account { ended = nil }
    case .notify(let event):
      guard event.isOfFigure, event.order == Event.none else { return }
      scene.tried()
      told.append((event.instrument, event.currency))
      // While the store fails the record of the discrepancy comes later.
      guard let index = drifts.firstIndex(where: { $0.discrepancy.id == event.discrepancy }) else {
        if scene.isBlind { return }
        return scene.breach("\(event.alertText) was told, and there is no such discrepancy", cause: "nothing")
      }
      look(event, index, &scene)
    default: return
    }
  }

  private mutating func look(_ event: Event, _ index: Int, _ scene: inout Scene) {
    let drift = drifts[index]
    var wanted = Event(.riskAlert)
    wanted.subject = drift.discrepancy.kind
    wanted.instrument = drift.discrepancy.instrument
    wanted.currency = drift.discrepancy.currency
    wanted.discrepancy = drift.discrepancy.id
    wanted.reason = event.reason == drift.limit ? event.reason : .mismatch
    // The record of the limit may come later, as that of the discrepancy.
    if scene.isBlind, event.reason == .passLimit || event.reason == .dayLimit { wanted.reason = event.reason }
    if event != wanted { scene.breach("\(event.alertText) was told, and \(wanted.alertText) is due", cause: "fields") }
    if !scene.isBlind, drift.record > scene.hearsay.durable {
      scene.breach("\(event.alertText) was told before record \(drift.record) was durable", cause: "early")
    }
    // What had waited for its record since before the store failed comes when it works again.
    var isReleased = false
    if scene.isBlind, case .persisted = scene.turn.input { isReleased = true }
    if drift.toldAt == state, !hasMoved, !isReleased {
      scene.breach("\(event.alertText) was told again, and nothing has changed", cause: "again")
    }
    drifts[index].toldAt = waiting.first?.state ?? state
  }

  mutating func end(_ scene: inout Scene) {
    if !waiting.isEmpty { waiting.removeAll { $0.record <= scene.hearsay.durable } }
    guard let pass = ended, scene.hearsay.pass == nil || pass.isDone else { return }
    ended = nil
    if scene.model.sequence > scene.hearsay.durable { waiting.append((state, scene.model.sequence)) }
    guard !drifts.isEmpty else { return }
    let open = scene.model.discrepancies
    drifts.removeAll { drift in !open.contains { $0.id == drift.discrepancy.id } }
    guard !drifts.isEmpty else { return }
    // What the store has not taken nobody sees, what was taken over changes what is left, and an order that lacks
    // executions after the pass explains a drift.
    let isOpen = scene.isBlind || scene.model.lacksExecutions || hasMoved
    for index in drifts.indices {
      drifts[index].sights = isOpen ? 0 : drifts[index].seenAt == state ? drifts[index].sights + 1 : 1
      drifts[index].seenAt = state
      let drift = drifts[index]
      guard drift.sights >= scene.configuration.driftConfirmations else { continue }
      scene.tried()
      if isTold(drift) || drift.record > scene.hearsay.durable || scene.model.sequence > scene.hearsay.durable {
        continue
      }
      scene.breach(
        "D\(drift.discrepancy.id) was seen by \(drift.sights) passes in a row, and was neither told nor settled",
        cause: "missing")
      drifts[index].sights = 0
    }
  }

  /// Whether a person knows of it, under this number or of the same figure under an earlier one.
  private func isTold(_ drift: Drift) -> Bool {
    told.contains { $0 == (drift.discrepancy.instrument, drift.discrepancy.currency) }
  }
}
