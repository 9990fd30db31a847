import Trading

/// The pass that runs, and those that run next.
struct PassDesk: Sendable {
  private var running: ReconciliationPass?
  /// How many of its answers are missing.
  private var awaited = 0
  private var probe = Probe()
  /// Whether part of an answer of the pass that runs, or ran last, could not be compared.
  private(set) var isIncomplete = false
  /// Whether that is of the answers about orders or executions: the pass has not seen all that the broker has.
  private(set) var isCutShort = false
  private var queue = PassQueue()
  /// Whether the last pass that may correct lacked an answer.
  private(set) var hasLastFailed = false
  /// What passes that may correct have asked in vain, and none has been answered since.
  private var unanswered: Set<Word> = []
  /// What passes came to.
  private(set) var history = PassHistory()

  /// Whether passes that may correct lack an answer: one that asks less does not bring what it does not ask.
  var lacksAnswer: Bool { !unanswered.isEmpty }

  /// Whether a pass that comes while one runs has to run after it: one that only looks does not do the work of a start.
  func mustWait(_ trigger: Trigger) -> Bool {
    trigger.mustNotBeLeftOut || trigger == .startup && running?.plan.isLook ?? false
  }

  /// The kind of the pass that runs.
  var runningKind: PassKind? { running?.plan.kind }

  /// Whether no pass runs.
  var isIdle: Bool { running == nil }

  /// Asks the broker for everything a pass compares, or for one thing first; one pass at a time, others wait.
  ///
  /// - Parameters:
  ///   - plan: what the pass is to do.
  ///   - orders: as of which change at the broker all orders are known.
  ///   - start: up to which change at the broker no execution has to be read.
  /// - Returns: Whether the pass has started.
  mutating func begin(
    _ plan: PassPlan, afterOrders orders: BrokerSequence, executions start: BrokerSequence, _ core: inout Core
  ) -> Bool {
    guard core.configuration.isEnabled || plan.kind == .emergency else { return false }
    guard isIdle else {
      if mustWait(plan.trigger) { queue.add(plan) }
      return false
    }
    running = ReconciliationPass(plan, until: core.now + core.configuration.passTimeout)
    isIncomplete = false
    isCutShort = false
    history.begin(trigger: plan.trigger.word, kind: plan.kind, isLook: plan.isLook, at: core.now)
    var event = Event(.reconcileStarted)
    event.describe(plan)
    core.log(event)
    send(
      probe.begin(queries(of: plan, afterOrders: orders, executions: start, core), of: plan, core.configuration), &core)
    return true
  }

  private func queries(
    of plan: PassPlan, afterOrders orders: BrokerSequence, executions start: BrokerSequence, _ core: Core
  ) -> [Request.Content] {
    // What a discrepancy is about may not have changed since, and is looked at until that is gone.
    let orderStart = core.books.differsAboutOrder ? .zero : orders
    return plan.queries(afterOrders: orderStart, executions: start, in: core.configuration.mode)
  }

  private mutating func send(_ queries: [Request.Content], _ core: inout Core) {
    awaited = queries.count
    running?.queries += queries
    for query in queries { _ = core.send(query, until: running?.ends) }
  }

  /// Whether the query that probes the connection was answered, so that the rest is to be asked for.
  var isProbed: Bool { running != nil && awaited == 0 }

  /// Asks for the rest.
  ///
  /// - Parameter start: up to which change at the broker no execution has to be read.
  /// - Returns: Whether executions are among it.
  mutating func askRest(
    afterOrders orders: BrokerSequence, executions start: BrokerSequence, _ core: inout Core
  ) -> Bool {
    guard let plan = running?.plan else { return false }
    let rest = probe.takeRest(of: queries(of: plan, afterOrders: orders, executions: start, core))
    send(rest, &core)
    return rest.contains { $0.kind == .executions }
  }

  /// Lets a pass run after the one that runs.
  mutating func runNext(_ plan: PassPlan) {
    queue.add(plan)
  }

  /// Takes in an answer; where that is a page of a list and not the last one, the next is asked for.
  ///
  /// - Returns: The pass with all its answers, if this was the last one.
  mutating func note(_ response: Response, to request: PendingRequest, _ core: inout Core) -> ReconciliationPass? {
    switch response {
    case .orders(let page): running?.orders.take(page)
    case .executions(let page): running?.executions.take(page)
    case .account(let report): running?.account = report
    case .order, .done, .refused: return nil
    }
    guard let cursor = response.more else { return noteAnswer() }
    askOn(request, from: cursor, &core)
    return nil
  }

