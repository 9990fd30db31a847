import Trading

extension ReconciliationEngine {
  /// Starts a pass, or lets it wait for the one that runs.
  mutating func beginPass(_ trigger: Trigger) {
    // Most clocks tick while a pass runs: of which kind theirs would be nobody has to know.
    guard desks.passes.isIdle || desks.passes.mustWait(trigger) else { return }
    begin(PassPlan(trigger, kind(for: trigger)))
  }

  /// The kind of the passes that a trigger brings; what a report lacks, or a trade has changed, an incremental pass
  /// reads.
  func kind(for trigger: Trigger) -> PassKind {
    guard let clock = PassClock(trigger) else { return .incremental }
    return KindChoice.used(KindChoice.wanted(clock, core.books, core.configuration), core.configuration)
  }

  /// Says once where the kind that is wanted cannot run.
  mutating func noteLackingKinds() {
    for clock in PassClock.allCases {
      noteLack(of: KindChoice.wanted(clock, core.books, core.configuration), for: clock.word)
    }
  }

  /// Says that another kind of pass runs than the one that is wanted, if that cannot.
  mutating func noteLack(of kind: PassKind, for trigger: Word) {
    guard let lack = KindChoice.lack(of: kind, core.configuration) else { return }
    var event = Event(.reconcileFallback)
    event.reason = lack.reason
    event.subject = kind.word
    event.origin = lack.instead.word
    event.source = trigger
    core.log(event)
  }

  /// Starts a pass, or lets it wait for the one that runs.
  mutating func begin(_ plan: PassPlan) {
    let start = desks.executions.start(of: plan.kind, core)
    guard desks.passes.begin(plan, afterOrders: desks.orders.listedUpTo, executions: start, &core) else { return }
    desks.executions.noteAsked(after: start)
    desks.orders.notePassStart()
    desks.discrepancies.notePassStart(at: core.now)
    desks.corrections.notePassStart()
  }

  /// The query that probes the connection was answered: the pass asks for the rest.
  mutating func askRest() {
    guard let kind = desks.passes.runningKind else { return }
    let start = desks.executions.start(of: kind, core)
    if desks.passes.askRest(afterOrders: desks.orders.listedUpTo, executions: start, &core) {
      desks.executions.noteAsked(after: start)
    }
  }

  /// Whether a clock brings passes that compare the account.
  private var clocksCompareAccount: Bool {
    let configuration = core.configuration
    let clocks: [(trigger: Trigger, interval: TimeSpan?)] = [
      (.poll, configuration.orderInterval), (.full, configuration.fullInterval),
    ]
    return clocks.contains { clock in
      clock.interval != nil
        && PassPlan(clock.trigger, kind(for: clock.trigger)).comparesAccount(in: configuration.mode)
    }
  }

  /// Whether something waits for an account that no clock asks for: to be carried out, as a person has decided, or to be
  /// shown again by the broker, as it was taken over.
  var awaitsAccount: Bool {
    core.configuration.isEnabled && core.configuration.mode == .live && core.books.awaitsAccount
      && !clocksCompareAccount
  }

  /// A person has decided what the books are to be: where no clock brings the answer that is to show the same still,
  /// it is asked for now.
  mutating func askAfterDecision(about id: UInt32) {
    guard let ticket = core.books.ticket(id), ticket.decision?.changesBooks ?? false else { return }
    let hasClock = core.configuration.orderInterval != nil || core.configuration.fullInterval != nil
    guard ticket.isAboutAccount ? awaitsAccount : !hasClock else { return }
    begin(PassPlan(.operator, .incremental))
  }

