import Trading

extension ReconciliationEngine {
  /// Compares the answers of a pass that changes nothing: what differs is a discrepancy of which a person is told at the
  /// first sight, and all else stays as it is, down to what was counted as seen.
  ///
  /// - Returns: How many positions were compared.
  mutating func look(at answers: ReconciliationPass) -> Int {
    desks.discrepancies.startLook()
    var known = desks.executions.cursor
    if let snapshot = answers.executions {
      if let reason = SnapshotRule.doubt(snapshot) {
        desks.passes.noteIncomplete(.executions, reason: reason, &core)
      } else if snapshot.answer.allSatisfy({ core.books.hasCounted($0) }) {
        known = max(known, snapshot.asOf)
      }
    }
    if let snapshot = answers.orders { look(at: snapshot, answers.plan) }
    guard !answers.hasFailed, let account = answers.account else { return 0 }
    return look(at: account, known: known, answers.plan)
  }

  /// Whoever has asked for a look waits for an alert or for none: that it has not seen everything has to be said.
  mutating func tellOfNoSight(_ answers: ReconciliationPass) {
    guard answers.plan.isLook, answers.plan.trigger == .operator, answers.hasFailed || desks.passes.isIncomplete else {
      return
    }
    core.notify(answers.plan.kind.word, reason: answers.hasFailed ? .failed : .incomplete)
  }

  private mutating func look(at snapshot: Snapshot<OrderReport>, _ plan: PassPlan) {
    for report in snapshot.answer where plan.covers(report.instrument) { look(at: report) }
    if let reason = SnapshotRule.doubt(snapshot) {
      return desks.passes.noteIncomplete(.orders, reason: reason, &core)
    }
    // An answer about what has changed lacks nothing.
    guard plan.kind.contents.orders == .all else { return }
    let told = Set(snapshot.answer.map(\.order))
    for slot in desks.orders.missingSlots(from: snapshot, core) {
      let order = core.books.orders[slot]
      guard plan.covers(order.terms.instrument), !told.contains(order.id) else { continue }
      desks.discrepancies.sight(OrderDetector.missing(order), &core)
    }
  }

  private mutating func look(at report: OrderReport) {
    guard let slot = core.books.slot(of: report.order), !OrderDetector.isOther(report, than: core.books.orders[slot])
    else {
      guard !core.books.isOver(report) else { return }
      desks.strangers.hear(report, core)
      let reason: Word? = core.books.slot(of: report.order) == nil ? nil : .duplicateKey
      guard OrderDetector.isOfConcern(report), reason != nil || core.configuration.compares(report.instrument) else {
        return
      }
      return tellOfForeign(report, reason: reason)
    }
    let order = core.books.orders[slot]
    guard StatusRule.isBelievable(report, order) else {
      return desks.discrepancies.report(OrderDetector.invalid(report), reason: .invalid, &core)
    }
    guard report.sequence >= order.sequence else { return }
    if report.terms != order.amendment, let terms = OrderDetector.terms(report, order) {
      desks.discrepancies.sight(terms, &core)
    }
    if let gap = OrderDetector.gap(report, order, source: .poll) {
      // What was executed is why the status differs.
      desks.discrepancies.sight(gap, &core)
    } else if desks.orders.isAtRest(slot, core), let surprise = OrderDetector.surprise(report, order, isTooEarly: false)
    {
      desks.discrepancies.sight(surprise, &core)
    }
  }

  /// - Parameter known: up to which change at the broker every execution is in the books.
  /// - Returns: How many positions were compared.
  private mutating func look(at account: AccountReport, known: BrokerSequence, _ plan: PassPlan) -> Int {
    if let reason = SnapshotRule.doubt(isComplete: account.isComplete, asOf: account.asOf) {
      desks.passes.noteIncomplete(.account, reason: reason, &core)
      return 0
    }
    guard account.asOf <= known, !desks.discrepancies.isOutdated(account, core.books),
      let here = core.books.figures(asOf: account.asOf)
    else {
      desks.passes.noteIncomplete(.account, reason: .stale, &core)
      return 0
    }
    let positions =
      plan.kind.contents.comparesPositions
      ? account.positions.indices.count { index in
        let instrument = InstrumentID(index: UInt32(index))
        return plan.covers(instrument) && core.configuration.compares(instrument)
      } : 0
    if plan.kind.contents.comparesPositions {
      let findings = PositionDetector.findings(in: account, here, core.configuration)
      core.seen.note(account, findings, at: core.now)
      for finding in findings
      where plan.covers(InstrumentID(index: finding.key.instrument)) {
        desks.discrepancies.sight(finding, &core)
      }
    }
    if plan.kind.contents.comparesCash {
      for finding in CashDetector.findings(in: account, here, core.configuration)
      where plan.covers(CurrencyID(index: finding.key.currency), core.configuration) {
        desks.discrepancies.sight(finding, &core)
      }
    }
    desks.discrepancies.endLook(at: plan, &core)
    return positions
  }
}
