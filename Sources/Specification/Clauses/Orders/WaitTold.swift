import Reconciliation
import Trading

/// `wait-told`: when a person is told that an order waits.
struct WaitTold: Clause {
  static let page = ClausePage(
    "wait-told", .alerts, .telling,
    "a person is told once of an order that every pass of `wait-alert` and longer has found to wait, with for what: its "
      + "cancel, its replace, or, with its status, that it works; and of one of somebody else whose cancel a person has "
      + "decided; what comes about in between ends the wait, and a start begins it anew",
    source: "setting wait-alert; design, section 3, rule 9", settings: [.waitAlert])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.start, .passEnd, .orderAnswer]
  static let effects: ClauseEffects = [.notify]
  static let lines: [EventKind] = [.reconcileFinished]

  private var span: TimeSpan?
  /// By order: when a pass has found first that it waits, and whether that was told or is due.
  private var waits: [ClientOrderID: Wait] = [:]
  /// The same of the orders of somebody else that a person wants cancelled, by discrepancy.
  private var decided: [UInt32: Wait] = [:]
  /// Whether the last pass ended while the store failed: what was decided by then shows later.
  private var wasBlind = false
  /// What has to be told: not before one record is durable, and once another one is.
  private var due: [(event: Event, after: UInt64, record: UInt64, isSure: Bool)] = []
  private var told: [Event] = []
  private var hasPassEnded = false

  private struct Wait {
    var since: Instant
    var isTold = false
    /// Whether the store has failed meanwhile: then nobody knows here what the engine has found.
    var isUnsure = false
  }

  init(_ configuration: EngineConfiguration) { span = configuration.waitAlert }

  mutating func change(_ configuration: EngineConfiguration) { self = WaitTold(configuration) }

  mutating func begin(_ scene: inout Scene) {
    guard case .started = scene.turn.input else { return }
    (waits, decided, due, wasBlind) = ([:], [:], [], false)
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .notify(let event) where event.subject == .waiting: told.append(event)
    case .log(let event) where event.kind == .reconcileFinished:
      hasPassEnded = scene.hearsay.pass.map { !$0.isLook } ?? false
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    if hasPassEnded, let span { look(after: span, &scene) }
    hasPassEnded = false
    for event in told { judge(event, &scene) }
    told.removeAll(keepingCapacity: true)
    while let first = due.first, !first.isSure || first.record <= scene.hearsay.durable {
      if first.isSure, !scene.isBlind {
        scene.breach("\(first.event.alertText) has to be told, and is not", cause: "missing")
      }
      due.removeFirst()
    }
    scene.wait(!due.isEmpty)
  }

  private mutating func look(after span: TimeSpan, _ scene: inout Scene) {
    var found: [ClientOrderID: Wait] = [:]
    for slot in scene.dialogue.working {
      let order = scene.model.orders[slot]
      let isVague = scene.isBlind || scene.dialogue.orders[slot].isVague
      guard let wish = WaitTold.wish(of: order) ?? (isVague ? .unknown : nil) else { continue }
      var wait = waits[order.id] ?? Wait(since: scene.now)
      if isVague { wait.isUnsure = true }
      if wait.isUnsure || !wait.isTold && scene.now - wait.since >= span {
        scene.tried()
        var event = Event(.riskAlert)
        (event.subject, event.order, event.reason) = (.waiting, order.id.index, wish)
        if !wait.isUnsure { wait.isTold = true }
        due.append((event, scene.sequenceBefore, scene.model.sequence, !wait.isUnsure))
      }
      found[order.id] = wait
    }
    waits = found
    lookAtStrangers(after: span, &scene)
  }

  private mutating func lookAtStrangers(after span: TimeSpan, _ scene: inout Scene) {
    guard !scene.isBlind else {
      for id in decided.keys { decided[id]?.isUnsure = true }
      wasBlind = true
      return
    }
    var found: [UInt32: Wait] = [:]
    for ticket in scene.model.tickets where ticket.decision == .cancel {
      var wait = decided[ticket.discrepancy] ?? Wait(since: scene.now, isUnsure: wasBlind)
      if wait.isUnsure || !wait.isTold && scene.now - wait.since >= span {
        scene.tried()
        var event = Event(.riskAlert)
        (event.subject, event.order, event.reason) = (.waiting, ticket.order, .cancel)
        event.discrepancy = ticket.discrepancy
        if !wait.isUnsure { wait.isTold = true }
        due.append((event, scene.sequenceBefore, scene.model.sequence, !wait.isUnsure))
      }
      found[ticket.discrepancy] = wait
    }
    (decided, wasBlind) = (found, false)
  }

  /// What is wanted of an order and is not so yet.
  private static func wish(of order: ModelOrder) -> Word? {
    switch order.status {
    case .filled, .cancelled, .rejected, .expired: nil
    case _ where order.hasCancelIntent: .cancel
    case _ where order.replaceIntent != nil: .replace
    case .pending: .pending
    case .submitted: .submitted
    case .unknown: .unknown
    case .open, .partial: nil
    }
  }

  private mutating func judge(_ event: Event, _ scene: inout Scene) {
    if let place = due.firstIndex(where: { $0.event == event && $0.after <= scene.hearsay.durable }) {
      due.remove(at: place)
    } else if waits[ClientOrderID(index: event.order)]?.isUnsure != true, decided[event.discrepancy]?.isUnsure != true,
      !scene.isBlind
    {
      scene.breach("\(event.alertText) was told, and is not due", cause: "not due")
    }
  }
}
