import Trading

extension ReconciliationEngine {
  /// What reports outside of passes have told to be executed is brought, or is a difference, or is asked for again.
  mutating func reviewGaps(_ answers: ReconciliationPass) {
    let told = desks.orders.settleGaps(after: answers, executionsKnownUpTo: desks.executions.cursor, core)
    for lasting in desks.orders.lastingGaps {
      let order = core.books.orders[lasting.slot]
      let finding = Finding(.quantityMismatch, order: order.id.index, local: order.filled, broker: lasting.filled)
      let id = desks.discrepancies.note(finding, &core)
      conclude(lasting.gap, lasting.slot, finding, id, reason: lasting.sights.reason(core.configuration))
    }
    if let told { noteOutdated(answers, since: told) }
  }

  /// Answers from before a report that told of executions prove nothing about them (design, section 3, rule 4).
  private mutating func noteOutdated(_ answers: ReconciliationPass, since told: BrokerSequence) {
    if let snapshot = answers.executions, SnapshotRule.isOutdated(snapshot, since: told) {
      desks.passes.noteIncomplete(.executions, reason: .stale, &core)
    }
    if let snapshot = answers.orders, SnapshotRule.isOutdated(snapshot, since: told) {
      desks.passes.noteIncomplete(.orders, reason: .stale, &core)
    }
  }

  /// A gap that has lasted is closed by an execution that is inferred, or a person is told.
  ///
  /// - Parameters:
  ///   - id: the number of its discrepancy.
  ///   - reason: why a person is told; nil if it is not time for either.
  mutating func conclude(_ gap: FillGap, _ slot: Int, _ finding: Finding, _ id: UInt32, reason: Word?) {
    guard var reason else { return }
    if reason == .mismatch {
      let isAccepted = core.books.ticket(ofDiscrepancy: id)?.decision(on: finding) == .acceptBroker
      if isAccepted || core.configuration.inferredFills == .afterConfirmations,
        let execution = inferred(from: gap, slot, isAccepted: isAccepted)
      {
        // What the engine decides by itself has to be durable, or a restart would decide otherwise.
        return core.journal.isFailing ? () : infer(execution, id, source: isAccepted ? .operator : .policy)
      }
      let isInferable =
        core.configuration.inferredFills != .off && inferred(from: gap, slot, isAccepted: true) != nil
      if isInferable { reason = .inferable }
    }
    core.tell(of: finding, id, reason: reason)
  }

  private func inferred(from gap: FillGap, _ slot: Int, isAccepted: Bool) -> Execution? {
    InferredFill.execution(
      closing: gap, of: core.books.orders[slot], core.books, core.configuration, isAccepted: isAccepted, at: core.now)
  }

  /// The execution and the end of the difference are one: a kill must not come between the two.
  private mutating func infer(_ execution: Execution, _ id: UInt32, source: Word) {
    core.beginTransaction()
    if desks.executions.infer(execution, source: source, &core) {
      desks.discrepancies.resolve(id, kind: .quantityMismatch, by: source == .operator ? .operator : .auto, &core)
    }
    core.endTransaction()
  }
}
