import Trading

extension ReconciliationEngine {
  /// Compares the answers of a pass with the books, executions first.
  ///
  /// Whatever came is used, even if another query of the pass failed: an execution is evidence by itself. Only
  /// absence needs everything to be there.
  mutating func compare(_ answers: ReconciliationPass) {
    if let orders = answers.orders {
      noteMissedExecutions(orders)
      for report in orders.answer { observeTerms(report, source: .poll) }
    }
    if let executions = answers.executions { apply(executions) }
    pass?.isComparing = true
    if let orders = answers.orders {
      for report in orders.answer { observe(report, source: .poll) }
      noteMissing(from: orders)
    }
    if !answers.hasFailed, let account = answers.account { compare(account) }
    if !answers.hasFailed { resolveWhatIsGone(pass?.stillOpen ?? []) }
  }

  /// Opens a discrepancy for each order of which executions were missed, before they are booked.
  private mutating func noteMissedExecutions(_ orders: Snapshot<OrderReport>) {
    for report in orders.answer {
      guard let slot = books.slot(of: report.order), report.filled > books.orders[slot].filled,
        report.sequence >= books.orders[slot].sequence
      else { continue }
      note(
        Discrepancy(
          .quantityMismatch, order: report.order.index, local: books.orders[slot].filled, broker: report.filled))
    }
  }

  private mutating func apply(_ snapshot: Snapshot<Execution>) {
    for execution in snapshot.answer { receive(execution, source: .poll) }
    if snapshot.isComplete {
      executionCursor = max(executionCursor, snapshot.asOf)
    } else {
      logIncomplete(.executions)
    }
  }

  /// Counts the orders that a complete answer lacks; one that is lacking often enough is asked for by itself.
  private mutating func noteMissing(from orders: Snapshot<OrderReport>) {
    guard orders.isComplete else { return logIncomplete(.orders) }
    for slot in books.orders.indices {
      let order = books.orders[slot]
      guard order.status == .unknown || order.status.isWorking, tracking[slot].seenInPass != passCount,
        order.sequence <= orders.asOf
      else { continue }
      tracking[slot].missing += 1
      note(
        Discrepancy(.missingOrder, order: order.id.index, local: order.filled, localStatus: order.status))
      if tracking[slot].missing >= configuration.missingConfirmations { lookUp(slot) }
    }
  }

  mutating func logIncomplete(_ request: Word) {
    var event = Event(.snapshotIncomplete)
    event.subject = request
    event.reason = .incomplete
    effects.append(.log(event))
  }
}
