import Trading

extension ReconciliationEngine {
  /// Takes in a message of the stream.
  mutating func receive(_ update: StreamUpdate) {
    desks.streamWatch.noteActivity(&core)
    drainFollowUps()
    switch update {
    case .heartbeat: break
    case .order(let report, _):
      observe(report, source: .stream, isNews: isNews(report))
      if let slot = core.books.slot(of: report.order) { desks.orders.advance(slot, &core) }
    case .execution(let execution, let report):
      // Asked before the execution is booked: what is in the books then is as new as the report.
      let isNews = isNews(report)
      observeTerms(report, source: .stream)
      receive(execution, source: .stream, report: report)
      observe(report, source: .stream, isNews: isNews)
      if let slot = core.books.slot(of: report.order) { desks.orders.advance(slot, &core) }
    }
  }

  /// Whether a message of the stream tells of a later change of its order than the one that is known.
  ///
  /// The stream tells of each change once. A message that comes again, or after a poll has told the same, is no sign
  /// that the order is still there.
  private func isNews(_ report: OrderReport) -> Bool {
    core.books.slot(of: report.order).map { report.sequence > core.books.orders[$0].sequence } ?? true
  }

  /// Takes in what the broker says of one order, from whichever channel: the rule table of the order
  /// reconciliation document (section 3), with older evidence ignored.
  mutating func observe(_ report: OrderReport, source: Word, isNews: Bool = true) {
    guard let slot = core.books.slot(of: report.order) else {
      return observeForeign(report, source: source)
    }
    guard !OrderDetector.isOther(report, than: core.books.orders[slot]) else {
      return observeForeign(report, source: source, reason: .duplicateKey)
    }
    // An order of which something new is said is not missing, whatever it is that is said.
    if isNews { desks.orders.noteSeen(slot) }
    guard StatusRule.isBelievable(report, core.books.orders[slot]) else {
      return desks.discrepancies.report(OrderDetector.invalid(report), reason: .invalid, &core)
    }
    guard report.sequence >= core.books.orders[slot].sequence else { return }
    compareTerms(report, slot, source: source)
    if report.filled < core.books.orders[slot].filled {
      desks.executions.withdraw(upTo: report.filled, core.books.orders[slot], source: source, &core)
    }
    desks.orders.noteKnown(report, slot, core)
    let before = core.books.orders[slot].status
    desks.orders.noteGap(report, slot, source: source, &core)
    drainFollowUps()
    if let gap = OrderDetector.gap(report, core.books.orders[slot], source: source) {
      let id = desks.discrepancies.note(gap, &core)
      if source == .poll {
        let reason = desks.discrepancies.countGap(gap, isProof: desks.executions.cursor >= report.sequence, core)
        conclude(desks.orders.gap(told: report, slot), slot, gap, id, reason: reason)
      }
    }
    // The executions that the order still lacks come first: a pass reads them, and then the end.
    let isTooEarly =
      core.configuration.isEnabled && report.filled > core.books.orders[slot].filled
      && (source != .poll || desks.executions.cursor < report.sequence)
    if isTooEarly, report.status == .rejected, core.books.orders[slot].status.canBecome(.rejected) {
      // The order may wait for its executions; the person who has to know of the rejection may not.
      let rejection = OrderDetector.rejection(report, core.books.orders[slot])
      desks.discrepancies.report(rejection, reason: .rejected, &core)
    }
    let surprise =
      source == .poll && desks.orders.isAtRest(slot, core)
      ? OrderDetector.surprise(report, core.books.orders[slot], isTooEarly: isTooEarly).map {
        desks.discrepancies.note($0, &core)
      } : nil
    // A kill must not come between what the broker says now and that it has said otherwise.
    let contradiction = OrderDetector.contradiction(core.books.orders[slot], filled: report.filled, report.status)
    if contradiction != nil { core.beginTransaction() }
    desks.orders.takeStatus(report, slot, source: source, isTooEarly: isTooEarly, &core)
    if let contradiction, core.books.orders[slot].status.isWorking || core.books.orders[slot].status == .filled {
      desks.discrepancies.report(contradiction, reason: contradiction.localStatus.map { Word($0) }, &core)
    }
    core.endTransaction()
    if let surprise { desks.discrepancies.resolve(surprise, kind: .statusInconsistency, &core) }
    if core.books.orders[slot].status == .rejected, let told = core.books.toldRejection(of: report.order) {
      desks.discrepancies.resolve(told.id, kind: told.kind, &core)
    }
    noteCompletion(slot, from: before)
    if isNews { desks.orders.noteTold(report, slot, &core) }
  }

