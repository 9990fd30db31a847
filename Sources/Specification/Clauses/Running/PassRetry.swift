import Reconciliation
import Trading

/// `pass-retry`: when a pass is repeated that came to nothing.
struct PassRetry: Clause {
  static let page = ClausePage(
    "pass-retry", .passes, .action,
    "a pass that failed and may change something is repeated after a wait that grows with each pass in a row that failed or left something open, "
      + "unless a clock repeats it; without polls so is one that left something open, up to `max-retries` times",
    source: "`retry-delay`, `retry-limit`, `max-retries`, `order-interval`; design, section 3, rule 10",
    settings: [.retryDelay, .retryLimit, .maximumRetries, .orderInterval])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let effects: ClauseEffects = [.passRetry]
  static let lines: [EventKind] = [.reconcileFinished]

  /// How many passes in a row failed or left something open.
  private var streak = 0
  private var isDue = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input { streak = 0 }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event): if event.kind == .reconcileFinished { note(event, scene) }
    case .setTimer(.passRetry, let instant):
      scene.tried()
      let bounds = WaitBounds(scene.configuration, attempt: streak, from: scene.now)
      if !isDue {
        scene.breach("a pass was to be repeated at \(instant), and none is due", cause: "not due")
      } else if !bounds.contains(instant) {
        scene.breach(
          "a pass is repeated at \(instant), and \(bounds.text) is due after \(streak) in a row", cause: "instant")
      }
      isDue = false
    case .cancelTimer(.passRetry): scene.breach("the repeat of a pass was taken back", cause: "cancelled")
    default: return
    }
  }

  private mutating func note(_ event: Event, _ scene: Scene) {
    // Whoever wants to look again asks again.
    guard event.source != .review else { return }
    switch event.state {
    case .failed:
      streak += 1
      isDue = event.reason != .poll && event.reason != .full
    case .differs:
      streak += 1
      isDue = scene.configuration.orderInterval == nil && streak <= scene.configuration.maximumRetries
    default: streak = 0
    }
  }

  mutating func end(_ scene: inout Scene) {
    if isDue { scene.breach("a pass has to be repeated after \(streak) in a row, and is not", cause: "missing") }
    isDue = false
  }
}
