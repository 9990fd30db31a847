import Reconciliation
import Trading

/// What a figure that differed in an account was worth, and at which price it was told.
struct FormerWorth: Sendable {
  let figure: DriftSight.Figure
  let difference: Fraction
  let impact: Decimal?
  /// Of a quantity: the broker's average price, and how much more the position has cost there than here.
  let price: Decimal
  let costApart: Fraction

  init(_ one: AccountDifference, _ account: AccountReport) {
    (figure, difference, impact) = (one.figure, one.difference, one.impact)
    guard case .quantity(let instrument) = one.figure, let held = one.held else {
      (price, costApart) = (.zero, .zero)
      return
    }
    let report = account.positions[Int(instrument.index)]
    price = report.averagePrice
    costApart = Fraction(report.quantity) * Fraction(report.averagePrice) - held.cost
  }
}

extension Reckoning {
  /// By how much positions differed in the last account that a pass has compared; nil if that is not known.
  var positionsApart: [InstrumentID: Fraction]? {
    formerWorths.map { worths in
      var apart: [InstrumentID: Fraction] = [:]
      for worth in worths { if case .quantity(let instrument) = worth.figure { apart[instrument] = worth.difference } }
      return apart
    }
  }

  /// What a difference is worth: of two accounts in a row that show it, what it was worth in the dearer one.
  ///
  /// One answer with a wrong price does not bring it below a limit.
  mutating func dearest(_ one: AccountDifference) -> Decimal? {
    guard configuration.driftConfirmations > 1, let impact = one.impact else { return one.impact }
    guard let formerWorths else {
      isUnclear = true
      return impact
    }
    let former = formerWorths.first { $0.figure == one.figure && $0.difference == one.difference }
    return former?.impact.map { max($0, impact) } ?? impact
  }

  /// At which price a quantity is taken over: at the broker's, unless only this answer tells it or prices have a policy of
  /// their own, and it is not what the quantity would average here.
  mutating func priceTaken(
    _ one: AccountDifference, _ report: PositionReport, _ quantity: Decimal, _ usual: Decimal, _ policy: Word
  ) -> Decimal {
    guard case .quantity = one.figure, let held = one.held, !quantity.isZero else { return usual }
    let isMoreOfIt = !held.quantity.isZero && held.quantity.isNegative == Fraction(quantity).isNegative
    let hasOwnPolicy = configuration.pricePolicy.map { $0 != configuration.driftPolicy } ?? false
    let isSplit = hasOwnPolicy && isMoreOfIt && [.adoptBroker, .withinLimit, .latestTimestamp].contains(policy)
    if !isSplit {
      // A limit has counted the price.
      guard configuration.driftConfirmations > 1, policy != .withinLimit else { return usual }
      guard let formerWorths else {
        isUnclear = true
        return usual
      }
      guard let former = formerWorths.first(where: { $0.figure == one.figure }), former.price != usual else {
        return usual
      }
      // What has executed here since moves both prices, and both costs by the same.
      let moved = (held.cost + former.costApart).divided(by: Fraction(quantity))?.figure
      if let moved, !isApart(usual, moved) { return usual }
    }
    guard let price = average(of: Fraction(quantity), held, isMoreOfIt, at: report.mark), isApart(usual, price) else {
      return usual
    }
    return price
  }

  /// Whether two prices differ by more than the tolerance.
  private func isApart(_ one: Decimal, _ other: Decimal) -> Bool {
    let larger = Fraction(max(one.magnitude, other.magnitude))
    guard let allowed = (larger * Fraction(configuration.tolerance)).figure else { return true }
    return (Fraction(one) - Fraction(other)).magnitude.exceeds(allowed)
  }

  /// What a quantity would average if what differs were traded at the mark.
  private func average(
    of quantity: Fraction, _ held: ModelPosition, _ isMoreOfIt: Bool, at mark: Decimal
  ) -> Decimal? {
    guard isMoreOfIt else { return mark.isPositive ? mark : nil }
    guard held.quantity.magnitude < quantity.magnitude else { return held.averagePrice?.figure }
    guard mark.isPositive,
      let price = (held.cost + (quantity - held.quantity) * Fraction(mark)).divided(by: quantity)?.figure
    else { return nil }
    return price.isPositive ? price : nil
  }
}
