import Trading

/// Finds where a position differs from the broker's.
enum PositionDetector {
  /// How a position compares with the broker's.
  enum Comparison {
    /// Quantity and price agree.
    case agrees
    /// Quantity or price differ.
    case differs(AccountDrift)
    /// The figures cannot be compared.
    case outOfRange
  }

  /// Compares quantities, and average prices where they agree; differences within the tolerance are none (0.00001 and
  /// 0.01 % by default).
  static func compare(
    _ report: PositionReport, _ local: PositionReplay, of instrument: InstrumentID, cash: Decimal,
    _ configuration: EngineConfiguration
  ) -> Comparison {
    guard let difference = try? report.quantity - local.quantity else { return .outOfRange }
    let terms = configuration.instruments[Int(instrument.index)]
    guard difference.magnitude > configuration.quantityEpsilon else {
      guard let difference = priceDifference(report, local, tolerance: configuration.tolerance) else { return .agrees }
      let discrepancy = Discrepancy(
        .priceDiscrepancy, instrument: instrument.index, local: local.averagePrice ?? .zero,
        broker: report.averagePrice)
      let impact = try? terms.notional(quantity: local.quantity.magnitude, price: difference.magnitude)
      return .differs(
        AccountDrift(subject: .price(instrument), discrepancy: discrepancy, difference: difference, impact: impact))
    }
    let discrepancy = Discrepancy(
      local.isFlat || report.quantity.isZero ? .missingPosition : .quantityMismatch, instrument: instrument.index,
      local: local.quantity, broker: report.quantity)
    let price = report.mark.isZero ? report.averagePrice : report.mark
    // Position and cash are two halves of one unknown trade: it is worth what its larger half is worth.
    let impact = (try? terms.notional(quantity: difference.magnitude, price: price)).map { max($0, cash.magnitude) }
    return .differs(
      AccountDrift(subject: .position(instrument), discrepancy: discrepancy, difference: difference, impact: impact))
  }

  private static func priceDifference(_ report: PositionReport, _ local: PositionReplay, tolerance: Decimal) -> Decimal?
  {
    guard !local.isFlat, let average = local.averagePrice, !report.averagePrice.isZero,
      let difference = try? report.averagePrice - average,
      let allowed = try? max(average.magnitude, report.averagePrice.magnitude) * tolerance,
      difference.magnitude > allowed
    else { return nil }
    return difference
  }
}

/// Finds where a balance differs from the broker's.
enum CashDetector {
  /// Compares one balance, to the last unit.
  static func compare(_ amount: Decimal, _ local: Decimal, of currency: CurrencyID) -> AccountDrift? {
    guard let difference = try? amount - local, !difference.isZero else { return nil }
    return AccountDrift(
      subject: .cash(currency),
      discrepancy: Discrepancy(.cashMismatch, currency: currency.index, local: local, broker: amount),
      difference: difference, impact: difference.magnitude)
  }
}

extension Books {
  /// Whether an order, of one instrument or of any, is known to lack executions: a drift is one only without an order
  /// to explain it.
  func lacksExecutions(of instrument: InstrumentID?) -> Bool {
    discrepancies.contains { discrepancy in
      guard discrepancy.kind == .quantityMismatch, let slot = slot(ofOrderIndex: discrepancy.order) else {
        return false
      }
      return instrument == nil || orders[slot].terms.instrument == instrument
    }
  }
}
