import Reconciliation
import Trading

/// `look-told`: when the person who has asked for a look is told that it has not seen everything.
struct LookTold: Clause {
  static let page = ClausePage(
    "look-told", .alerts, .telling,
    "an operator who has asked for a pass that changes nothing is told, under its kind, when it ends without an answer, as "
      + "`failed`, or with one that proves nothing, as `incomplete`; and of no other pass",
    source: "strategies document, emergency strategy; design, section 3, rule 2; `trueup list events`: risk.alert")
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start, .passEnd]
  static let effects: ClauseEffects = [.notify]
  static let lines: [EventKind] = [.snapshotIncomplete, .reconcileFinished]

  private var isIncomplete = false
  /// What has ended in this turn without everything.
  private var ended: Event?
  /// What has to be told, and the last record that there was by then, oldest first.
  private var due: [(alert: Event, record: UInt64)] = []
  private var told: [Event] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input { due = [] }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .notify(let event): if event.isOfLook { told.append(event) }
    case .log(let event) where event.kind == .snapshotIncomplete: isIncomplete = true
    case .log(let event) where event.kind == .reconcileFinished:
      guard let pass = scene.hearsay.pass, pass.isLook, pass.reason == .operator else { return }
      scene.tried()
      guard pass.hasFailed || isIncomplete else { return }
      var alert = Event(.riskAlert)
      alert.subject = pass.kind.word
      alert.reason = pass.hasFailed ? .failed : .incomplete
      ended = alert
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    if let ended { due.append((ended, scene.model.sequence)) }
    (ended, isIncomplete) = (nil, false)
    for alert in told {
      if let place = due.firstIndex(where: { $0.alert == alert }) {
        due.remove(at: place)
      } else {
        scene.breach("\(alert.alertText) was told of a look, and is not due", cause: "not due")
      }
    }
    told.removeAll(keepingCapacity: true)
    for one in due where one.record <= scene.hearsay.durable {
      scene.breach("\(one.alert.alertText) is due of a look, and was not told", cause: "missing")
    }
    due.removeAll { $0.record <= scene.hearsay.durable }
    scene.wait(!due.isEmpty)
  }
}

extension Event {
  /// Whether it is an alert about a pass and not about what it has found.
  var isOfLook: Bool { subject.flatMap { PassKind($0) } != nil }
}
