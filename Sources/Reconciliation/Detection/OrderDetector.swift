import Trading

/// Finds where what the broker says of an order differs from what is booked.
enum OrderDetector {
  /// Whether an order that nobody here has placed can cost or earn money.
  static func isOfConcern(_ report: OrderReport) -> Bool {
    report.status.isWorking || report.filled.isPositive
  }

  /// The broker works an order that nobody here has placed.
  ///
  /// Orders by hand have one client order id for all of them, or none (reference, edge case 158).
  static func unknown(_ report: OrderReport) -> Finding {
    var finding = Finding(
      .unknownOrder, order: report.order.index, brokerOrder: report.brokerOrder, instrument: report.instrument.index,
      broker: report.filled)
    finding.report = .order(report)
    return finding
  }

  /// Whether a report is about another order than the one here, under the same client order id: the broker made two of
  /// one request, took the id for free, or has it from somebody else: an order that was not sent as far as is known, or
  /// was refused since its id is taken, can be there only as it would be sent, by a process whose store has lost that, or
  /// by a request that came twice; and so can any under the id that has not changed since the order was sent.
  // Inlined, since a call would copy the order.
  @inline(__always)
  static func isOther(_ report: OrderReport, than order: ManagedOrder) -> Bool {
    if let known = order.brokerOrder { return known != report.brokerOrder }
    guard order.status == .pending || order.isKeyTaken || order.isSent(after: report.sequence) else { return false }
    return report.terms != order.amendment || report.instrument != order.terms.instrument
      || report.side != order.terms.side
  }

  /// Whether what the broker has under the id of an order of unknown outcome is another's for certain, so that the order
  /// itself is not there: an id is one order's as long as that works, but for brokers who do not look at it.
  static func isAnothers(
    _ report: OrderReport, insteadOf order: ManagedOrder, _ guarantees: BrokerGuarantees
  ) -> Bool {
    order.status == .unknown && order.brokerOrder == nil && !order.isKeyTaken && guarantees.identityScope != .never
      && (report.side != order.terms.side || report.instrument != order.terms.instrument
        || isOther(report, than: order))
  }

  /// A report cannot be about the order that it names.
  static func invalid(_ report: OrderReport) -> Finding {
    var finding = Finding(.invalidReport, order: report.order.index, broker: report.filled)
    finding.report = .order(report)
    return finding
  }

  /// The terms differ, and not because the trader has asked for it.
  // Inlined, since a call would copy the order.
  @inline(__always)
  static func terms(_ report: OrderReport, _ order: ManagedOrder) -> Finding? {
    guard report.terms != order.amendment, order.askedTerms != report.terms else { return nil }
    guard report.terms.quantity == order.terms.quantity else {
      return Finding(
        .termsMismatch, order: report.order.index, local: order.terms.quantity, broker: report.terms.quantity)
    }
    return Finding(
      .priceDiscrepancy, order: report.order.index, local: price(order.terms.pricing),
      broker: price(report.terms.pricing))
  }

  private static func price(_ pricing: OrderPricing) -> Decimal {
    pricing.limit ?? pricing.stop ?? .zero
  }

  /// Executions were missed, before those of the same pass are booked.
  static func missedExecutions(in snapshot: Snapshot<OrderReport>, _ books: Books) -> [Finding] {
    snapshot.answer.compactMap { report in
      // A report that cannot be believed says of none that it is missing.
      guard let slot = books.slot(of: report.order), StatusRule.isBelievable(report, books.orders[slot]),
        report.filled > books.orders[slot].filled,
        !isOther(report, than: books.orders[slot]), report.sequence >= books.orders[slot].sequence
      else { return nil }
      return Finding(
        .quantityMismatch, order: report.order.index, local: books.orders[slot].filled, broker: report.filled)
    }
  }

  /// A cumulative quantity tells that executions are missing, never which: the executions themselves are what gets
  /// booked.
  ///
  /// What remains different after they are is a discrepancy; outside a pass only too little at the broker is.
  // Inlined, since a call would copy the order.
  @inline(__always)
  static func gap(_ report: OrderReport, _ order: ManagedOrder, source: Word) -> Finding? {
    guard report.filled != order.filled, report.filled < order.filled || source == .poll else { return nil }
    return Finding(.quantityMismatch, order: report.order.index, local: order.filled, broker: report.filled)
  }

  /// The status differs, and the order can take over the broker's; an end that comes too early is not taken over yet.
  // Inlined, since a call would copy the order.
  @inline(__always)
  static func surprise(_ report: OrderReport, _ order: ManagedOrder, isTooEarly: Bool) -> Finding? {
    let target = StatusRule.status(of: report, given: order)
    guard target != order.status, order.status.canBecome(target), !isTooEarly || !target.isEarlyEnd else { return nil }
    return Finding(
      .statusInconsistency, order: report.order.index, local: order.filled, broker: report.filled,
      localStatus: order.status, brokerStatus: report.status)
  }

  /// The broker has rejected an order that still lacks executions, so that it cannot end yet.
  static func rejection(_ report: OrderReport, _ order: ManagedOrder) -> Finding {
    Finding(
      .statusInconsistency, order: report.order.index, local: order.filled, broker: report.filled,
      localStatus: order.status, brokerStatus: report.status)
  }

  /// The broker has said that an order has ended, and says now that it works or has executed since.
  // Inlined, since a call would copy the order.
  @inline(__always)
  static func contradiction(_ order: ManagedOrder, filled: Decimal, _ status: OrderStatus?) -> Finding? {
    guard order.hasEndedEarly else { return nil }
    return Finding(
      .contradiction, order: order.id.index, local: order.filled, broker: filled, localStatus: order.status,
      brokerStatus: status)
  }

  /// A complete answer lacks the order.
  static func missing(_ order: ManagedOrder) -> Finding {
    Finding(.missingOrder, order: order.id.index, local: order.filled, localStatus: order.status)
  }
}

extension ManagedOrder {
  /// Whether the order has ended without having executed in full.
  fileprivate var hasEndedEarly: Bool {
    switch status {
    case .cancelled, .rejected, .expired: true
    case .pending, .submitted, .unknown, .open, .partial, .filled: false
    }
  }
}