  /// Compares the answers of a pass with the books and goes on from there.
  mutating func finish(_ answers: ReconciliationPass) {
    var answers = answers
    answers.comparedPositions = answers.plan.isLook ? look(at: answers) : compare(answers)
    let openCount = core.books.discrepancies.count { $0.isRechecked }
    desks.passes.finish(
      answers, found: desks.discrepancies.found, resolved: desks.discrepancies.resolved,
      corrections: desks.corrections.taken,
      openCount: openCount, &core)
    tellOfNoSight(answers)
    let isConfirming = desks.discrepancies.isConfirming(core.configuration)
    let isUnconfirmed = isConfirming || desks.discrepancies.isConfirmingEnd(core)
    let holdsUp = desks.discrepancies.holdsUpStart(core)
    let confirming = holdsUp && core.condition == .starting ? PassPlan(.startup, kind(for: .startup)) : nil
    desks.scheduler.passEnded(
      answers, openCount: openCount, leavesGap: desks.orders.asksForGaps(core.configuration),
      isCutShort: desks.passes.isCutShort,
      isUnconfirmed: isUnconfirmed && !clocksCompareAccount, confirming: confirming,
      awaited: awaitsAccount ? desks.corrections.taken : nil, &core)
    desks.strangers.forgetWhatIsGone(core)
    reviewOpening(after: answers)
    // What an account lacks is no order and no execution: one that is never whole holds up nothing.
    if !answers.hasFailed, !answers.plan.isLook, !desks.passes.isCutShort, core.condition == .starting {
      // Orders may be sent once all there is was seen, and every drift is settled or handed to a person: what an operator
      // or a reconnect has asked for meanwhile may have looked at less.
      let hasSeenAll = answers.plan.kind.contents.seesAll(in: core.configuration.mode)
      if !holdsUp, !core.refusesToStart {
        if hasSeenAll { becomeReady() } else { desks.passes.runNext(PassPlan(.startup, kind(for: .startup))) }
      }
    }
    if !answers.plan.isLook {
      updateCondition(reason: answers.hasFailed ? .failed : nil)
      if !answers.hasFailed { desks.orders.cleanUp(&core) }
      desks.orders.advanceAfterPass(hasFailed: answers.hasFailed, &core)
      desks.orders.tellOfWaits(&core)
      desks.strangers.tellOfWaits(&core)
    }
    archiveEnded(after: answers)
    if let next = desks.passes.takeNext() { begin(next) }
  }

  /// Compares the answers of a pass with the books, executions first.
  ///
  /// Whatever came is used, even if another query of the pass failed: an execution is evidence by itself. Only
  /// absence needs everything to be there.
  ///
  /// - Returns: How many positions were compared.
  private mutating func compare(_ answers: ReconciliationPass) -> Int {
    var positions = 0
    let listed = answers.orders
    if let snapshot = listed {
      for missed in OrderDetector.missedExecutions(in: snapshot, core.books) { desks.discrepancies.note(missed, &core) }
      for report in snapshot.answer { observeTerms(report, source: .poll) }
    }
    if let snapshot = answers.executions { take(snapshot, listed: listed) }
    desks.discrepancies.startComparing(isConclusive: !answers.hasFailed)
    if let snapshot = listed {
      for report in snapshot.answer { observe(report, source: .poll) }
      noteMissing(from: snapshot, isOfAll: answers.plan.kind.contents.orders == .all)
    }
    if !answers.hasFailed {
      reviewGaps(answers)
      if let account = answers.account {
        positions = compare(account)
      } else {
        desks.discrepancies.keepAccountDiscrepancies(core)
      }
    }
    desks.discrepancies.finishComparing(isConclusive: !answers.hasFailed, listed: listed, &core)
    return positions
  }

  private mutating func take(_ snapshot: Snapshot<Execution>, listed: Snapshot<OrderReport>?) {
    desks.executions.startAnswer()
    for execution in snapshot.answer { receive(execution, source: .poll, listed: listed) }
    if let reason = SnapshotRule.doubt(snapshot) {
      desks.passes.noteIncomplete(.executions, reason: reason, &core)
    } else {
      desks.executions.noteKnown(upTo: snapshot.asOf, core)
    }
  }

  /// Counts the orders that a complete answer lacks; an answer about what has changed lacks nothing.
  private mutating func noteMissing(from snapshot: Snapshot<OrderReport>, isOfAll: Bool) {
    if let reason = SnapshotRule.doubt(snapshot) {
      desks.passes.noteIncomplete(.orders, reason: reason, &core)
      return desks.discrepancies.keepDiscrepancies(ofOrdersNotIn: snapshot, core)
    }
    desks.orders.noteListed(upTo: snapshot.asOf)
    guard isOfAll else {
      desks.discrepancies.keepDiscrepancies(ofOrdersNotIn: snapshot, core)
      return
    }
    for slot in desks.orders.missingSlots(from: snapshot, core) {
      desks.discrepancies.note(OrderDetector.missing(core.books.orders[slot]), &core)
      desks.orders.noteMissing(slot, &core)
    }
  }
}
