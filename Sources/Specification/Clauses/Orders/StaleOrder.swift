import Reconciliation
import Trading

/// `stale-order`: what is done about an order of which nothing is heard for too long, and in whose name.
struct StaleOrder: Clause {
  static let page = ClausePage(
    "stale-order", .intents, .justification,
    "when a pass with all its answers ends, each order that works, about which nothing was recorded for `stale-after` since "
      + "the start, and which nobody wants cancelled, is recorded as stale under the policy of `stale-orders`; under "
      + "`cancel` with the wish to cancel it, and under `look-up` unless the broker is being asked; a stop of which nothing has executed only under `look-up`; no other order, and "
      + "none while the engine starts or its store fails",
    source: "position document, phase 5: stale order detection and cleanup; settings stale-orders and stale-after",
    settings: [.staleOrders, .staleAfter])
  static let hooks: ClauseHooks = [.begin, .willRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.passEnd, .orderAnswer]
  static let records: ClauseRecords = [.order, .execution]
  static let lines: [EventKind] = [.reconcileFinished]

  /// When something was recorded last about each order since the start, by number, and when that was.
  private var latest: [UInt32: Instant] = [:]
  private var began = Instant.origin
  /// Whether a pass with all its answers has ended in this turn that does not only look.
  private var isPassOver = false
  /// The order whose cancel has to follow.
  private var isToCancel: ClientOrderID?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .started = scene.turn.input else { return }
    latest = [:]
    began = scene.now
    isPassOver = false
    isToCancel = nil
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .reconcileFinished else { return }
    isPassOver = event.state != .failed && event.source != .review
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .order(let record):
      judge(record, entry, &scene)
      latest[record.order.index] = entry.instant
    case .execution(.counted(let execution, _, _)): latest[execution.order.index] = entry.instant
    case .position, .cash, .discrepancy, .ticket, .control: return
    }
  }

  private mutating func judge(_ record: OrderRecord, _ entry: JournalEntry, _ scene: inout Scene) {
    let name = { (scene: Scene) in scene.name(record.order) }
    switch record {
    case .stale(let id, let policy):
      scene.tried()
      if policy != StaleOrder.word(scene.configuration.staleOrders) {
        scene.breach({ "order \(name($0)) was called stale under \(policy.text), which is not set" }, cause: "policy")
      } else if !isPassOver || scene.isBlind || !isStale(id, at: entry.instant, scene) {
        scene.breach({ "order \(name($0)) was called stale, and is not" }, cause: "not due")
      }
      if policy == .cancel { isToCancel = id }
    case .cancelIntent(let id) where entry.cause != .trader:
      if isToCancel != id {
        scene.breach(
          { "order \(name($0)) is to be cancelled, and neither trader nor policy asks for it" }, cause: "cancel")
      }
      isToCancel = nil
    default: return
    }
  }

  private func isStale(_ id: ClientOrderID, at instant: Instant, _ scene: Scene) -> Bool {
    guard let order = scene.model.order(id) else { return false }
    let isWorking = order.status == .open || order.status == .partial
    let isWaitingStop = order.terms.pricing.stop != nil && order.filled.isZero
    if isWaitingStop, scene.configuration.staleOrders != .lookUp { return false }
    return isWorking && !order.hasCancelIntent
      && instant - (latest[id.index] ?? began) >= scene.configuration.staleAfter
  }

  mutating func end(_ scene: inout Scene) {
    defer {
      isPassOver = false
      isToCancel = nil
    }
    if let isToCancel {
      scene.breach({ scene in "order \(scene.name(isToCancel)) is stale, and is not cancelled" }, cause: "no cancel")
    }
    guard isPassOver, !scene.isBlind, scene.hearsay.condition != .starting,
      StaleOrder.word(scene.configuration.staleOrders) != nil
    else { return }
    for slot in scene.model.orders.indices where isStale(scene.model.orders[slot].id, at: scene.now, scene) {
      let heard = scene.dialogue.orders[slot]
      // A question that is under way, or may be, asks for this too.
      if scene.configuration.staleOrders == .lookUp, heard.isVague || heard.wantsLookUp || heard.lookUp != 0 {
        continue
      }
      let id = scene.model.orders[slot].id
      scene.breach({ scene in "order \(scene.name(id)) is stale, and nothing is done" }, cause: "missing")
    }
  }

  private static func word(_ policy: StaleOrderPolicy) -> Word? {
    switch policy {
    case .off: nil
    case .report: .report
    case .lookUp: .lookUp
    case .cancel: .cancel
    }
  }
}
