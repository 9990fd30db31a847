import Trading

/// Says what a difference is worth in money.
enum ImpactAssessment {
  /// The value of a difference in quantity, at the broker's mark; nil if it cannot be said: a figure without a price is
  /// not worth nothing.
  ///
  /// Position and cash are two halves of one unknown trade: it is worth what its larger half is worth.
  static func impact(
    of difference: Decimal, in report: PositionReport, _ instrument: Instrument, cash: Decimal
  ) -> Decimal? {
    let price = report.mark.isZero ? report.averagePrice : report.mark
    guard price.isPositive, let value = try? instrument.notional(quantity: difference.magnitude, price: price) else {
      return nil
    }
    return max(value, cash.magnitude)
  }

  /// In which currency a finding is worth something; nil if it cannot be said.
  static func currency(
    of finding: Finding, _ order: ManagedOrder?, _ configuration: EngineConfiguration
  ) -> CurrencyID? {
    switch finding.drift {
    case .position(let instrument), .price(let instrument): configuration.instruments[Int(instrument.index)].currency
    case .cash(let currency): currency
    case nil: order.map { configuration.instruments[Int($0.terms.instrument.index)].currency }
    }
  }

  /// What a finding is worth: one about the account was assessed where it was found, one about an order is worth what
  /// differs, or what is left to execute, at the price of the order; nil if it cannot be said.
  static func impact(of finding: Finding, _ order: ManagedOrder?, _ configuration: EngineConfiguration) -> Decimal? {
    guard finding.drift == nil else { return finding.impact }
    guard let order, let apart = try? finding.broker - finding.local else { return nil }
    let instrument = configuration.instruments[Int(order.terms.instrument.index)]
    let quantity: Decimal
    switch finding.key.kind {
    case .quantityMismatch, .overfill, .termsMismatch: quantity = apart.magnitude
    case .statusInconsistency, .missingOrder: quantity = order.leaves
    case .priceDiscrepancy: return try? instrument.notional(quantity: order.terms.quantity, price: apart.magnitude)
    default: return nil
    }
    guard let price = order.terms.pricing.limit ?? order.terms.pricing.stop, price.isPositive else { return nil }
    return try? instrument.notional(quantity: quantity, price: price)
  }
}
