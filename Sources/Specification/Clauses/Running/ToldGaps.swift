import Reconciliation
import Trading

/// The executed quantities that reports outside of passes told of and that the records lacked: each calls for one pass.
struct ToldGaps: Sendable {
  enum Look { case none, new, maybe }

  /// By order: the quantity that a pass was last called for, and whether it surely was.
  private var quantities: [UInt32: (quantity: Decimal, isSure: Bool)] = [:]

  /// Looks at a report; the model is as after the execution that came with it.
  ///
  /// - Parameter isUnsure: whether the engine may know more executions than the model.
  mutating func look(at report: OrderReport, isUnsure: Bool, _ model: Model) -> Look {
    // The quantity first: that alone tells nearly always.
    guard let slot = model.slot(of: report.order), !model.orders[slot].hasFilled(report.filled),
      !model.orders[slot].hasFilled(moreThan: report.filled), report.isBelievable(of: model.orders[slot]),
      report.sequence >= model.orders[slot].sequence
    else { return .none }
    let last = quantities[report.order.index]
    if let last, last.isSure, last.quantity == report.filled { return .none }
    let isUnsure = isUnsure || last?.quantity == report.filled
    quantities[report.order.index] = (report.filled, !isUnsure)
    return isUnsure ? .maybe : .new
  }
}

extension OrderReport {
  /// Whether it can be about the order at all: one under another number than the known one is of another order.
  func isBelievable(of order: ModelOrder) -> Bool {
    order.isPlaced(by: self) && instrument == order.terms.instrument && side == order.terms.side
      && terms.quantity.isPositive && !filled.isNegative && sequence.isPossible
  }
}