  /// Takes in what the broker says of an order that nobody here has placed, or not as this one.
  ///
  /// Nothing is kept of such an order. What is no newer than the last whole answer of a pass is not taken for news of it:
  /// that answer had all there was to say (design, section 3, rule 4).
  private mutating func observeForeign(_ report: OrderReport, source: Word, reason: Word? = nil) {
    guard !core.books.isOver(report) else {
      // One of ours that has left the books and came back to life ends like any other that a person wants cancelled.
      guard desks.strangers.isNews(report, source: source), let verdict = desks.strangers.noteTold(report, &core) else {
        return
      }
      return conclude(verdict)
    }
    desks.strangers.hear(report, core)
    if let verdict = desks.strangers.noteTold(report, &core) { conclude(verdict) }
    guard OrderDetector.isOfConcern(report), source == .poll || report.sequence > desks.orders.listedUpTo,
      reason != nil || core.configuration.compares(report.instrument)
    else { return }
    tellOfForeign(report, reason: reason)
  }

  /// Tells a person of an order that nobody here has placed, as far as that is news.
  mutating func tellOfForeign(_ report: OrderReport, reason: Word?) {
    let newest = desks.strangers.isNewest(report) ? report : nil
    desks.discrepancies.report(OrderDetector.unknown(report), reason: reason, newest: newest, &core)
  }

  /// Takes in the terms of a report alone, before executions that came with it are booked: whether an order is done,
  /// or overfilled, depends on the quantity in force when it executed (reference, edge cases 64 and 73).
  mutating func observeTerms(_ report: OrderReport, source: Word) {
    guard let slot = core.books.slot(of: report.order),
      !OrderDetector.isOther(report, than: core.books.orders[slot]),
      StatusRule.isBelievable(report, core.books.orders[slot]),
      report.sequence >= core.books.orders[slot].sequence
    else { return }
    compareTerms(report, slot, source: source)
  }

  private mutating func compareTerms(_ report: OrderReport, _ slot: Int, source: Word) {
    guard report.terms != core.books.orders[slot].amendment else { return }
    if source == .poll, let other = OrderDetector.terms(report, core.books.orders[slot]) {
      desks.discrepancies.note(other, &core)
    }
    let before = core.books.orders[slot].status
    desks.orders.takeTerms(report, slot, source: source, &core)
    noteCompletion(slot, from: before)
  }

  /// A report has told by which quantity an order is complete that might have had more on order: now it can be said
  /// whether too much was executed.
  private mutating func noteCompletion(_ slot: Int, from status: OrderStatus) {
    guard status == .partial, core.books.orders[slot].status == .filled,
      let finding = ExecutionDetector.overfill(by: nil, core.books.orders[slot])
    else { return }
    desks.discrepancies.report(finding, &core)
  }

  /// Takes in one execution report, from whichever channel.
  ///
  /// - Parameters:
  ///   - report: the state of its order that came with it.
  ///   - listed: the orders that the pass was told of.
  mutating func receive(
    _ execution: Execution, source: Word, report: OrderReport? = nil, listed: Snapshot<OrderReport>? = nil
  ) {
    // What has executed before the end, and is told late, is no contradiction.
    let ended = core.books.order(execution.order).flatMap { order in
      execution.reference == nil && execution.sequence > order.sequence
        && OrderDetector.contradiction(order, filled: .zero, nil) != nil ? order : nil
    }
    let count = core.books.executions.count
    if ended != nil { core.beginTransaction() }
    for doubt in desks.executions.receive(execution, source: source, report: report, &core) {
      var finding = doubt.finding
      if finding.key.kind == .unknownOrder, let row = listed?.answer.first(where: { $0.isOfOrder(of: execution) }) {
        finding.broker = row.filled(with: execution)
      }
      desks.discrepancies.report(finding, reason: doubt.reason, &core)
    }
    if let ended, core.books.executions.count > count, let filled = core.books.order(ended.id)?.filled,
      let contradiction = OrderDetector.contradiction(ended, filled: filled, nil)
    {
      desks.discrepancies.report(contradiction, reason: Word(ended.status), &core)
    }
    core.endTransaction()
    if let report = desks.executions.takeEarly(about: execution, core) { receiveEarly(report) }
  }

  /// Takes in what the stream has told before of an execution that is counted now.
  private mutating func receiveEarly(_ report: Execution) {
    for doubt in desks.executions.receive(report, source: .stream, isKept: true, &core) {
      desks.discrepancies.report(doubt.finding, reason: doubt.reason, &core)
    }
    if let next = desks.executions.takeEarly(about: report, core) { receiveEarly(next) }
  }
}
