import Reconciliation
import Trading

/// `startup`: when a start is over.
struct Startup: Clause {
  static let page = ClausePage(
    "startup", .conditions, .action,
    "engine.ready is logged once a start: at once without a startup pass, else when the first pass has all its answers "
      + "and no drift waits to be seen `drift-confirmations` times; before it nothing about an order is sent",
    source: "`reconcile-on`, `enabled`, `drift-confirmations`; position document, startup reconciliation",
    settings: [.reconcileOn, .enabled, .driftConfirmations])
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let effects: ClauseEffects = [.send]
  static let lines: [EventKind] = [.engineReady, .reconcileFinished, .snapshotIncomplete]

  private var isStarting = false
  private var isAtOnce = false
  private var hasLogged = false
  /// The pass that has ended in this turn, if all its answers came.
  private var ended: HeardPass?
  private var isAccountLooked = false, isAccountCut = false
  /// Passes with all answers since the start, and how many in a row saw the same account with nothing recorded between.
  private var passes = 0, repeats = 0
  private var hasRecorded = false
  private var lastAccount: AccountReport?
  /// Drifts found in this turn, and whether a position was taken over.
  private var found: [UInt32] = []
  private var hasTakenOver = false
  /// Whether an order was known to lack executions before the pass or until it told them: that explains a drift.
  private var hadGap = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    hasLogged = false
    if isStarting { hadGap = scene.model.lacksExecutions }
    guard case .started = scene.turn.input else { return }
    isStarting = true
    isAtOnce = !scene.configuration.isEnabled || !scene.configuration.reconcilesOnStartup
    ended = nil
    passes = 0
    repeats = 0
    hasRecorded = false
    lastAccount = nil
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard isStarting else { return }
    hasRecorded = true
    switch entry.record {
    case .discrepancy(.found(let discrepancy)):
      if discrepancy.isOfAccount {
        found.append(discrepancy.id)
      } else if discrepancy.kind == .quantityMismatch {
        hadGap = true
      }
    case .position: hasTakenOver = true
    default: return
    }
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
        if isStarting, let pass = scene.hearsay.pass, !pass.hasFailed {
          ended = pass
          isAccountLooked = pass.account != nil && !isAccountCut
        }
      case .snapshotIncomplete: if event.subject == .account { isAccountCut = true }
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
    guard isStarting else { return }
    defer {
      if hasLogged { isStarting = false }
      ended = nil
      isAccountCut = false
      found.removeAll(keepingCapacity: true)
      hasTakenOver = false
    }
    if case .started = scene.turn.input, isAtOnce {
      if !hasLogged {
        scene.breach("without a startup pass the engine is ready at once, and was not", cause: "missing")
      }
      return
    }
    guard let ended else {
      if hasLogged { scene.breach("engine.ready was logged before a pass had all its answers", cause: "early") }
      return
    }
    judge(ended, &scene)
  }

  private mutating func judge(_ ended: HeardPass, _ scene: inout Scene) {
    scene.tried()
    passes += 1
    if isAccountLooked, let account = ended.account {
      repeats = hadGap ? 0 : lastAccount == account && !hasRecorded ? repeats + 1 : 1
      lastAccount = account
    }
    hasRecorded = false
    guard !scene.isBlind else { return }
    let confirmations = scene.configuration.driftConfirmations
    let drifts = scene.model.discrepancies.filter(\.isOfAccount)
    if drifts.isEmpty || confirmations == 1 || repeats >= confirmations {
      if !hasLogged { scene.breach("no drift waits, and the engine is not ready", cause: "missing") }
      return
    }
    // A balance may follow the position just taken over; on a later pass the drift may have been seen often enough.
    guard hasLogged, passes == 1, isAccountLooked, !hasTakenOver, !hadGap,
      let drift = drifts.first(where: { found.contains($0.id) })
    else { return }
    scene.breach(
      "engine.ready was logged when D\(drift.id) had been seen once, and \(confirmations) times are due", cause: "drift"
    )
  }
}

extension Discrepancy {
  /// Whether it is about a figure of the account.
  var isOfAccount: Bool { order == Event.none && execution == Event.none }
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
