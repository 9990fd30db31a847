import Reconciliation
import Trading

/// `drift-alert`: when a person is told of a position or balance that differs.
struct DriftAlert: Clause {
  static let page = ClausePage(
    "drift-alert", .alerts, .telling,
    "of a drift that `drift-confirmations` passes in a row have seen unchanged, and that the policy, its limit or a figure "
      + "that lacks leave to a person, or that a limit holds back, a person is told once as long as it is the same: under "
      + "the number and kind of its discrepancy, for `mismatch` or that limit; and of no other",
    source: "`drift-policy`, `drift-confirmations`; position document, alerts; design, section 3, rule 7",
    settings: [.driftPolicy, .driftConfirmations, .maximumAutomaticCorrection])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.passEnd, .orderAnswer]
  static let endsWhenDue = true
  static let effects: ClauseEffects = [.notify]

  /// What is to be told: not before one record is durable, and at once when another one is.
  private var due: [(event: Event, earliest: UInt64, latest: UInt64)] = []
  /// What was told before the turn was over.
  private var told: [Event] = []
  /// Whether a pass has ended of which nobody knows what it calls for, until all it can have called for is out.
  private var isUnsure = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started = scene.turn.input else { return }
    due = []
    told = []
    isUnsure = false
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .notify(let event) = effect, event.isOfFigure, event.order == Event.none, event.reason != .unconfirmed
    else { return }
    scene.tried()
    told.append(event)
  }

  mutating func end(_ scene: inout Scene) {
    defer { scene.wait(!due.isEmpty || isUnsure) }
    if scene.isBlind || scene.reckoning.isUnclear { isUnsure = true }
    for one in scene.reckoning.due {
      guard one.family == .tellings, case .telling(let event, let record) = one.content else { continue }
      due.append((event, record, scene.model.sequence))
    }
    guard !told.isEmpty || !due.isEmpty || isUnsure else { return }
    for event in told { settle(event, &scene) }
    told.removeAll(keepingCapacity: true)
    let durable = scene.hearsay.durable
    if let first = due.first, first.latest <= durable {
      if !isUnsure { scene.breach("\(first.event.alertText) is due, and was not told", cause: "missing") }
      due.removeAll { $0.latest <= durable }
    }
    if isUnsure, !scene.isBlind, !scene.reckoning.isUnclear, scene.model.sequence <= durable { isUnsure = false }
  }

  private mutating func settle(_ event: Event, _ scene: inout Scene) {
    guard let index = due.firstIndex(where: { $0.event == event }) else {
      if isUnsure { return }
      let other = due.first { $0.event.discrepancy == event.discrepancy } ?? due.first
      return scene.breach(
        "\(event.alertText) was told, and \(other?.event.alertText ?? "none") is due", cause: "not due")
    }
    let one = due.remove(at: index)
    if one.earliest > scene.hearsay.durable, !isUnsure {
      scene.breach("\(event.alertText) was told before record \(one.earliest) was durable", cause: "early")
    }
  }
}
