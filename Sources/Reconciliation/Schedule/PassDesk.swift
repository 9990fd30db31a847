import Trading

/// The pass that runs, and the one that runs next.
struct PassDesk: Sendable {
  private var running: ReconciliationPass?
  var queued: Word?
  /// Whether the last pass lacked an answer.
  private(set) var hasLastFailed = false

  /// Asks the broker for everything a pass compares; one pass at a time.
  ///
  /// A poll that comes while a pass runs is left out, any other cause runs after it: the answers on their way
  /// may be older than the cause.
  ///
  /// - Parameters:
  ///   - reason: why the pass runs.
  ///   - cursor: up to which change at the broker all executions are known.
  /// - Returns: Whether the pass has started.
  mutating func begin(_ reason: Word, after cursor: BrokerSequence, _ core: inout Core) -> Bool {
    guard core.configuration.isEnabled else { return false }
    guard running == nil else {
      if reason != .poll, reason != .startup { queued = reason }
      return false
    }
    let comparesAccount = core.configuration.mode == .live
    running = ReconciliationPass(reason: reason, awaited: comparesAccount ? 3 : 2)
    var event = Event(.reconcileStarted)
    event.reason = reason
    core.log(event)
    _ = core.send(.orders)
    let readsAll = (reason != .poll && reason != .mismatch) || core.books.lacksExecutions(of: nil)
    _ = core.send(.executions(after: readsAll ? .zero : cursor))
    if comparesAccount { _ = core.send(.account) }
    return true
  }

  /// Takes in an answer.
  ///
  /// - Returns: The pass with all its answers, if this was the last one.
  mutating func note(_ response: Response) -> ReconciliationPass? {
    switch response {
    case .orders(let snapshot): running?.orders = snapshot
    case .executions(let snapshot): running?.executions = snapshot
    case .account(let report): running?.account = report
    case .order, .done, .refused: return nil
    }
    return noteAnswer()
  }

  /// A query failed: the pass concludes nothing from what is missing (design, section 3, rule 2).
  mutating func noteFailure(of kind: Word, reason: Word, _ core: inout Core) -> ReconciliationPass? {
    guard running != nil else { return nil }
    var event = Event(.requestFailed)
    event.subject = kind
    event.reason = reason
    core.log(event)
    running?.hasFailed = true
    return noteAnswer()
  }

  private mutating func noteAnswer() -> ReconciliationPass? {
    running?.awaited -= 1
    return running?.awaited == 0 ? running : nil
  }

  /// Ends the pass and logs what came of it.
  mutating func finish(_ answers: ReconciliationPass, found: Int, openCount: Int, _ core: inout Core) {
    running = nil
    var event = Event(.reconcileFinished)
    event.reason = answers.reason
    event.state = answers.hasFailed ? .failed : openCount > 0 ? .differs : found > 0 ? .fixed : .clean
    event.number = Int64(answers.orders?.answer.count ?? 0)
    event.count = Int64(found)
    core.log(event)
    hasLastFailed = answers.hasFailed
  }

  /// Takes the pass that waits.
  mutating func takeQueued() -> Word? {
    defer { queued = nil }
    return queued
  }
}
