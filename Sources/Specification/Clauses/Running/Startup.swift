import Reconciliation
import Trading

/// `startup`: when a start is over.
struct Startup: Clause {
  static let page = ClausePage(
    "startup", .conditions, .action,
    "engine.ready is logged once a start: at once without a startup pass, else when the first pass of all orders, "
      + "executions and, in live mode, the account has all its answers, "
      + "sees all orders and executions, and no drift that nobody was told of waits to be seen `drift-confirmations` times; under `refuse` not as "
      + "long as it is open what an empty store makes of the account; before it nothing about an order is sent but a cancel, or "
      + "terms that ask for less; if orders "
      + "or executions were cut short once more than `max-retries` times a person is told once a start",
    source:
      "`reconcile-on`, `enabled`, `drift-confirmations`, `max-retries`, `empty-store`; position document, startup "
      + "reconciliation; design, section 3, rule 2; reference, edge cases 104 and 206",
    settings: [.reconcileOn, .enabled, .driftConfirmations, .maximumRetries, .emptyStore])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command]
  static let endings: ClauseInputs = [.start, .command]
  static let effects: ClauseEffects = [.send, .notify]
  static let lines: [EventKind] = [.engineReady, .reconcileFinished]

  private var isStarting = false
  private var isAtOnce = false
  private var hasLogged = false
  /// The pass that has ended in this turn with all its answers.
  private var ended: HeardPass?
  /// In how many passes orders or executions were cut short; nil if that cannot be told.
  private var cuts: Int? = 0
  /// What a person was told of the start in this turn.
  private var told: Event?
  /// The last record there was when a person had to be told.
  private var isDueAfter: UInt64?

  init(_ configuration: EngineConfiguration) {}

  /// Whether an operator takes an empty store as it is, so that without a startup pass nothing is waited for any more.
  private var isReleased = false

  mutating func begin(_ scene: inout Scene) {
    if case .operatorCommand(.release, _) = scene.turn.input {
      isReleased = scene.refusesStart && !scene.model.isStopped && isAtOnce
    }
    guard case .started = scene.turn.input else { return }
    isStarting = true
    isAtOnce = !scene.configuration.isEnabled || !scene.configuration.reconcilesOnStartup
    ended = nil
    cuts = 0
    isDueAfter = nil
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event):
      switch event.kind {
      case .engineReady:
        scene.tried()
        if !isStarting || hasLogged { scene.breach("engine.ready was logged again", cause: "again") }
        hasLogged = true
      case .reconcileFinished:
        if isStarting, let pass = scene.hearsay.pass, !pass.hasFailed, !pass.isLook { ended = pass }
      default: return
      }
    case .notify(let event): if event.subject == .startup { told = event }
    case .send(let request):
      guard isStarting, !hasLogged, let order = request.content.order, !asksForLess(request, scene) else { return }
      let name = scene.name(order)
      scene.breach(
        "\(request.content.kind.text) of \(name) was sent before the engine was ready", cause: "sent")
    default: return
    }
  }

  /// Whether a request lowers what is at risk, whatever the account shows.
  private func asksForLess(_ request: Request, _ scene: Scene) -> Bool {
    switch request.content {
    case .cancel: true
    case .replace(let order, let amendment): scene.model.order(order).map { !amendment.isMore(than: $0.terms) } ?? false
    case .place, .query, .cancelStranger, .queryStranger, .orders, .changedOrders, .executions, .account: false
    }
  }

  mutating func end(_ scene: inout Scene) {
    defer {
      hasLogged = false
      isReleased = false
    }
    if isStarting { judgeStart(&scene) }
    judgeAlert(&scene)
    scene.wait(isDueAfter != nil)
  }

  /// Who has not looked at the account does not know what there is to trade with.
  private static func seesAll(_ kind: PassKind, _ configuration: EngineConfiguration) -> Bool {
    kind.asksOrders && !kind.asksChangesOnly && (configuration.mode == .paper || kind.asksAccount(configuration))
  }

  private mutating func judgeStart(_ scene: inout Scene) {
    defer {
      if hasLogged { isStarting = false }
      ended = nil
    }
    if case .started = scene.turn.input, isAtOnce {
      if scene.refusesStart {
        if hasLogged { scene.breach("engine.ready was logged on an empty store", cause: "empty") }
      } else if !hasLogged {
        scene.breach("without a startup pass the engine is ready at once, and was not", cause: "missing")
      }
      return
    }
    if isReleased {
      scene.tried()
      if !hasLogged { scene.breach("the store was released, and the engine is not ready", cause: "released") }
      return
    }
    guard let ended else {
      if hasLogged { scene.breach("engine.ready was logged before a pass had all its answers", cause: "early") }
      return
    }
    let verdict = scene.reckoning.gaps.verdict
    if ended.isCutShort || verdict.map({ !$0.isUnclear && !$0.outdated.isEmpty }) ?? false {
      judgeCut(&scene)
    } else if verdict?.isUnclear ?? false {
      cuts = nil
    } else if !Startup.seesAll(ended.kind, scene.configuration) {
      if hasLogged { scene.breach("engine.ready was logged when the account had not been seen", cause: "unseen") }
    } else {
      judge(&scene)
    }
  }

  /// Half a list of executions is a position that is known to be wrong.
  private mutating func judgeCut(_ scene: inout Scene) {
    scene.tried()
    if hasLogged {
      scene.breach("engine.ready was logged when not all orders and executions had been seen", cause: "cut short")
    }
    cuts = cuts.map { $0 + 1 }
    if cuts == scene.configuration.maximumRetries + 1 { isDueAfter = scene.model.sequence }
  }

  private mutating func judgeAlert(_ scene: inout Scene) {
    if let told {
      self.told = nil
      var due = Event(.riskAlert)
      due.subject = .startup
      due.reason = .incomplete
      if told != due || isDueAfter == nil && cuts != nil {
        scene.breach("\(told.alertText) was told of the start, and is not due", cause: "alert not due")
      }
      isDueAfter = nil
    } else if let record = isDueAfter, record <= scene.hearsay.durable {
      scene.breach("a person has to be told that the start sees not all, and is not", cause: "alert missing")
      isDueAfter = nil
    }
  }

  private func judge(_ scene: inout Scene) {
    scene.tried()
    // Of what was seen while the store failed nobody knows how often it was.
    guard !scene.isBlind, let sights = scene.reckoning.sights else { return }
    let confirmations = scene.configuration.driftConfirmations
    let waiting = sights.first { $0.count < confirmations && !scene.model.hasTold(of: $0.figure) }
    if let waiting, hasLogged {
      scene.breach(
        "engine.ready was logged when a drift had been seen in \(waiting.count) of \(confirmations) passes in a row",
        cause: "drift")
    } else if scene.refusesStart {
      if hasLogged { scene.breach("engine.ready was logged on an empty store", cause: "empty") }
    } else if waiting == nil, !hasLogged {
      scene.breach("no drift waits, and the engine is not ready", cause: "missing")
    }
  }
}

