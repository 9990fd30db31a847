import Reconciliation
import Trading

/// `alert`: when a person is told of what has happened.
struct Alert: Clause {
  static let page = ClausePage(
    "alert", .alerts, .telling,
    "a person is told of an account that an empty store does not know of, of each rejection, when it is heard though executions are awaited, each order given up, each intent that came to nothing, each execution taken back or amended, each order that is stale and not just asked for, and each ticket "
      + "opened or updated, with what it is about and why: once, as soon as its record is durable, or at once while the store "
      + "fails; after a restart again only if its record is behind the checkpoint; and of nothing else that has happened",
    source:
      "order reconciliation document, section 3; design, section 3, rules 5, 7 and 9; `trueup list events`: risk.alert")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start, .durable]
  static let records: ClauseRecords = [.order, .execution, .ticket, .control]
  static let effects: ClauseEffects = [.notify]

  /// What has to be told once its record is durable, oldest first.
  private var due: [DueAlert] = []
  /// What was told at once, without a record so far.
  private var ahead: [(event: Event, instant: Instant)] = []
  /// All that records of this session called for, oldest first.
  private var called: [DueAlert] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started(let recovery, _) = scene.turn.input else { return }
    ahead = []
    while let last = called.last, last.record > recovery.sequence { called.removeLast() }
    due = Array(called.drop { $0.record <= recovery.checkpoint })
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard let alert = DueAlert(entry) else { return }
    called.append(alert)
    // Whoever was told of the rejection when it was heard is not told of the end that has waited for executions.
    if case .order(.status(let change)) = entry.record, change.to == .rejected,
      scene.model.earlyRejection(of: change.order) != nil
    {
      return
    }
    // What is recorded once the store is back has the store's report as its cause.
    guard scene.isBlind, entry.cause != .store else { return due.append(alert) }
    if let index = ahead.firstIndex(where: { alert.allows($0.event) && $0.instant == entry.instant }) {
      ahead.remove(at: index)
    } else {
      scene.breach(
        "the store failed, and \(alert.event.alertText) of record \(entry.sequence) was not told at once", cause: "late"
      )
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .notify(let event) = effect, event.subject != .storeFailure, event.subject != .startup,
      event.subject != .blind, event.subject != .waiting, event.subject != .busFailure, !event.isOfLook,
      event.reason != .unconfirmed
    else { return }
    scene.tried()
    if let index = due.firstIndex(where: { $0.record <= scene.hearsay.durable && $0.allows(event) }) {
      due.remove(at: index)
    } else if scene.isBlind, !scene.hearsay.storeReturns(with: scene.turn.input) {
      ahead.append((event, scene.now))
    } else {
      refuse(event, &scene)
    }
  }

  private mutating func refuse(_ event: Event, _ scene: inout Scene) {
    guard let index = due.firstIndex(where: { $0.isAbout(event) }) else {
      return scene.breach("\(event.alertText) was told, and nothing calls for it", cause: event.subject?.text ?? "")
    }
    let alert = due.remove(at: index)
    if alert.record > scene.hearsay.durable {
      scene.breach("\(event.alertText) was told before record \(alert.record) was durable", cause: "early")
    } else {
      let reasons = alert.reasons.map { $0?.text ?? "none" }.joined(separator: " or ")
      scene.breach("\(event.alertText) was told, and reason=\(reasons) is due", cause: "reason")
    }
  }

  mutating func end(_ scene: inout Scene) {
    if let first = due.first, first.record <= scene.hearsay.durable {
      scene.breach(
        "\(first.event.alertText) of record \(first.record) is due, and was not told",
        cause: first.event.subject?.text ?? "")
      due.removeAll { $0.record <= scene.hearsay.durable }
    }
    guard !ahead.isEmpty, !scene.isBlind else { return }
    scene.breach(
      "\(ahead[0].event.alertText) was told while the store failed, and no record calls for it", cause: "ahead")
    ahead = []
  }
}