  private mutating func askOn(_ request: PendingRequest, from cursor: PageCursor, _ core: inout Core) {
    guard let query = running?.queries.first(where: { $0.kind == request.kind }) else { return }
    let pages = request.attempt + 1
    var event = Event(.snapshotContinued)
    event.subject = request.kind
    event.number = Int64(pages + 1)
    core.log(event)
    _ = core.send(query, attempt: pages, from: cursor, until: running?.ends)
  }

  /// A query failed: the pass concludes nothing from what is missing (design, section 3, rule 2).
  mutating func noteFailure(of kind: Word, reason: Word, _ core: inout Core) -> ReconciliationPass? {
    guard running != nil else { return nil }
    var event = Event(.requestFailed)
    event.subject = kind
    event.reason = reason
    core.log(event)
    history.fail(kind, reason)
    running?.hasFailed = true
    running?.failed.insert(kind)
    probe.noteFailure()
    return noteAnswer()
  }

  /// Part of an answer could not be compared: nothing is concluded from what it lacks, and the pass is not clean.
  mutating func noteIncomplete(_ request: Word, reason: Word, _ core: inout Core) {
    isIncomplete = true
    if request != .account { isCutShort = true }
    history.warn(request, reason)
    var event = Event(.snapshotIncomplete)
    event.subject = request
    event.reason = reason
    core.log(event)
  }

  private mutating func noteAnswer() -> ReconciliationPass? {
    awaited -= 1
    guard awaited == 0, !probe.holdsBack else { return nil }
    // Over all pages: an order that has moved between two of them is on both.
    let orders = running?.orders?.toldOnce
    running?.orders = orders
    return running
  }

  /// Ends the pass and logs what came of it.
  mutating func finish(
    _ answers: ReconciliationPass, found: Int, resolved: Int, corrections: Int, openCount: Int, _ core: inout Core
  ) {
    running = nil
    history.end(at: core.now, isOpen: openCount > 0, needsPerson: !core.books.tickets.isEmpty) { report in
      report.orders = answers.orders?.answer.count ?? 0
      report.executions = answers.executions?.answer.count ?? 0
      report.positions = answers.comparedPositions
      report.found = found
      report.resolved = resolved
      report.corrections = corrections
    }
    var event = Event(.reconcileFinished)
    event.describe(answers.plan)
    event.state =
      answers.hasFailed
      ? .failed : openCount > 0 ? .differs : isIncomplete ? .incomplete : found > 0 ? .fixed : .clean
    event.number = Int64(answers.orders?.answer.count ?? 0)
    event.count = Int64(found)
    core.log(event)
    if core.configuration.keepsReports, let report = history.last { core.commit(.control(.passReport(report))) }
    // A pass that changes nothing does not speak for those that do: neither its failure nor its success.
    guard !answers.plan.isLook else { return }
    hasLastFailed = answers.hasFailed
    probe.noteEnd(isAnswered: answers.isAnswered)
    guard !unanswered.isEmpty || !answers.failed.isEmpty else { return }
    unanswered = unanswered.filter { !answers.hasAnswered($0) }.union(answers.failed)
  }

  /// The passes that wait, in the order in which they run.
  var waiting: [PassReport] {
    queue.plans.enumerated().map { offset, plan in
      var report = PassReport(
        number: history.count + 1 + UInt32(offset), trigger: plan.trigger.word, kind: plan.kind, isLook: plan.isLook)
      report.status = .pending
      return report
    }
  }

  /// Takes what waits.
  mutating func takeNext() -> PassPlan? {
    queue.take()
  }
}

extension Event {
  /// Says why a pass runs, of which kind it is, and whether it leaves everything to a person.
  fileprivate mutating func describe(_ plan: PassPlan) {
    reason = plan.trigger.word
    subject = plan.kind.word
    source = plan.isLook ? .review : nil
  }
}

extension Books {
  /// Whether a discrepancy about an order is open that passes look for.
  fileprivate var differsAboutOrder: Bool { discrepancies.contains { $0.order != Event.none && $0.isRechecked } }
}
