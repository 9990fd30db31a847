import Reconciliation
package import Trading

extension OrderReport {
  /// Whether the report can be about the order: the same trade, by the same number of the broker, in figures that an
  /// order can have (design, section 3, rule 9).
  @inline(__always)
  func fits(_ order: ModelOrder) -> Bool {
    guard order.isPlaced(by: self) else { return false }
    return side == order.terms.side && instrument == order.terms.instrument && sequence.value >> 62 == 0
      && Decimal.zero < terms.quantity && filled >= .zero
  }

  /// Whether the report says something that is not older than what is known (design, section 3, rule 4).
  @inline(__always)
  func isNews(to order: ModelOrder) -> Bool { fits(order) && sequence.value >= order.sequence.value }

  /// Whether terms and executed quantity are those of an order that works, as its status tells.
  @inline(__always)
  func agrees(with order: ModelOrder) -> Bool {
    guard order.hasFilled(filled), terms.quantity == order.terms.quantity, terms.pricing == order.terms.pricing else {
      return false
    }
    switch order.status {
    case .open: return filled.isZero && Decimal.zero < terms.quantity
    case .partial: return Decimal.zero < filled && filled < terms.quantity
    case .filled: return terms.quantity <= filled
    case .cancelled, .rejected, .expired: return true
    case .pending, .submitted, .unknown: return false
    }
  }

  /// Where the order stands by the report and the executions counted (order reconciliation document, section 3).
  ///
  /// The broker's word ends an order as cancelled, rejected or expired; whether it is filled, partly or at all, the
  /// executions say (reference, edge case 47). That it was filled is no word of its working again.
  func calledStatus(of order: ModelOrder) -> OrderStatus {
    switch status {
    case .cancelled, .rejected, .expired: return status
    case .pending, .submitted, .unknown: return order.status
    case .open, .partial, .filled: break
    }
    if order.hasFilled(terms.quantity) || order.hasFilled(moreThan: terms.quantity) { return .filled }
    if status == .filled, OrderReport.ended.contains(order.status) { return order.status }
    return order.filled.isZero ? .open : .partial
  }

  /// Whether the report ends an order that lacks executions: they are read by a pass first, so that the end finds them
  /// booked; until then the order works, since what has executed has worked.
  ///
  /// - Parameter known: up to which change at the broker passes have told all executions.
  func endsTooEarly(
    _ order: ModelOrder, source: Word, known: BrokerSequence, _ configuration: EngineConfiguration
  ) -> Bool {
    guard status == .cancelled || status == .expired || status == .rejected, configuration.isEnabled else {
      return false
    }
    guard source != .poll || sequence > known else { return false }
    return !order.hasFilled(filled) && !order.hasFilled(moreThan: filled)
  }

  private static let ended: [OrderStatus] = [.filled, .cancelled, .rejected, .expired]
}

extension OrderStatus {
  /// The statuses that an order can come to from this one without an execution of its own (design, section 3, rules 1
  /// and 3; reference, edge cases 10, 11 and 43).
  ///
  /// What has ended is left only where the broker says that the order works or was executed after all, and what was
  /// executed in full only where more turns out to be on order (reference, edge case 73).
  package var successors: [OrderStatus] {
    switch self {
    case .pending: [.submitted, .unknown, .cancelled, .rejected]
    case .submitted: [.unknown, .open, .partial, .filled, .cancelled, .rejected, .expired]
    case .unknown: [.submitted, .open, .partial, .filled, .cancelled, .rejected, .expired]
    case .open: [.partial, .filled, .cancelled, .rejected, .expired]
    case .partial: [.filled, .cancelled, .rejected, .expired]
    case .rejected: [.open, .partial, .filled, .cancelled, .expired]
    case .cancelled: [.open, .partial, .filled]
    case .expired: [.filled]
    case .filled: [.partial]
    }
  }
}
