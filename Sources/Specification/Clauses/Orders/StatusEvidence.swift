import Reconciliation
import Trading

/// `status-evidence`: a status changes on the word of somebody who was heard in this turn, and the record says whose.
struct StatusEvidence: Clause {
  static let page = ClausePage(
    "status-evidence", .statuses, .justification,
    "a change of an order's status is one that the order can make, from where it stands, and names the evidence of this "
      + "turn for it: channel, reason, the broker's number, note and count of changes; what is reported as cancelled or "
      + "expired was accepted first",
    source:
      "design, section 3, rules 1, 3 and 4; order reconciliation document, section 3; reference, edge cases 13 and 47")
  static let hooks: ClauseHooks = [.willRecord, .didRecord, .end]
  static let endings: ClauseInputs = [.start]
  static let records: ClauseRecords = [.order]

  /// New terms of this turn, which can complete an order or leave something of it to be executed.
  private var amended: (order: ClientOrderID, sequence: BrokerSequence, source: Word)?

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(.status(let change)) = entry.record, !scene.isBlind else { return }
    scene.tried()
    guard let slot = scene.model.slot(of: change.order) else {
      return scene.breach("the status of an order changed that was never accepted", cause: "unknown")
    }
    let order = scene.model.orders[slot]
    if change.from != order.status {
      scene.breach(
        { scene in "a change of order \(scene.name(order.id)) says from=\(change.from), and it is \(order.status)" },
        cause: "from")
    }
    if !order.status.successors.contains(change.to) {
      scene.breach(
        { scene in "order \(scene.name(order.id)) became \(change.to) out of \(order.status)" },
        cause: "\(order.status) to \(change.to)")
    }
    if !isOwnWord(change, slot, order, scene), !isReported(change, order, scene) {
      scene.breach(
        { scene in
          "order \(scene.name(order.id)) became \(change.to) with source=\(change.source.text) "
            + "reason=\(change.reason?.text ?? "nothing"), and nothing in this turn says so"
        },
        cause: "\(change.to) \(change.source.text)")
    }
  }

  /// Whether the engine may say so by itself: nothing of the broker's is named.
  private func isOwnWord(_ change: StatusChange, _ slot: Int, _ order: ModelOrder, _ scene: Scene) -> Bool {
    guard change.brokerOrder == nil, change.sequence == .zero else { return false }
    let telling = scene.dialogue.telling
    let isAnswer = telling.slot == slot
    if change.note != Event.none {
      guard case .refused(let refusal) = telling.outcome, change.note == refusal.note else { return false }
    }
    switch (change.source, change.to, change.reason) {
    case (.trader, .cancelled, .unsent?):
      let heard = scene.dialogue.orders[slot]
      if order.status == .pending, case .command(.cancel(order.id)) = scene.turn.input { return true }
      return order.status == .submitted && order.hasCancelIntent && (heard.attemptRecord != 0 || heard.isStopped)
    case (.replay, .unknown, .restart?):
      if case .started = scene.turn.input { return order.status == .submitted } else { return false }
    case (.policy, .unknown, let reason?):
      return isAnswer && telling.kind == .place && telling.outcome == .unknown(reason)
    case (.policy, .cancelled, .absent?):
      return isAnswer && (telling.absence == .cancel || telling.absence == .gone || isVaguelyAbsent(slot, scene))
    case (.policy, .rejected, .absent?):
      return isAnswer && (telling.absence == .giveUp || isVaguelyAbsent(slot, scene))
    case (.policy, .rejected, .late?): return isTooLate(slot, order, scene)
    case (.query, .rejected, .duplicateKey?): return isAnswer && telling.absence == .taken
    case (.response, .unknown, .invalid?) where telling.outcome == .done: return isAnswer && telling.kind == .place
    case (.response, .unknown, let reason?), (.response, .rejected, let reason?):
      return isAnswer && telling.kind == .place && isRefusal(telling, reason, change)
    default: return false
    }
  }

  /// Whether the broker lacks an order of which it is open what was known when it was asked, since the store failed then.
  private func isVaguelyAbsent(_ slot: Int, _ scene: Scene) -> Bool {
    scene.dialogue.orders[slot].isVague && scene.dialogue.telling.outcome == .absent
  }

  /// Whether an order that could be sent now has waited for longer than it may.
  private func isTooLate(_ slot: Int, _ order: ModelOrder, _ scene: Scene) -> Bool {
    let attempt = scene.dialogue.orders[slot].attemptRecord
    return order.status == .submitted && attempt != 0 && attempt <= scene.hearsay.durable
      && order.isOutOfDate(at: scene.now, scene.configuration)
      && OrderDialogue.maySend(slot, scene.hearsay.condition, scene.model, scene.configuration)
  }

  private func isRefusal(_ telling: OrderTelling, _ reason: Word, _ change: StatusChange) -> Bool {
    let isDoubtful = reason == .duplicateKey || reason == .late
    switch telling.outcome {
    case .refused(let refusal):
      // An order that stays in doubt has no reject whose words could be told.
      return refusal.reason == reason && isDoubtful == (change.to == .unknown)
        && change.note == (isDoubtful ? Event.none : refusal.note)
    case .stopped(let why): return why == reason && change.to == .rejected
    case .limited: return reason == .rateLimited && change.to == .rejected
    default: return false
    }
  }

  /// Whether a report of this turn says so.
  private func isReported(_ change: StatusChange, _ order: ModelOrder, _ scene: Scene) -> Bool {
    if let amended, amended.order == order.id {
      let isDue: Bool =
        switch (order.status, change.to) {
        case (.partial, .filled): order.leaves.isZero
        case (.filled, .partial): !order.leaves.isZero
        default: false
        }
      if isDue, change.sequence == amended.sequence, change.source == amended.source, change.brokerOrder == nil,
        change.reason == nil, change.note == Event.none
      {
        return true
      }
    }
    if let report = scene.dialogue.telling.report, scene.dialogue.telling.source == change.source {
      return says(report, change, order, scene)
    }
    guard change.source == .poll else { return false }
    return scene.dialogue.telling.rows.contains { says($0, change, order, scene) }
  }

  private func says(_ report: OrderReport, _ change: StatusChange, _ order: ModelOrder, _ scene: Scene) -> Bool {
    guard report.order == order.id, report.isNews(to: order), change.sequence == report.sequence,
      change.brokerOrder == report.brokerOrder
    else { return false }
    if report.endsTooEarly(order, source: change.source, known: scene.reckoning.cursor, scene.configuration) {
      return change.to == .open && change.reason == nil && change.note == Event.none
    }
    if order.status == .submitted || order.status == .unknown, report.status == .cancelled || report.status == .expired
    {
      // An order that comes to such an end was accepted: the one step goes before the other.
      return change.to == .open && change.reason == nil && change.note == Event.none
    }
    guard change.to == report.calledStatus(of: order), change.note == report.note else { return false }
    let isUnwanted = change.to == .rejected || change.to == .cancelled && !order.hasCancelIntent
    return change.reason == (isUnwanted ? .refusedByBroker : nil)
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(.terms(let order, _, let source, let sequence)) = entry.record else { return }
    amended = (order, sequence, source)
  }

  mutating func end(_ scene: inout Scene) {
    amended = nil
    guard case .started = scene.turn.input else { return }
    // What waited before the start may be sent by this very turn, when it needs no first pass.
    for slot in scene.dialogue.working
    where scene.model.orders[slot].status == .submitted && scene.dialogue.orders[slot].attemptRecord == 0 {
      scene.require(
        false,
        { scene in "order \(scene.name(scene.model.orders[slot].id)) was sent before the start and counts as submitted"
        },
        cause: "restart")
    }
  }
}
