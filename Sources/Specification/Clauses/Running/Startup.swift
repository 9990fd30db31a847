import Reconciliation
import Trading

/// `startup`: when a start is over.
struct Startup: Clause {
  static let page = ClausePage(
    "startup", .conditions, .action,
    "engine.ready is logged once a start: at once without a startup pass, else when the first pass has all its answers "
      + "and no drift waits to be seen `drift-confirmations` times; under `refuse` not as long as it is open what an empty "
      + "store makes of the account; before it nothing about an order is sent",
    source:
      "`reconcile-on`, `enabled`, `drift-confirmations`, `empty-store`; position document, startup reconciliation",
    settings: [.reconcileOn, .enabled, .driftConfirmations, .emptyStore])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command]
  static let endings: ClauseInputs = [.start, .command]
  static let effects: ClauseEffects = [.send]
  static let lines: [EventKind] = [.engineReady, .reconcileFinished]

  private var isStarting = false
  private var isAtOnce = false
  private var hasLogged = false
  /// Whether a pass has ended in this turn with all its answers.
  private var hasEnded = false

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
    hasEnded = false
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
        if isStarting, let pass = scene.hearsay.pass, !pass.hasFailed, !pass.isLook { hasEnded = true }
      default: return
      }
    case .send(let request):
      guard isStarting, !hasLogged, let order = request.content.order else { return }
      let name = scene.name(order)
      scene.breach(
        "\(request.content.kind.text) of \(name) was sent before the engine was ready", cause: "sent")
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    defer {
      hasLogged = false
      isReleased = false
    }
    guard isStarting else { return }
    defer {
      if hasLogged { isStarting = false }
      hasEnded = false
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
    guard hasEnded else {
      if hasLogged { scene.breach("engine.ready was logged before a pass had all its answers", cause: "early") }
      return
    }
    judge(&scene)
  }

  private func judge(_ scene: inout Scene) {
    scene.tried()
    // Of what was seen while the store failed nobody knows how often it was.
    guard !scene.isBlind, let sights = scene.reckoning.sights else { return }
    let confirmations = scene.configuration.driftConfirmations
    let waiting = sights.first { 0 < $0.count && $0.count < confirmations }
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

extension Scene {
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
