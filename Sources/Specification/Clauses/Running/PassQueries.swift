import Reconciliation
import Trading

/// `pass-queries`: what a pass asks.
struct PassQueries: Clause {
  static let page = ClausePage(
    "pass-queries", .passes, .action,
    "a pass asks, when it starts, for what its kind says: all orders, those that have changed since the last whole answer "
      + "unless a discrepancy about one is open, or none; the executions of all times, of the last `lookback`, or after the "
      + "last answer of which everything could be believed, unless an order is known to lack some; in live mode positions "
      + "and cash; with `probe-first`, after the return of the stream or a pass without any answer, unless an operator wants it "
      + "or it only looks, for one of these first, the last, or after N passes without an answer the Nth before it, around, and "
      + "for the rest when that was answered; nothing else asks for these",
    source: "order reconciliation document, section 2; strategies document, section 3.b; design, section 3, rule 2",
    settings: [.lookback, .probeFirst])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.passAnswer]
  static let endings: ClauseInputs = [.passAnswer]
  static let effects: ClauseEffects = [.ask]
  static let lines: [EventKind] = [.reconcileStarted]

  /// How many queries of the pass are due in this turn, and how many were sent.
  private var due = 0, sent = 0
  /// Whether a pass has started in this turn.
  private var hasStarted = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard scene.hearsay.isPassProbed, let pass = scene.hearsay.pass else { return }
    due = pass.wanted - 1
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event): if event.kind == .reconcileStarted { (due, sent, hasStarted) = (0, 0, true) }
    case .send(let request):
      // A page after the first is no question of its own.
      guard request.content.order == nil, request.cursor == nil else { return }
      scene.tried()
      noteStart(scene)
      guard sent < due, let pass = scene.hearsay.pass else {
        return scene.breach(
          "\(request.content.kind.text) was asked for, and no pass starts or goes on", cause: request.content.kind.text)
      }
      look(request.content, pass, &scene)
      sent += 1
    default: return
    }
  }

  /// The log says of a pass that it starts before the hearsay knows of it.
  private mutating func noteStart(_ scene: Scene) {
    guard hasStarted, let pass = scene.hearsay.pass else { return }
    due = pass.probe == nil ? pass.wanted : 1
    hasStarted = false
  }

  private func look(_ content: Request.Content, _ pass: HeardPass, _ scene: inout Scene) {
    let allowed: [Request.Content]
    switch pass.next + (pass.kind.asksOrders ? 0 : 1) {
    case 0: allowed = orders(of: pass, scene)
    case 1: allowed = executions(of: pass, scene)
    default: allowed = [.account]
    }
    guard !allowed.contains(content), let wanted = allowed.last else { return }
    scene.breach(
      "a pass for \(pass.reason.text) asked for \(PassQueries.text(content)), and "
        + "\(PassQueries.text(wanted)) is due", cause: wanted.kind.text)
  }

  private func orders(of pass: HeardPass, _ scene: Scene) -> [Request.Content] {
    guard pass.kind.asksChangesOnly else { return [.orders] }
    let known = Request.Content.changedOrders(after: scene.reckoning.ordersKnownUpTo)
    // While the store fails nobody knows here whether a discrepancy is open.
    if scene.isBlind { return [.changedOrders(after: .zero), known] }
    let differs = scene.model.discrepancies.contains { $0.order != Event.none && $0.isLookedForByEachPass }
    return differs ? [.changedOrders(after: .zero)] : [known]
  }

  private func executions(of pass: HeardPass, _ scene: Scene) -> [Request.Content] {
    if pass.kind.readsAll { return [.executions(after: .zero)] }
    let possible = pass.kind == .scheduled ? scene.reckoning.windowStart : scene.reckoning.readUpTo
    // While the store fails nobody knows here whether an order lacks executions.
    // Nor whether something stands for executions that were never told.
    if !scene.isBlind, scene.model.lacksExecutions || scene.model.restsOnInferred { return [.executions(after: .zero)] }
    let recent = possible.map { Request.Content.executions(after: $0) }
    return scene.isBlind ? [.executions(after: .zero)] + recent : recent
  }

  private static func text(_ content: Request.Content) -> String {
    switch content {
    case .executions(let sequence): "executions after \(sequence.value)"
    case .changedOrders(let sequence): "orders changed after \(sequence.value)"
    default: content.kind.text
    }
  }

  mutating func end(_ scene: inout Scene) {
    noteStart(scene)
    if sent < due { scene.breach("a pass sent \(sent) of \(due) queries that are due", cause: "left out") }
    due = 0
    sent = 0
  }
}
