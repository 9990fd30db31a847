import Trading

extension ReconciliationEngine {
  /// Takes in what the broker says of one order, from whichever channel: the rule table of the order
  /// reconciliation document (section 3), with older evidence ignored.
  mutating func observe(_ report: OrderReport, source: Word) {
    guard let slot = books.slot(of: report.order) else { return noteUnknown(report) }
    guard isBelievable(report, slot) else { return quarantine(report) }
    tracking[slot].missing = 0
    tracking[slot].seenInPass = passCount
    guard report.sequence >= books.orders[slot].sequence else { return }
    compareTerms(report, slot, source: source)
    compareFilled(report, slot, source: source)
    compareStatus(report, slot, source: source)
    tracking[slot].isDoneAtBroker = report.status.isTerminal
    forgoLookUp(slot)
  }

  /// Takes in the terms of a report alone, before executions that came with it are booked: whether an order is done,
  /// or overfilled, depends on the quantity in force when it executed (reference, edge cases 64 and 73).
  mutating func observeTerms(_ report: OrderReport, source: Word) {
    guard let slot = books.slot(of: report.order), isBelievable(report, slot),
      report.sequence >= books.orders[slot].sequence
    else { return }
    compareTerms(report, slot, source: source)
  }

  private func isBelievable(_ report: OrderReport, _ slot: Int) -> Bool {
    let terms = books.orders[slot].terms
    return report.instrument == terms.instrument && report.side == terms.side && report.terms.quantity.isPositive
      && !report.filled.isNegative
  }

  private mutating func compareTerms(_ report: OrderReport, _ slot: Int, source: Word) {
    let order = books.orders[slot]
    guard report.terms != order.amendment else { return }
    let isOurs = order.replaceIntent == report.terms
    let discrepancy = Discrepancy(
      .priceDiscrepancy, order: report.order.index, local: order.terms.quantity, broker: report.terms.quantity)
    if source == .poll, !isOurs { note(discrepancy) }
    commit(.terms(report.order, report.terms, source: source, sequence: report.sequence))
  }

  /// A cumulative quantity tells that executions are missing, never which: the executions themselves are what gets
  /// booked.
  ///
  /// What remains different after they are is a discrepancy.
  private mutating func compareFilled(_ report: OrderReport, _ slot: Int, source: Word) {
    let filled = books.orders[slot].filled
    guard report.filled != filled else { return }
    // A gap seen outside a pass does not wait for the next one: only a pass can tell which executions are missing.
    // Once for each gap: an answer that hides the executions would else be asked for in a loop (rule 10).
    if report.filled > filled, source != .poll, tracking[slot].askedFor != report.filled {
      tracking[slot].askedFor = report.filled
      beginPass(.mismatch)
    }
    let isNews = report.filled < filled || pass?.isComparing == true
    guard isNews else { return }
    note(
      Discrepancy(.quantityMismatch, order: report.order.index, local: filled, broker: report.filled))
  }

  private mutating func compareStatus(_ report: OrderReport, _ slot: Int, source: Word) {
    let order = books.orders[slot]
    let target = status(of: report, given: order)
    guard target != order.status, order.status.canBecome(target) else { return }
    let isSurprise =
      source == .poll && tracking[slot].place == nil && tracking[slot].cancel == nil && order.status != .pending
    var id: UInt32?
    if isSurprise {
      id = note(
        Discrepancy(
          .statusInconsistency, order: report.order.index, local: order.filled, broker: report.filled,
          localStatus: order.status, brokerStatus: report.status))
    }
    if target == .rejected {
      reject(slot, reason: .refusedByBroker, note: report.note, source: source, report: report)
    } else {
      setStatus(
        slot, to: target, brokerOrder: report.brokerOrder, source: source,
        reason: target == .cancelled && !order.hasCancelIntent ? .refusedByBroker : nil, note: report.note,
        sequence: report.sequence)
    }
    if let id { resolve(id, kind: .statusInconsistency) }
  }

  /// The status that a report asks for, given the executions that are booked: "filled" is believed when the
  /// executions say so (reference, edge case 47).
  private func status(of report: OrderReport, given order: ManagedOrder) -> OrderStatus {
    switch report.status {
    case .open, .partial, .filled:
      if order.filled >= report.terms.quantity { return .filled }
      if report.status == .filled, order.status.isTerminal { return order.status }
      return order.filled.isPositive ? .partial : .open
    case .cancelled, .rejected, .expired: return report.status
    case .pending, .submitted, .unknown: return order.status
    }
  }

  /// Ends an order as rejected and tells a person: a rejection is a risk (order reconciliation document, section 3).
  mutating func reject(
    _ slot: Int, reason: Word, note: UInt32 = Event.none, source: Word, report: OrderReport? = nil
  ) {
    let order = books.orders[slot].id.index
    let isNew = setStatus(
      slot, to: .rejected, brokerOrder: report?.brokerOrder, source: source, reason: reason, note: note,
      sequence: report?.sequence ?? .zero)
    if isNew { raiseAlert(.statusInconsistency, order: order, reason: .rejected) }
  }

  private mutating func noteUnknown(_ report: OrderReport) {
    guard report.status.isWorking || report.filled.isPositive else { return }
    let isNew = isUnnoted(Discrepancy(.unknownOrder, order: report.order.index))
    let id = note(Discrepancy(.unknownOrder, order: report.order.index, broker: report.filled))
    if isNew { raiseAlert(.unknownOrder, order: report.order.index, discrepancy: id) }
  }

  private mutating func quarantine(_ report: OrderReport) {
    let discrepancy = Discrepancy(.invalidReport, order: report.order.index, broker: report.filled)
    guard isUnnoted(discrepancy) else { return }
    let id = note(discrepancy)
    raiseAlert(.invalidReport, order: report.order.index, reason: .invalid, discrepancy: id)
  }
}
