import Reconciliation
import Trading

/// `sight-alert`: when a person is told of what a pass has seen that changes nothing.
struct SightAlert: Clause {
  static let page = ClausePage(
    "sight-alert", .alerts, .telling,
    "of each discrepancy that a pass opens which changes nothing, of each that it sees open, without a ticket and untold "
      + "since the start, and of each figure of the account that it sees lie "
      + "elsewhere apart than the ticket says, a person is told at the first sight, once its record is "
      + "durable, under its number and kind and as `unconfirmed`; and of no other so",
    source: "strategies document, real-time strategy: immediate alerts, nothing resolved")
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.passEnd, .orderAnswer]
  static let endsWhenDue = true
  static let effects: ClauseEffects = [.notify]

  /// What is to be told when a record is durable; a status may differ because of a cancel that nobody has seen.
  private var due: [(event: Event, record: UInt64, isOptional: Bool)] = []
  private var told: [Event] = []
  /// Whether such a pass has ended while the store failed, until all that it can have called for is out.
  private var isUnsure = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started = scene.turn.input else { return }
    due = []
    told = []
    isUnsure = false
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .notify(let event) = effect, event.reason == .unconfirmed else { return }
    scene.tried()
    told.append(event)
  }

  mutating func end(_ scene: inout Scene) {
    defer { scene.wait(!due.isEmpty || isUnsure) }
    if scene.isBlind || scene.reckoning.isUnclear { isUnsure = true }
    for one in scene.reckoning.due where one.family == .sights {
      guard case .telling(let event, let record) = one.content else { continue }
      due.append((event, record, one.isOptional))
    }
    for event in told { settle(event, &scene) }
    told.removeAll(keepingCapacity: true)
    let durable = scene.hearsay.durable
    for one in due where one.record <= durable && !one.isOptional && !isUnsure {
      scene.breach("\(one.event.alertText) is due, and was not told", cause: "missing")
    }
    due.removeAll { $0.record <= durable }
    if isUnsure, !scene.isBlind, !scene.reckoning.isUnclear, scene.model.sequence <= durable { isUnsure = false }
  }

  private mutating func settle(_ event: Event, _ scene: inout Scene) {
    guard let index = due.firstIndex(where: { $0.event == event }) else {
      if isUnsure { return }
      return scene.breach(
        "\(event.alertText) was told, and \(due.first?.event.alertText ?? "none") is due", cause: "not due")
    }
    let one = due.remove(at: index)
    if one.record > scene.hearsay.durable, !isUnsure {
      scene.breach("\(event.alertText) was told before record \(one.record) was durable", cause: "early")
    }
  }
}
