import Trading

/// Says at which price a quantity that differs is taken over.
///
/// What was confirmed is the quantity. The price comes with it in one answer alone, which may be wrong, and prices may have
/// a policy of their own.
struct PriceBelief {
  /// What the account before has told.
  private let told: ToldPrice?
  /// Whether a single answer is enough, by the settings or since a limit has counted the price.
  private let takesOneAnswer: Bool
  /// Whether a price is not taken over with a quantity, however often it was told.
  private let isApart: Bool
  private let tolerance: Decimal

  init(told: ToldPrice?, policy: Word, _ configuration: EngineConfiguration) {
    self.told = told
    isApart =
      [.adoptBroker, .withinLimit, .latestTimestamp].contains(policy)
      && configuration.pricePolicy.map { $0 != configuration.driftPolicy } ?? false
    takesOneAnswer = configuration.driftConfirmations < 2 || policy == .withinLimit
    tolerance = configuration.tolerance
  }

  /// The price that the books have for the broker's quantity where the broker's price is not to be taken over with it;
  /// nil where it is.
  func priceInstead(of report: PositionReport, _ local: PositionReplay) -> Decimal? {
    let isOfBoth = !local.isFlat && local.quantity.isNegative == report.quantity.isNegative
    if !(isApart && isOfBoth) {
      guard !takesOneAnswer, let told, told.price != report.averagePrice, !isNear(report, told.price(of: report, local))
      else { return nil }
    }
    guard let price = expected(report, local), !isNear(report, price) else { return nil }
    return price
  }

  /// Whether a price is as good as the broker's.
  private func isNear(_ report: PositionReport, _ price: Decimal?) -> Bool {
    guard let price, let apart = try? report.averagePrice - price,
      let allowed = try? max(price.magnitude, report.averagePrice.magnitude) * tolerance
    else { return false }
    return apart.magnitude <= allowed
  }

  /// What the position would average if what is more had been bought at the mark, and what is less been sold; nil if that
  /// cannot be said.
  private func expected(_ report: PositionReport, _ local: PositionReplay) -> Decimal? {
    let mark = report.mark.isPositive ? report.mark : nil
    guard !local.isFlat, local.quantity.isNegative == report.quantity.isNegative else { return mark }
    guard report.quantity.magnitude > local.quantity.magnitude else { return local.averagePrice }
    guard let mark, let more = try? report.quantity - local.quantity,
      let cost = try? local.cost + .product(more, mark), let price = try? cost.divided(by: report.quantity),
      price.isPositive
    else { return nil }
    return price
  }
}

/// What an account has told of the price of a position whose quantity differs.
struct ToldPrice: Sendable {
  /// The average price.
  let price: Decimal
  /// By how much the position has cost more there than here; nil if that leaves the range of an amount.
  private let apart: ExactAmount?

  init(_ report: PositionReport, _ local: PositionReplay) {
    price = report.averagePrice
    apart = try? ExactAmount.product(report.quantity, report.averagePrice) - local.cost
  }

  /// The price that a position has to have now, if nothing but what has executed here since has changed it.
  func price(of report: PositionReport, _ local: PositionReplay) -> Decimal? {
    apart.flatMap { try? (local.cost + $0).divided(by: report.quantity) }
  }
}
