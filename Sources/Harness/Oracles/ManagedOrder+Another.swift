import Reconciliation
import Trading

extension ManagedOrder {
  /// Whether what the broker has under the order's id cannot be this order: it was never found there, and that is not
  /// what was asked for (reference, edge case 157).
  func isAnother(_ report: OrderReport) -> Bool {
    guard brokerOrder == nil else { return false }
    return report.instrument != terms.instrument || report.side != terms.side
      || report.terms.quantity != terms.quantity || report.terms.pricing != terms.pricing
  }
}
