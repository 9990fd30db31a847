import Reconciliation
import Trading

/// `pass-start`: which passes run, and why.
struct PassStart: Clause {
  static let page = ClausePage(
    "pass-start", .passes, .action,
    "a pass runs at the start, at each tick of a clock, when the stream is back, when a report tells of executions that "
      + "are not known, after each trade of the stream that `post-trade` names, for an operator, at a person's decision to change the "
      + "books and at a start without a pass that finds one or what was taken over unsettled, if no clock asks for what settles it, and as a retry, of the kind "
      + "that was asked for, chosen or set, or of what runs in its place; one at a time, those that may not be left out wait, merged under their strongest reason into the kind "
      + "that does the work of all, and run as soon as the one before has ended; those that change nothing wait by "
      + "themselves and run last, but for an emergency, which runs first",
    source: "`enabled`, `order-interval`, `full-interval`, `reconcile-on`, the kinds; order reconciliation document, "
      + "section 2; strategies document, section 3; position document, phase 4",
    settings: [
      .enabled, .orderInterval, .fullInterval, .reconcileOn, .postTrade, .pollKind, .fullKind, .startupKind,
      .reconnectKind,
    ])
  static let hooks: ClauseHooks = [.begin, .willRecord, .effects, .end]
  static let records: ClauseRecords = [.ticket]
  static let beginnings: ClauseInputs = [.start, .command]
  static let endings: ClauseInputs = [.start, .command, .clock, .orderAnswer] | .stream
  static let effects: ClauseEffects = [.passRetry]
  static let lines: [EventKind] = [.reconcileStarted, .reconcileFinished, .engineReady, .fillApplied]

  private enum Step: Equatable { case started(WantedPass), finished }