extension Model {
  /// Whether a person was told that a figure of the account differs.
  func hasTold(of figure: DriftSight.Figure) -> Bool {
    tickets.contains { ticket in
      guard ticket.order == Event.none, ticket.execution == Event.none else { return false }
      return switch figure {
      case .quantity(let instrument):
        ticket.instrument == instrument.index && [.quantityMismatch, .missingPosition].contains(ticket.kind)
      case .price(let instrument): ticket.instrument == instrument.index && ticket.kind == .priceDiscrepancy
      case .cash(let currency): ticket.currency == currency.index && ticket.kind == .cashMismatch
      }
    }
  }
}

extension Scene {
  /// Whether a start waits for one of some drifts to be seen again: not for what a person was told of.
  func holdsUpStart(_ sights: [DriftSight]) -> Bool {
    sights.contains { sight in
      0 < sight.count && sight.count < configuration.driftConfirmations && !model.hasTold(of: sight.figure)
    }
  }

  /// Whether nothing may be sent, since the store held nothing and nobody has said what that means.
  var refusesStart: Bool { configuration.emptyStore == .refuse && model.opening != nil }
}

extension Model {
  /// Whether an order is known to lack executions.
  var lacksExecutions: Bool {
    discrepancies.contains { discrepancy in
      discrepancy.kind == .quantityMismatch && discrepancy.order != Event.none
        && order(ClientOrderID(index: discrepancy.order)) != nil
    }
  }
}
