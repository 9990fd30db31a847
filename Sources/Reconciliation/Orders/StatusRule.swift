import Trading

/// What a report of the broker says of an order, given what is booked (order reconciliation document, section 3).
enum StatusRule {
  /// Whether a report can be about the order at all.
  // Inlined, since a call would copy the order.
  @inline(__always)
  static func isBelievable(_ report: OrderReport, _ order: ManagedOrder) -> Bool {
    report.instrument == order.terms.instrument && report.side == order.terms.side
      && report.terms.quantity.isPositive && !report.filled.isNegative && report.sequence.isCredible
  }

  /// The status that a report asks for, given the executions that are booked: "filled" is believed when the
  /// executions say so (reference, edge case 47).
  // Inlined, since a call would copy the order.
  @inline(__always)
  static func status(of report: OrderReport, given order: ManagedOrder) -> OrderStatus {
    switch report.status {
    case .open, .partial, .filled:
      if order.filled >= report.terms.quantity { return .filled }
      if report.status == .filled, order.status.isTerminal { return order.status }
      return order.filled.isPositive ? .partial : .open
    case .cancelled, .rejected, .expired: return report.status
    case .pending, .submitted, .unknown: return order.status
    }
  }
}
