import Trading

/// Finds what is wrong with an execution report.
enum ExecutionDetector {
  /// Why a report cannot be believed, and what that is called; nil if it can.
  ///
  /// - Parameters:
  ///   - former: what the report takes back or amends, if that is booked and stands.
  ///   - isOwn: whether it is known that what was executed is this order, and not another's under a taken id.
  static func doubt(
    about execution: Execution, booked: Execution?, order: ManagedOrder?, revises former: Execution?, isOwn: Bool,
    instrumentCount: Int
  ) -> (kind: Word, reason: Word)? {
    if let booked {
      let isSame =
        booked.quantity == execution.quantity && booked.price == execution.price && booked.side == execution.side
        && booked.reference == execution.reference && booked.fee == execution.fee
      return isSame ? nil : (.duplicateExecution, .idReused)
    }
    // Nothing is bought for nothing: a price of zero is one that is missing. Of what is taken back it says nothing.
    guard execution.isBust || execution.quantity.isPositive,
      execution.isBust ? !execution.price.isNegative : execution.price.isPositive,
      Int(execution.instrument.index) < instrumentCount, execution.sequence.isCredible, !execution.isInferred
    else { return (.invalidReport, .invalid) }
    guard let order else { return (.unknownOrder, .unknownOrder) }
    if let known = order.brokerOrder, known != execution.brokerOrder { return (.unknownOrder, .duplicateKey) }
    // What was never sent executes only if a process whose store is lost has sent it.
    let mayBeOther = order.isKeyTaken || order.status == .pending || order.isSent(after: execution.sequence)
    if mayBeOther, order.brokerOrder == nil, !isOwn { return (.unknownOrder, .duplicateKey) }
    guard order.terms.instrument == execution.instrument else { return (.invalidReport, .wrongInstrument) }
    guard order.terms.side == execution.side else { return (.invalidReport, .wrongSide) }
    if execution.reference != nil, former == nil { return (.invalidReport, .unknownExecution) }
    return nil
  }

  /// The finding of a report that was put aside; what has executed for somebody else belongs to that order.
  ///
  /// - Parameter filled: how much the order has executed, where that is known.
  static func quarantined(_ execution: Execution, _ kind: Word, filled: Decimal? = nil) -> Finding {
    var finding =
      kind == .unknownOrder
      ? Finding(
        kind, order: execution.order.index, brokerOrder: execution.brokerOrder,
        instrument: execution.instrument.index, broker: filled ?? execution.quantity)
      : Finding(
        kind, order: execution.order.index, execution: execution.id.index, instrument: execution.instrument.index,
        broker: execution.quantity)
    finding.report = .execution(execution)
    return finding
  }

  /// More was executed than may have been ordered; what was asked for without an answer may have been.
  ///
  /// - Parameter execution: the one that has shown it; without one, a report has told what was on order.
  static func overfill(by execution: Execution?, _ order: ManagedOrder) -> Finding? {
    guard order.filled > order.mostOrdered else { return nil }
    return Finding(
      .overfill, order: order.id.index, execution: execution?.id.index ?? Event.none, local: order.mostOrdered,
      broker: order.filled)
  }

  /// An execution costs more, or brings less, than every limit that the order has, is to have or had allows.
  ///
  /// It counts, since that is what the broker has booked; a person calls the broker.
  static func worseThanLimit(_ execution: Execution, _ order: ManagedOrder, former: [Amendment]) -> Finding? {
    guard var worst = order.terms.pricing.limit else { return nil }
    for terms in former + (order.askedTerms.map { [$0] } ?? []) {
      guard let limit = terms.pricing.limit else { return nil }
      worst = order.terms.side == .buy ? max(worst, limit) : min(worst, limit)
    }
    guard order.terms.side == .buy ? execution.price > worst : execution.price < worst else { return nil }
    return Finding(
      .invalidReport, order: order.id.index, execution: execution.id.index, local: worst, broker: execution.price)
  }
}

extension ManagedOrder {
  /// Whether nobody knows yet whether it is this order that has executed, or another's that had its id before.
  func isOpenWhose(_ execution: Execution) -> Bool {
    guard brokerOrder == nil else { return false }
    switch status {
    case .pending: return true
    case .submitted: return isSent(after: execution.sequence)
    case .unknown: return isKeyTaken || isSent(after: execution.sequence)
    case .open, .partial, .filled, .cancelled, .rejected, .expired: return false
    }
  }
}

extension OrderReport {
  /// Whether an execution is one of the order at the broker that is reported.
  func isOfOrder(of execution: Execution) -> Bool {
    brokerOrder == execution.brokerOrder && order == execution.order
  }

  /// How much the order of an execution has executed with it, as far as the report tells.
  func filled(with execution: Execution) -> Decimal {
    isOfOrder(of: execution) && filled.isPositive ? filled : execution.quantity
  }
}
