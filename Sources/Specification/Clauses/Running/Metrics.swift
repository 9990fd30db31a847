import Reconciliation
import Trading

/// `metrics`: what the engine says of itself from time to time.
struct Metrics: Clause {
  static let page = ClausePage(
    "metrics", .passes, .projection,
    "engine.metrics is logged `metrics-interval` after a start and after each time, and never without that setting: with "
      + "the passes that have ended since the start, those of them that failed, the open discrepancies, the requests without "
      + "an answer, and the share of orders, positions and balances without one, unless the last pass failed or none has ended",
    source: "`metrics-interval`; `trueup list events`: engine.metrics; order/position document, monitoring",
    settings: [.metricsInterval])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .clock]
  static let endings: ClauseInputs = [.start, .clock]
  static let effects: ClauseEffects = [.clock]
  static let lines: [EventKind] = [.reconcileFinished, .engineMetrics]

  private var interval: TimeSpan?
  private var ended: Int64 = 0, failed: Int64 = 0
  /// Whether the pass that ended last failed; nil before one has.
  private var hasFailed: Bool?
  private var isDue = false
  private var next: Instant?

  init(_ configuration: EngineConfiguration) { interval = configuration.metricsInterval }

  mutating func change(_ configuration: EngineConfiguration) {
    interval = configuration.metricsInterval
  }

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started: (ended, failed, hasFailed) = (0, 0, nil)
    case .timer(.metrics): isDue = interval != nil
    default: return
    }
    next = interval.map { scene.now + $0 }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .setTimer(.metrics, let instant):
      scene.require(
        instant == next, "the next figures are due at \(instant), and the interval says otherwise", cause: "next")
      next = nil
    case .cancelTimer(.metrics): scene.breach("the clock of the figures was stopped", cause: "cancelled")
    case .log(let event) where event.kind == .reconcileFinished:
      ended += 1
      hasFailed = event.state == .failed
      if event.state == .failed { failed += 1 }
    case .log(let event) where event.kind == .engineMetrics:
      scene.tried()
      if !isDue { scene.breach("engine.metrics was logged, and is not due", cause: "not due") }
      isDue = false
      look(event, &scene)
    default: return
    }
  }

  private func look(_ event: Event, _ scene: inout Scene) {
    func compare(_ name: String, _ said: String, _ due: String) {
      if said != due { scene.breach("engine.metrics says \(name)=\(said), and \(due) is due", cause: name) }
    }
    compare("passes", "\(event.number)", "\(ended)")
    compare("failed", "\(event.count)", "\(failed)")
    compare("pending", "\(event.price)", "\(scene.hearsay.pending.requests.count)")
    // While the store fails discrepancies are known of which no record is seen yet.
    guard !scene.isBlind else { return }
    let open = scene.model.discrepancies.count
    compare("open", "\(event.filled)", "\(open)")
    let all = scene.model.orderCount + scene.model.instruments.count + scene.model.balances.count
    let isKnown = hasFailed == false && all > 0
    let share =
      isKnown ? Fraction(Decimal((all > open ? all - open : 0) * 1000 / all)).divided(by: Fraction(Decimal(10))) : nil
    compare("accuracy", "\(event.quantity)", share?.figure.map { "\($0)" } ?? "-1")
  }

  mutating func end(_ scene: inout Scene) {
    if isDue { scene.breach("engine.metrics is due, and was not logged", cause: "missing") }
    if next != nil { scene.breach("no figures are set for the next interval", cause: "no clock") }
    isDue = false
    next = nil
  }
}
