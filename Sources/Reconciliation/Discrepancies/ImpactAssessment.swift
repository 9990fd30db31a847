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
}
