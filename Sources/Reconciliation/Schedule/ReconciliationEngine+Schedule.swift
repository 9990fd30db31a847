import Trading

extension ReconciliationEngine {
  /// The order timer fired.
  mutating func pollOrders() {
    guard let interval = configuration.orderInterval else { return }
    effects.append(.setTimer(.orderPoll, at: now + interval))
    beginPass(condition == .starting ? .startup : .poll)
  }

  /// The timer of the full pass fired.
  mutating func runFullPass() {
    guard let interval = configuration.fullInterval else { return }
    effects.append(.setTimer(.fullPass, at: now + interval))
    beginPass(condition == .starting ? .startup : .full)
  }

  /// A pass that failed is due again.
  mutating func retryPass() {
    guard let reason = retriedPass else { return }
    retriedPass = nil
    beginPass(reason)
  }

  /// Asks the broker for everything a pass compares; one pass at a time.
  ///
  /// A poll that comes while a pass runs is left out, any other cause runs after it: the answers on their way
  /// may be older than the cause.
  mutating func beginPass(_ reason: Word) {
    guard configuration.isEnabled else { return }
    guard pass == nil else {
      if reason != .poll, reason != .startup { queuedPass = reason }
      return
    }
    passCount += 1
    let comparesAccount = configuration.mode == .live
    pass = ReconciliationPass(reason: reason, awaited: comparesAccount ? 3 : 2)
    var event = Event(.reconcileStarted)
    event.reason = reason
    effects.append(.log(event))
    _ = send(.orders)
    let readsAll = (reason != .poll && reason != .mismatch) || lacksExecutions
    _ = send(.executions(after: readsAll ? .zero : executionCursor))
    if comparesAccount { _ = send(.account) }
  }

  /// Whether an order is known to have executed more than an answer that claimed to be complete has told.
  private var lacksExecutions: Bool {
    books.discrepancies.contains { $0.kind == .quantityMismatch && $0.order != Event.none }
  }

  mutating func noteOrders(_ snapshot: Snapshot<OrderReport>) {
    pass?.orders = snapshot
    noteAnswer()
  }

  mutating func noteExecutions(_ snapshot: Snapshot<Execution>) {
    pass?.executions = snapshot
    noteAnswer()
  }

  mutating func noteAccount(_ report: AccountReport) {
    pass?.account = report
    noteAnswer()
  }

  /// A query failed: the pass concludes nothing from what is missing (design, section 3, rule 2).
  mutating func notePassFailure(_ kind: Word, reason: Word) {
    guard pass != nil else { return }
    var event = Event(.requestFailed)
    event.subject = kind
    event.reason = reason
    effects.append(.log(event))
    pass?.hasFailed = true
    noteAnswer()
  }

  private mutating func noteAnswer() {
    guard var current = pass else { return }
    current.awaited -= 1
    pass = current
    if current.awaited == 0 { finish(current) }
  }

  private mutating func finish(_ answers: ReconciliationPass) {
    compare(answers)
    let openCount = books.discrepancies.count { ReconciliationEngine.recheckedKinds.contains($0.kind) }
    let found = pass?.found ?? 0
    pass = nil
    var event = Event(.reconcileFinished)
    event.reason = answers.reason
    event.state = answers.hasFailed ? .failed : openCount > 0 ? .differs : found > 0 ? .fixed : .clean
    event.number = Int64(answers.orders?.answer.count ?? 0)
    event.count = Int64(found)
    effects.append(.log(event))
    lastPassFailed = answers.hasFailed
    if answers.hasFailed {
      noteFailedPass(answers.reason)
    } else {
      if openCount == 0 { failedPasses = 0 } else { noteOpenDifferences() }
      if condition == .starting { finishStartup() }
    }
    updateCondition(reason: answers.hasFailed ? .failed : nil)
    for slot in books.orders.indices where !books.orders[slot].status.isTerminal {
      // The broker evidently answers again: what waited for that is asked for now.
      if !answers.hasFailed, tracking[slot].waits, tracking[slot].lookups > 0 { stopWaiting(slot) }
      advance(slot)
    }
    if let next = queuedPass {
      queuedPass = nil
      beginPass(next)
    }
  }

  /// Orders may be sent once every drift seen at startup is settled or handed to a person.
  private mutating func finishStartup() {
    let isConfirming = (positionDrift + priceDrift + cashDrift).contains { drift in
      drift.confirmations > 0 && drift.confirmations < configuration.driftConfirmations
    }
    if isConfirming { queuedPass = .startup } else { becomeReady() }
  }

  /// Looks again at what a pass left open, a bounded number of times, where no poll will.
  private mutating func noteOpenDifferences() {
    failedPasses += 1
    guard configuration.orderInterval == nil, failedPasses <= configuration.maximumRetries else { return }
    retriedPass = .mismatch
    effects.append(.setTimer(.passRetry, at: now + backoff(attempt: failedPasses, salt: Event.none)))
  }

  private mutating func noteFailedPass(_ reason: Word) {
    failedPasses += 1
    // The clock repeats polls and full passes; anything else has to be repeated here.
    guard reason != .poll, reason != .full else { return }
    retriedPass = reason
    effects.append(.setTimer(.passRetry, at: now + backoff(attempt: failedPasses, salt: Event.none)))
  }
}
