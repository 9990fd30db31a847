import Reconciliation
import Trading

/// `pass-start`: which passes run, and why.
struct PassStart: Clause {
  static let page = ClausePage(
    "pass-start", .passes, .action,
    "a pass runs at the start, at each tick of a clock, when the stream is back, when a report tells of executions that "
      + "are not known, for an operator and as a retry; one at a time, those that may not be left out wait, merged "
      + "under their strongest reason, and run as soon as the one before has ended",
    source: "`enabled`, `order-interval`, `full-interval`, `reconcile-on`; order reconciliation document, section 2",
    settings: [.enabled, .orderInterval, .fullInterval, .reconcileOn])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start, .command, .clock, .orderAnswer] | .stream
  static let effects: ClauseEffects = [.passRetry]
  static let lines: [EventKind] = [.reconcileStarted, .reconcileFinished, .engineReady]

  private enum Step { case started(Word), finished }

  /// What the log says of passes in this turn.
  private var steps: [Step] = []
  private var place = 0
  private var isReady = false
  /// The reason of the pass that waits, and whether one for a mismatch may: while the store fails nobody knows.
  private var waiting: Word?
  private var mayWait = false
  /// The reason of the pass that the retry timer is set for.
  private var retried: Word?
  private var gaps = ToldGaps()

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started = scene.turn.input else { return }
    waiting = nil
    mayWait = false
    retried = nil
    gaps = ToldGaps()
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event):
      switch event.kind {
      case .reconcileStarted: steps.append(.started(event.reason ?? .start))
      case .reconcileFinished:
        steps.append(.finished)
        if let pass = scene.hearsay.pass { retry = pass.hasFailed ? pass.reason : .mismatch }
      case .engineReady: isReady = true
      default: return
      }
    case .setTimer(.passRetry, _):
      if let retry { retried = retried.map { PassStart.stronger($0, retry) } ?? retry }
    default: return
    }
  }

  /// What a retry that is set in this turn repeats.
  private var retry: Word?

  mutating func end(_ scene: inout Scene) {
    place = 0
    let isDone =
      scene.hearsay.wasPassRunning && !steps.isEmpty
      && scene.hearsay.hasSettledQuery
      && steps.contains { if case .finished = $0 { true } else { false } }
    retry = nil
    if scene.configuration.isEnabled { takeTriggers(isDone: isDone, &scene) }
    if isDone { goOn(&scene) }
    isReady = false
    guard !steps.isEmpty else { return }
    defer { steps.removeAll(keepingCapacity: true) }
    guard place < steps.count else { return }
    switch steps[place] {
    case .started(let reason): scene.breach("a pass was started for \(reason.text), and none is due", cause: "not due")
    case .finished: if !isDone { scene.breach("a pass has ended that did not run", cause: "not running") }
    }
  }

  // MARK: - What calls for a pass

  private mutating func takeTriggers(isDone: Bool, _ scene: inout Scene) {
    var isRunning = scene.hearsay.wasPassRunning
    switch scene.kind {
    case .start: if scene.configuration.reconcilesOnStartup { want(.startup, &isRunning, &scene) }
    case .command:
      if case .operatorCommand(.reconcile) = scene.turn.input { want(.operator, &isRunning, &scene) }
    case .clock: takeClock(&isRunning, &scene)
    case .connection:
      if case .streamConnected = scene.turn.input { wantReconnect(&isRunning, &scene) }
    case .heartbeat: wantReconnect(&isRunning, &scene)
    case .report, .orderAnswer: takeReport(isDone: isDone, &isRunning, &scene)
    case .passAnswer, .passEnd, .silence, .wakeUp, .storeRetry, .durable, .storeFailure, .stop: return
    }
  }

  private mutating func takeClock(_ isRunning: inout Bool, _ scene: inout Scene) {
    let wasStarting = scene.dialogue.conditionBefore == .starting
    switch scene.turn.input {
    case .timer(.orderPoll):
      if scene.configuration.orderInterval != nil { want(wasStarting ? .startup : .poll, &isRunning, &scene) }
    case .timer(.fullPass):
      if scene.configuration.fullInterval != nil { want(wasStarting ? .startup : .full, &isRunning, &scene) }
    case .timer(.passRetry):
      if let retried { want(retried, &isRunning, &scene) }
      retried = nil
    default: return
    }
  }

  private mutating func takeReport(isDone: Bool, _ isRunning: inout Bool, _ scene: inout Scene) {
    switch scene.turn.input {
    case .streamUpdate(.order(let report, _)), .streamUpdate(.execution(_, let report)):
      wantReconnect(&isRunning, &scene)
      wantMissing(report, false, &isRunning, &scene)
    case .response(_, .done(let report)), .response(_, .order(let report?)):
      if !scene.hearsay.isAnswerRepeated { wantMissing(report, isDone, &isRunning, &scene) }
    default: return
    }
  }

  private mutating func wantReconnect(_ isRunning: inout Bool, _ scene: inout Scene) {
    if !scene.hearsay.wasStreamUp, scene.configuration.reconcilesOnReconnect { want(.reconnect, &isRunning, &scene) }
  }

  private mutating func wantMissing(
    _ report: OrderReport, _ isUnsure: Bool, _ isRunning: inout Bool, _ scene: inout Scene
  ) {
    switch gaps.look(at: report, isUnsure: isUnsure || scene.isBlind, scene.model) {
    case .none: return
    case .new: want(.mismatch, &isRunning, &scene)
    case .maybe:
      if isRunning {
        mayWait = true
      } else if case .started(.mismatch)? = next {
        place += 1
        isRunning = true
      }
    }
  }

  /// A pass is wanted: it starts, or waits for the one that runs.
  private mutating func want(_ reason: Word, _ isRunning: inout Bool, _ scene: inout Scene) {
    scene.tried()
    guard !isRunning else {
      // The clock's next poll is as good, and at a start the pass that runs is.
      if reason != .poll, reason != .startup { waiting = waiting.map { PassStart.stronger($0, reason) } ?? reason }
      return
    }
    expect(reason, &scene)
    isRunning = true
  }

  private mutating func expect(_ reason: Word, _ scene: inout Scene) {
    guard case .started(let actual)? = next else {
      return scene.breach("a pass for \(reason.text) is due, and did not start", cause: "missing \(reason.text)")
    }
    place += 1
    if actual != reason {
      scene.breach(
        "a pass was started for \(actual.text), and one for \(reason.text) is due", cause: "reason \(reason.text)")
    }
  }

  private var next: Step? { place < steps.count ? steps[place] : nil }

  /// A pass has ended: what waits runs now, and until the engine is ready another startup pass.
  private mutating func goOn(_ scene: inout Scene) {
    guard case .finished? = next else { return }
    place += 1
    if scene.dialogue.conditionBefore == .starting, !isReady, !scene.hearsay.hasLastPassFailed {
      waiting = waiting.map { PassStart.stronger($0, .startup) } ?? .startup
    }
    if let waiting {
      expect(waiting, &scene)
    } else if mayWait, case .started(.mismatch)? = next {
      place += 1
    }
    waiting = nil
    mayWait = false
  }

  private static let ranks: [Word] = [.poll, .mismatch, .full, .startup, .reconnect, .operator]

  private static func stronger(_ one: Word, _ other: Word) -> Word {
    (ranks.firstIndex(of: one) ?? 0) < (ranks.firstIndex(of: other) ?? 0) ? other : one
  }
}