  /// What the log says of passes in this turn.
  private var steps: [Step] = []
  private var place = 0
  /// Whether an operator takes an empty store as it is in this turn, and a start has waited for it.
  private var isReleased = false
  /// Whether the pass that ended changes nothing.
  private var endedLook = false
  private var isReady = false
  /// Whether a trade of the stream was counted in this turn that calls for a pass.
  private var hasTraded = false
  /// The pass that waits, and those that may wait with it: while the store fails nobody knows.
  private var waiting: WantedPass?
  private var mayWait: [WantedPass] = []
  /// The pass that waits and changes nothing.
  private var look: WantedPass?
  /// The pass that the retry timer is set for; where nobody can tell, those that it may be set for.
  private var retried: [WantedPass] = []
  private var kinds = KindsInForce()
  private var gaps = ToldGaps()
  /// The ticket about which a person has decided in this turn.
  private var decided: Ticket?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .operatorCommand(.choose(let kind, let clock), _) = scene.turn.input {
      _ = kinds.choose(kind, clock, scene.configuration)
    }
    if case .operatorCommand(.release, _) = scene.turn.input {
      isReleased = scene.refusesStart && !scene.model.isStopped && scene.dialogue.conditionBefore == .starting
    }
    guard case .started = scene.turn.input else { return }
    kinds.start(scene.model)
    look = nil
    waiting = nil
    mayWait = []
    retried = []
    gaps = ToldGaps()
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    if case .ticket(.stepped(let ticket, .decided)) = entry.record { decided = ticket }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event):
      switch event.kind {
      case .reconcileStarted:
        steps.append(
          .started(
            WantedPass(
              reason: event.reason ?? .start, kind: event.subject.flatMap { PassKind($0) } ?? .full,
              isLook: event.source == .review)))
      case .reconcileFinished:
        steps.append(.finished)
        endedLook = event.source == .review
        ended = scene.hearsay.pass?.withoutAnswers
      case .engineReady: isReady = true
      case .fillApplied:
        // What came before and was kept is followed by nothing of its own.
        if case .streamUpdate(.execution(let execution, _)) = scene.turn.input, event.source == .stream,
          event.execution == execution.id.index
        {
          hasTraded = PassStart.isFollowed(execution.side, hasRealized: event.count == 1, scene.configuration)
        }
      default: return
      }
    case .setTimer(.passRetry, _): isRepeated = true
    default: return
    }
  }

  /// The pass that has ended in this turn, and whether one is to be repeated.
  private var ended: EndedPass?
  private var isRepeated = false

  /// Notes what a retry that was set in this turn repeats: what failed or was cut short at a start, else what may have
  /// been missed.
  private mutating func noteRetry(_ scene: Scene) {
    defer { isRepeated = false }
    guard isRepeated, let ended else { return }
    let again = repeats(of: ended, scene)
    guard !retried.isEmpty else {
      retried = again
      return
    }
    var joined: [WantedPass] = []
    for one in retried {
      for pass in again.map({ one.joined(with: $0) }) where !joined.contains(pass) { joined.append(pass) }
    }
    retried = joined
  }

  /// What the repeat of a pass may be.
  private func repeats(of ended: EndedPass, _ scene: Scene) -> [WantedPass] {
    let isStarting = scene.dialogue.conditionBefore == .starting
    if ended.hasFailed || isStarting && isCutShort(ended, scene) {
      return [WantedPass(reason: ended.reason, kind: ended.kind)]
    }
    guard isStarting else { return [PassStart.missing] }
    // At a start what has to be seen once more is; while the store fails nobody knows of it.
    let start = WantedPass(reason: .startup, kind: kinds.used(for: .startup, scene.configuration))
    guard !scene.isBlind, let sights = scene.reckoning.sights, !(scene.reckoning.gaps.verdict?.isUnclear ?? false)
    else { return [start, PassStart.missing] }
    return [scene.holdsUpStart(sights) ? start : PassStart.missing]
  }

  /// The pass that reads what a report lacks.
  private static let missing = WantedPass(reason: .mismatch, kind: .incremental)

  /// Whether a pass has not seen all orders and executions, by what its answers say or by what a report had told.
  private func isCutShort(_ pass: EndedPass, _ scene: Scene) -> Bool {
    if pass.isCutShort { return true }
    guard let verdict = scene.reckoning.gaps.verdict, !verdict.outdated.isEmpty else { return false }
    return !verdict.isUnclear || !next(isFor: .startup)
  }

  /// Whether a pass is asked for that would compare nothing of a symbol.
  private func leavesOut(_ request: PassRequest, _ scene: Scene) -> Bool {
    request.symbols.contains { scene.reckoning.isLeftOut($0) }
  }

  mutating func end(_ scene: inout Scene) {
    place = 0
    let isDone =
      scene.hearsay.wasPassRunning && !steps.isEmpty
      && scene.hearsay.hasSettledQuery
      && steps.contains { if case .finished = $0 { true } else { false } }
    noteRetry(scene)
    defer { ended = nil }
    if scene.configuration.isEnabled {
      takeTriggers(isDone: isDone, &scene)
    } else if case .operatorCommand(.pass(let request), _) = scene.turn.input, request.kind == .emergency,
      !leavesOut(request, scene)
    {
      var isRunning = scene.hearsay.wasPassRunning
      want(request, &isRunning, &scene)
    }
    if isDone { goOn(&scene) }
    isReady = false
    hasTraded = false
    isReleased = false
    decided = nil
    guard !steps.isEmpty else { return }
    defer { steps.removeAll(keepingCapacity: true) }
    guard place < steps.count else { return }
    switch steps[place] {
    case .started(let pass):
      scene.breach("a pass was started for \(pass.reason.text), and none is due", cause: "not due")
    case .finished: if !isDone { scene.breach("a pass has ended that did not run", cause: "not running") }
    }
  }

  // MARK: - What calls for a pass

  private mutating func takeTriggers(isDone: Bool, _ scene: inout Scene) {
    var isRunning = scene.hearsay.wasPassRunning
    switch scene.kind {
    case .start:
      if scene.configuration.reconcilesOnStartup {
        want(.startup, &isRunning, &scene)
      } else if scene.awaitsAccount, !scene.hasAccountClock, !scene.refusesStart {
        want(PassStart.missing, &isRunning, &scene)
      }
    case .command:
      if case .operatorCommand(.pass(let request), _) = scene.turn.input, !leavesOut(request, scene) {
        want(request, &isRunning, &scene)
      }
      if isReleased, scene.configuration.reconcilesOnStartup {
        let kind = kinds.used(for: .startup, scene.configuration)
        want(WantedPass(reason: .operator, kind: kind, isLook: false), &isRunning, &scene)
      }
      takeDecision(&isRunning, &scene)
    case .clock: takeClock(&isRunning, &scene)
    case .connection:
      if case .streamConnected = scene.turn.input { wantReconnect(&isRunning, &scene) }
    case .heartbeat: wantReconnect(&isRunning, &scene)
    case .report, .orderAnswer: takeReport(isDone: isDone, &isRunning, &scene)
    case .passAnswer, .passEnd, .silence, .wakeUp, .storeRetry, .ticketsDue, .durable, .storeFailure, .bus, .busRetry,
      .stop:
      return
    }
  }

  /// A person has decided what the books are to be: that is settled by an answer, for which somebody has to ask.
  private mutating func takeDecision(_ isRunning: inout Bool, _ scene: inout Scene) {
    guard case .operatorCommand(.resolve, _) = scene.turn.input else { return }
    let pass = WantedPass(reason: .operator, kind: .incremental)
    guard !scene.isBlind else {
      // What is decided while the store fails is written down later.
      if isRunning {
        noteMayWait(pass)
      } else if next(isFor: .operator) {
        place += 1
        isRunning = true
      }
      return
    }
    guard let decided, decided.changesBooks else { return }
    let isOfAccount = decided.order == Event.none && decided.execution == Event.none
    let hasOrderClock = scene.configuration.orderInterval != nil || scene.configuration.fullInterval != nil
    let isAsked = isOfAccount ? scene.hasAccountClock || !scene.awaitsAccount : hasOrderClock
    if !isAsked { want(pass, &isRunning, &scene) }
  }

  private mutating func takeClock(_ isRunning: inout Bool, _ scene: inout Scene) {
    let wasStarting = scene.dialogue.conditionBefore == .starting
    switch scene.turn.input {
    case .timer(.orderPoll):
      if scene.configuration.orderInterval != nil { want(wasStarting ? .startup : .poll, &isRunning, &scene) }
    case .timer(.fullPass):
      if scene.configuration.fullInterval != nil { want(wasStarting ? .startup : .full, &isRunning, &scene) }
    case .timer(.passRetry):
      takeRetry(&isRunning, &scene)
      retried = []
    default: return
    }
  }

  private mutating func takeRetry(_ isRunning: inout Bool, _ scene: inout Scene) {
    guard let first = retried.first else { return }
    if isRunning, retried.count > 1 {
      for pass in retried where PassStart.waits(pass, scene) { noteMayWait(pass) }
    } else {
      want(retried.first { next == .started($0) } ?? first, &isRunning, &scene)
    }
  }

  private mutating func takeReport(isDone: Bool, _ isRunning: inout Bool, _ scene: inout Scene) {
    switch scene.turn.input {
    case .streamUpdate(.order(let report, _)), .streamUpdate(.execution(_, let report)):
      wantReconnect(&isRunning, &scene)
      if hasTraded { want(.postTrade, &isRunning, &scene) }
      wantMissing(report, false, &isRunning, &scene)
    case .response(_, .done(let report)), .response(_, .order(let report?)):
      if !scene.hearsay.isAnswerRepeated { wantMissing(report, isDone, &isRunning, &scene) }
    default: return
    }
  }

  /// Whether a trade is one after which a pass is wanted: what realizes something has closed a position.
  private static func isFollowed(_ side: Side, hasRealized: Bool, _ configuration: EngineConfiguration) -> Bool {
    if hasRealized { return configuration.reconcilesAfterClose }
    switch side {
    case .buy: return configuration.reconcilesAfterBuy
    case .sell: return configuration.reconcilesAfterSell
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
        noteMayWait(PassStart.missing)
      } else if next(isFor: .mismatch) {
        place += 1
        isRunning = true
      }
    }
  }

  /// A pass is wanted for a reason that is no operator's.
  private mutating func want(_ reason: Word, _ isRunning: inout Bool, _ scene: inout Scene) {
    want(WantedPass(reason: reason, kind: kinds.used(for: reason, scene.configuration)), &isRunning, &scene)
  }

  /// An operator wants a pass.
  private mutating func want(_ request: PassRequest, _ isRunning: inout Bool, _ scene: inout Scene) {
    let kind = request.kind.substitute(scene.configuration)?.kind ?? request.kind
    let isLook = request.isDetectOnly || request.kind.onlyTells || !request.symbols.isEmpty
    want(WantedPass(reason: .operator, kind: kind, isLook: isLook), &isRunning, &scene)
  }

  /// A pass is wanted: it starts, or waits for the one that runs.
  private mutating func want(_ pass: WantedPass, _ isRunning: inout Bool, _ scene: inout Scene) {
    scene.tried()
    guard !isRunning else {
      if pass.isLook {
        look = look?.joined(with: pass) ?? pass
      } else if PassStart.waits(pass, scene) {
        waiting = waiting?.joined(with: pass) ?? pass
      }
      return
    }
    expect(pass, &scene)
    isRunning = true
  }

  private mutating func noteMayWait(_ pass: WantedPass) {
    if !mayWait.contains(pass) { mayWait.append(pass) }
  }

  /// Whether a pass waits for one that runs: the clock's next poll is as good, and at a start the pass that runs is, if
  /// it may change something.
  private static func waits(_ pass: WantedPass, _ scene: Scene) -> Bool {
    switch pass.reason {
    case .poll: false
    case .startup: scene.hearsay.pass?.isLook ?? false
    default: true
    }
  }

  private mutating func expect(_ pass: WantedPass, _ scene: inout Scene) {
    guard case .started(let actual)? = next else {
      return scene.breach(
        "a pass for \(pass.reason.text) is due, and did not start", cause: "missing \(pass.reason.text)")
    }
    place += 1
    guard actual != pass else { return }
    if actual.reason == pass.reason {
      scene.breach(
        "a pass for \(pass.reason.text) is \(actual.sort), and \(pass.sort) is due",
        cause: "kind \(pass.kind.word.text)")
    } else {
      scene.breach(
        "a pass was started for \(actual.reason.text), and one for \(pass.reason.text) is due",
        cause: "reason \(pass.reason.text)")
    }
  }

  /// Whether a drift waits to be seen once more; where nobody knows, what the engine does.
  private func isConfirming(_ scene: Scene) -> Bool {
    guard !scene.isBlind, let sights = scene.reckoning.sights else { return !next(isFor: .startup) }
    return scene.holdsUpStart(sights)
  }

  private var next: Step? { place < steps.count ? steps[place] : nil }

  private func next(isFor reason: Word) -> Bool {
    if case .started(let pass)? = next { pass.reason == reason } else { false }
  }

  /// A pass has ended: what waits runs now, and until the engine is ready another startup pass.
  private mutating func goOn(_ scene: inout Scene) {
    guard case .finished? = next else { return }
    place += 1
    if scene.dialogue.conditionBefore == .starting, !isReady, !scene.hearsay.hasLastPassFailed, !endedLook,
      !scene.refusesStart, !isConfirming(scene),
      !(ended.map { isCutShort($0, scene) } ?? false)
    {
      let again = WantedPass(reason: .startup, kind: kinds.used(for: .startup, scene.configuration))
      waiting = waiting?.joined(with: again) ?? again
    }
    if let emergency = look, emergency.kind == .emergency {
      look = nil
      return expect(emergency, &scene)
    }
    // What may wait with it makes it do more.
    var possible = [waiting]
    for one in mayWait { possible += possible.map { $0?.joined(with: one) ?? one } }
    let due = possible.first { $0.map { next == .started($0) } ?? false } ?? waiting
    waiting = nil
    mayWait = []
    if let due { return expect(due, &scene) }
    if let look {
      self.look = nil
      expect(look, &scene)
    }
  }
}
