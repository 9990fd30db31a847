import Reconciliation
import Trading

/// `bus-failure`: what a failing bus is followed by.
struct BusFailure: Clause {
  static let page = ClausePage(
    "bus-failure", .events, .action,
    "after the n-th failure in a row the bus is tried again after the n-th wait; of the first one the log and a person are "
      + "told, with its reason, and of its end the log, with how many events have waited",
    source: "order reconciliation document, section 5: failures of the bus; `retry-delay`, `retry-limit`",
    settings: [.retryDelay, .retryLimit])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .bus]
  static let endings: ClauseInputs = [.start, .bus]
  static let effects: ClauseEffects = [.notify, .busRetry]
  static let lines: [EventKind] = [.busFailed, .busRestored]

  /// What the log has to say in this turn.
  private var line: Event?
  private var isRetryDue = false
  /// What a person has to be told, and the record that has to be durable by then.
  private var alert: (event: Event, record: UInt64)?
  /// As of the turn before: how many events have waited.
  private var longest = 0

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    let bus = scene.hearsay.bus
    switch scene.turn.input {
    case .started: alert = nil
    case .publishFailed(let sequence, let reason):
      scene.tried()
      isRetryDue = true
      guard bus.failures == 1 else { return }
      var failed = Event(.busFailed)
      (failed.sequence, failed.reason) = (sequence, reason)
      line = failed
      var told = Event(.riskAlert)
      (told.subject, told.reason) = (.busFailure, reason)
      // While the store fails it is told at once.
      alert = (told, scene.isBlind ? 0 : scene.model.sequence)
    case .published(let sequence):
      guard !bus.isFailing, longest > 0 else { return }
      var restored = Event(.busRestored)
      (restored.sequence, restored.number) = (sequence, Int64(longest))
      line = restored
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event) where event.kind == .busFailed || event.kind == .busRestored:
      if event != line { scene.breach("\(event.kind.name) was logged, and is not due so", cause: "line") }
      line = nil
    case .notify(let event):
      guard event.subject == .busFailure else { return }
      if event != alert?.event { scene.breach("\(event.alertText) was told, and is not due", cause: "alert") }
      alert = nil
    case .cancelTimer(.bus):
      if scene.hearsay.bus.due.isEmpty { scene.breach("the retry of the bus was taken back", cause: "cancelled") }
    case .setTimer(.bus, let instant):
      let bounds = WaitBounds(scene.configuration, attempt: scene.hearsay.bus.failures, from: scene.now)
      if !isRetryDue || !bounds.contains(instant) {
        scene.breach(
          "the bus is tried again at \(instant), and \(isRetryDue ? bounds.text : "never") is due", cause: "instant")
      }
      isRetryDue = false
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    longest = scene.hearsay.bus.longest
    if let line { scene.breach("\(line.kind.name) is due, and was not logged", cause: "no line") }
    if isRetryDue { scene.breach("the bus failed, and nothing tries it again", cause: "no retry") }
    (line, isRetryDue) = (nil, false)
    if let due = alert, due.record <= scene.hearsay.durable {
      scene.breach("\(due.event.alertText) is due, and was not told", cause: "no alert")
      alert = nil
    }
    // As long as the bus fails every turn may add to what waits.
    scene.wait(alert != nil || scene.hearsay.bus.isFailing)
  }
}
