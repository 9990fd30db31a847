import Reconciliation
import Trading

/// `blind-told`: when a person is told that the engine does not see the broker.
struct BlindTold: Clause {
  static let page = ClausePage(
    "blind-told", .alerts, .telling,
    "a person is told once when the engine has been starting, without the stream, or without an answer that a pass lacks, "
      + "for `blind-alert`, halted or not, with which of them; what ends all of that stops the time; what makes it blind "
      + "again goes on with it, and begins it anew after a telling, or after `blind-alert` in which it was not",
    source: "`blind-alert`; `trueup list events`: engine.degraded, risk.alert", settings: [.blindAlert])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start, .silence]
  static let effects: ClauseEffects = [.notify, .silence]
  static let lines: [EventKind] = [
    .engineReady, .engineDegraded, .engineHalted, .engineRecovered, .streamLost, .streamRestored, .reconcileFinished,
  ]

  private var span: TimeSpan?
  private var wasBlind = false
  /// How much of the time is over that may pass before a person is told, and when that or what it sees began to count.
  private var spent = TimeSpan.zero, since = Instant.origin
  /// Whether a person had to be told since it is blind.
  private var isTimeOver = false
  /// Why the stream was lost last.
  private var loss: Word?
  /// What the engine did with its timer in this turn.
  private var set: Instant?
  private var isCancelled = false
  private var told: [Event] = []
  /// Why a person has to be told, and the last record that there was by then, for each time.
  private var due: [(reason: Word?, record: UInt64)] = []

  init(_ configuration: EngineConfiguration) { span = configuration.blindAlert }

  mutating func change(_ configuration: EngineConfiguration) {
    span = configuration.blindAlert
  }

  mutating func begin(_ scene: inout Scene) {
    guard case .started = scene.turn.input else { return }
    (wasBlind, loss, due) = (false, nil, [])
    (spent, since, isTimeOver) = (.zero, .origin, false)
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event): if event.kind == .streamLost { loss = event.reason }
    case .setTimer(.blindness, let instant): set = instant
    case .cancelTimer(.blindness): isCancelled = true
    case .notify(let event): if event.subject == .blind { told.append(event) }
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    judgeTimer(&scene)
    if case .timer(.blindness) = scene.turn.input {
      scene.tried()
      due.append((reason(scene), scene.model.sequence))
      isTimeOver = true
    }
    judgeAlert(&scene)
    scene.wait(!due.isEmpty)
  }

  private func reason(_ scene: Scene) -> Word? {
    scene.dialogue.conditionBefore == .starting ? .startup : scene.hearsay.isStreamUp ? .failed : loss
  }

  private mutating func judgeTimer(_ scene: inout Scene) {
    let condition = scene.hearsay.condition
    // A halt forbids orders; what works executes unseen all the same.
    let sees = condition != .starting && scene.hearsay.isStreamUp && scene.hearsay.lacking.isEmpty
    let isBlind = span != nil && !sees
    let begins = isBlind && !wasBlind
    let ends = wasBlind && !isBlind
    if begins || ends || set != nil || isCancelled { scene.tried() }
    let alarm = begins ? begin(at: scene.now) : nil
    if ends { end(at: scene.now) }
    let instant = set.map { "\($0)" } ?? "no time"
    if set != alarm {
      scene.breach(
        "the alarm of an engine that is \(condition) was set for \(instant)"
          + (alarm.map { ", and \($0) is due" } ?? ""),
        cause: "set")
    }
    if isCancelled != ends {
      scene.breach(
        "the alarm of an engine that is \(condition) was \(ends ? "not " : "")taken back",
        cause: "taken back")
    }
    (wasBlind, set, isCancelled) = (isBlind, nil, false)
  }

  /// It is blind from now on.
  ///
  /// - Returns: When a person has to be told.
  private mutating func begin(at now: Instant) -> Instant? {
    guard let span else { return nil }
    // Who has seen for as long as one is blind before a person is told has forgotten what was before.
    if since + span <= now { spent = .zero }
    (since, isTimeOver) = (now, false)
    return now + (span - spent)
  }

  private mutating func end(at now: Instant) {
    let whole = spent + (now - since)
    if isTimeOver { spent = .zero } else { spent = span.map { min($0, whole) } ?? .zero }
    since = now
  }

  private mutating func judgeAlert(_ scene: inout Scene) {
    for alert in told {
      var wanted = Event(.riskAlert)
      wanted.subject = .blind
      wanted.reason = due.first?.reason
      if due.isEmpty || alert != wanted {
        scene.breach("\(alert.alertText) was told of the channels, and is not due", cause: "not due")
      }
      if !due.isEmpty { due.removeFirst() }
    }
    told.removeAll(keepingCapacity: true)
    if let first = due.first, first.record <= scene.hearsay.durable {
      scene.breach("a person has to be told that the engine is blind, and is not", cause: "missing")
      due.removeFirst()
    }
  }
}
