import Trading

extension OrderDesk {
  /// An answer or update has the order.
  mutating func noteSeen(_ slot: Int) {
    tracking[slot].missing = 0
    tracking[slot].seenInPass = passCount
  }

  /// Takes over the terms of a report.
  ///
  /// A smaller quantity can complete the order, and a larger one can make an order that was complete work again, since
  /// it was told after what had executed (reference, edge case 73); the bus is told of that by itself.
  mutating func takeTerms(_ report: OrderReport, _ slot: Int, source: Word, _ core: inout Core) {
    let before = core.books.orders[slot]
    core.commit(.order(.terms(report.order, report.terms, source: source, sequence: report.sequence)))
    let order = core.books.orders[slot]
    if order.status == .partial, order.leaves.isZero {
      setStatus(slot, to: .filled, source: source, sequence: report.sequence, &core)
    } else if order.status == .filled, order.filled < order.terms.quantity {
      setStatus(slot, to: .partial, source: source, sequence: report.sequence, &core)
    }
    askAgain(for: before, slot, &core)
  }

  /// Asks once more for the terms that an order had, if those that it has now are what the trader wanted before them: a
  /// replace that was superseded has arrived late, and his last word is the other one (reference, edge case 68).
  private mutating func askAgain(for before: ManagedOrder, _ slot: Int, _ core: inout Core) {
    let order = core.books.orders[slot]
    guard !order.status.isTerminal, before.askedTerms == nil, !order.hasCancelIntent,
      before.terms.quantity > order.filled, core.books.terms(supersededOf: order.id).contains(order.amendment)
    else { return }
    core.commit(.order(.replaceIntent(order.id, before.amendment)))
    tracking[slot].replaceWish = core.journal.last
    countReplacesAnew(slot)
  }

  /// The trader's wish is another one: it may be asked for as often as any, and at once.
  ///
  /// What is decided and waits for the store goes out with the terms that are wanted by then, so it is the first request
  /// for these.
  mutating func countReplacesAnew(_ slot: Int) {
    tracking[slot].replaces = tracking[slot].replace == RequestID(0) ? 1 : 0
    tracking[slot].limitedReplaces = 0
    tracking[slot].repeatsAt = .origin
  }

  /// Whether nothing that the engine has asked for explains a change of the order's status.
  func isAtRest(_ slot: Int, _ core: Core) -> Bool {
    tracking[slot].place == nil && tracking[slot].cancel == nil && core.books.orders[slot].status != .pending
  }

  /// Takes over the status of a report, if that is a legal step.
  ///
  /// - Parameter isTooEarly: whether executions that the report counts are still to be read: an end waits for them.
  mutating func takeStatus(
    _ report: OrderReport, _ slot: Int, source: Word, isTooEarly: Bool, _ core: inout Core
  ) {
    let target = StatusRule.status(of: report, given: core.books.orders[slot])
    guard target != core.books.orders[slot].status, core.books.orders[slot].status.canBecome(target) else { return }
    let order = core.books.orders[slot]
    if isTooEarly, target.isEarlyEnd {
      // What has executed has worked, and works here until the executions are booked.
      setStatus(
        slot, to: .open, brokerOrder: report.brokerOrder, source: source, sequence: report.sequence, &core)
      return
    }
    if target == .cancelled || target == .expired, order.status == .submitted || order.status == .unknown {
      // What ends so was accepted first (reference, edge case 13), whether anybody has heard of it or not.
      setStatus(
        slot, to: .open, brokerOrder: report.brokerOrder, source: source, sequence: report.sequence, &core)
    }
    if target == .rejected {
      reject(slot, reason: .refusedByBroker, note: report.note, source: source, report: report, &core)
    } else {
      setStatus(
        slot, to: target, brokerOrder: report.brokerOrder, source: source,
        reason: target == .cancelled && !order.hasCancelIntent ? .refusedByBroker : nil, note: report.note,
        sequence: report.sequence, &core)
    }
  }

  /// The broker told where the order stands: nothing is left to ask.
  mutating func noteTold(_ report: OrderReport, _ slot: Int, _ core: inout Core) {
    tracking[slot].isDoneAtBroker = report.status.isTerminal
    tracking[slot].toldFilled = report.filled
    forgoLookUp(slot, &core)
  }

  /// Ends an order as rejected and tells a person, who may know of it already: a rejection is a risk (order
  /// reconciliation document, section 3).
  mutating func reject(
    _ slot: Int, reason: Word, note: UInt32 = Event.none, source: Word, report: OrderReport? = nil,
    _ core: inout Core
  ) {
    let order = core.books.orders[slot].id
    setStatus(
      slot, to: .rejected, brokerOrder: report?.brokerOrder, source: source, reason: reason, note: note,
      sequence: report?.sequence ?? .zero, &core)
    guard core.books.toldRejection(of: order) == nil else { return }
    core.notify(.statusInconsistency, order: order.index, reason: .rejected)
  }

  /// The orders that a complete answer of a pass ought to have had and lacks.
  ///
  /// One that the broker is done with, and that waits here for executions, need not be in a list of orders any more.
  func missingSlots(from snapshot: Snapshot<OrderReport>, _ core: Core) -> [Int] {
    core.books.working.slots.filter { slot in
      let order = core.books.orders[slot]
      return (order.status == .unknown || order.status.isWorking) && tracking[slot].seenInPass != passCount
        && order.sequence <= snapshot.asOf
        && !(tracking[slot].isDoneAtBroker && tracking[slot].toldFilled > order.filled)
    }
  }

  /// Counts that an answer lacks an order; one that is lacking often enough is asked for by itself.
  mutating func noteMissing(_ slot: Int, _ core: inout Core) {
    tracking[slot].missing += 1
    if tracking[slot].missing >= core.configuration.missingConfirmations { lookUp(slot, &core) }
  }
}
