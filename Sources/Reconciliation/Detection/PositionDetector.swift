import Trading

/// Finds where positions differ from the broker's.
enum PositionDetector {
  /// Compares quantities, and average prices where they agree; differences within the tolerance are none (0.00001 and
  /// 0.01 % by default).
  static func findings(in account: AccountReport, _ here: AccountFigures, _ configuration: EngineConfiguration)
    -> [Finding]
  {
    var findings = configuration.instruments.indices.compactMap { index -> Finding? in
      guard index < account.positions.count else { return nil }
      let instrument = InstrumentID(index: UInt32(index))
      guard configuration.compares(instrument) else { return nil }
      let report = account.positions[index]
      let local = here.positions[index]
      // Figures that are too far apart to be subtracted differ all the same; nobody can say by how much.
      let difference = try? report.quantity - local.quantity
      if let difference, difference.magnitude <= configuration.quantityEpsilon {
        return price(report, local, instrument, apart: difference, configuration)
      }
      var finding = Finding(
        local.isFlat || report.quantity.isZero ? .missingPosition : .quantityMismatch, .position(instrument),
        local: local.quantity, broker: report.quantity, difference: difference ?? report.quantity,
        impact: difference.flatMap { difference in
          impact(
            of: difference, report, local, configuration.instruments[index],
            cash: unpaid(configuration.instruments[index].currency, account, here, configuration))
        })
      finding.canBeTakenOver = difference != nil && (report.quantity.isZero || report.averagePrice.isPositive)
      return finding
    }
    for place in findings.indices where findings[place].endsPosition {
      findings[place].isUnexplained = !isPaid(findings[place], among: findings, in: account, here, configuration)
    }
    return findings
  }

  /// What a difference in quantity is worth: the broker's price of the rest is taken over with it, and may be worth more.
  private static func impact(
    of difference: Decimal, _ report: PositionReport, _ local: PositionReplay, _ instrument: Instrument, cash: Decimal
  ) -> Decimal? {
    guard let value = ImpactAssessment.impact(of: difference, in: report, instrument, cash: cash) else { return nil }
    guard !report.averagePrice.isZero, let average = local.averagePrice,
      report.quantity.isPositive == local.quantity.isPositive, !report.quantity.isZero
    else { return value }
    return costApart(difference, report, local.quantity.magnitude, average, instrument).map { max(value, $0) }
  }

  /// By how much the broker's cost of a position is another than that of what is here with the difference bought at the
  /// mark, or sold; nil if that leaves the range of a decimal.
  private static func costApart(
    _ difference: Decimal, _ report: PositionReport, _ quantity: Decimal, _ average: Decimal, _ instrument: Instrument
  ) -> Decimal? {
    let rest = report.quantity.magnitude
    if rest < quantity {
      guard let points = try? report.averagePrice - average else { return nil }
      return try? instrument.notional(quantity: rest, price: points.magnitude)
    }
    let mark = report.mark.isZero ? report.averagePrice : report.mark
    guard let theirs = try? instrument.notional(quantity: rest, price: report.averagePrice),
      let ours = try? instrument.notional(quantity: quantity, price: average),
      let bought = try? instrument.notional(quantity: difference.magnitude, price: mark),
      let apart = try? theirs - ours - bought
    else { return nil }
    return apart.magnitude
  }

  private static func price(
    _ report: PositionReport, _ local: PositionReplay, _ instrument: InstrumentID, apart quantity: Decimal,
    _ configuration: EngineConfiguration
  ) -> Finding? {
    guard !local.isFlat, let average = local.averagePrice, !report.averagePrice.isZero,
      let difference = try? report.averagePrice - average,
      let allowed = try? max(average.magnitude, report.averagePrice.magnitude) * configuration.tolerance,
      difference.magnitude > allowed
    else { return nil }
    return Finding(
      .priceDiscrepancy, .price(instrument), local: average, broker: report.averagePrice, difference: difference,
      impact: impact(of: difference, apart: quantity, report, local, configuration.instruments[Int(instrument.index)]))
  }

  /// What taking over an average price is worth: with it goes a quantity that is within the tolerance, and which may be
  /// worth more than the price.
  private static func impact(
    of difference: Decimal, apart quantity: Decimal, _ report: PositionReport, _ local: PositionReplay,
    _ instrument: Instrument
  ) -> Decimal? {
    guard let cost = try? instrument.notional(quantity: local.quantity.magnitude, price: difference.magnitude) else {
      return nil
    }
    guard !quantity.isZero else { return cost }
    return ImpactAssessment.impact(of: quantity, in: report, instrument, cash: .zero).flatMap { try? $0 + cost }
  }

  /// Whether the balance of its currency has moved about as all that differs there moves it.
  ///
  /// That is by what was sold or bought at the market's price, but for half of what the finding itself is worth: a fee or
  /// interest is no price.
  static func isPaid(
    _ finding: Finding, among findings: [Finding], in account: AccountReport, _ here: AccountFigures,
    _ configuration: EngineConfiguration
  ) -> Bool {
    let currency = configuration.instruments[Int(finding.key.instrument)].currency
    var rest = unpaid(currency, account, here, configuration)
    for other in findings where other.isOfQuantity {
      let instrument = configuration.instruments[Int(other.key.instrument)]
      guard instrument.currency == currency else { continue }
      guard let money = money(for: other, account, here, instrument), let left = try? rest - money else { return false }
      rest = left
    }
    guard let own = money(for: finding, account, here, configuration.instruments[Int(finding.key.instrument)]),
      let twice = try? rest.magnitude + rest.magnitude
    else { return false }
    return twice <= own.magnitude
  }

  /// What a difference in quantity brings, or costs if it is negative, at the market's price; nil without a price.
  private static func money(
    for finding: Finding, _ account: AccountReport, _ here: AccountFigures, _ instrument: Instrument
  ) -> Decimal? {
    let index = Int(finding.key.instrument)
    let report = account.positions[index]
    let told = report.mark.isZero ? report.averagePrice : report.mark
    guard let price = told.isZero ? here.positions[index].averagePrice : told, price.isPositive,
      let worth = try? instrument.notional(quantity: finding.difference.magnitude, price: price)
    else { return nil }
    return finding.difference.isPositive ? -worth : worth
  }

  /// The difference in cash that goes with the positions of a currency, where it is compared.
  private static func unpaid(
    _ currency: CurrencyID, _ account: AccountReport, _ here: AccountFigures, _ configuration: EngineConfiguration
  ) -> Decimal {
    let index = Int(currency.index)
    guard index < account.cash.count, configuration.compares(currency) else { return .zero }
    return (try? account.cash[index] - here.cash[index]) ?? .zero
  }
}

extension Finding {
  /// Whether a position is gone, or turned round: what no event of a company does without money.
  fileprivate var endsPosition: Bool {
    guard isOfQuantity, !local.isZero else { return false }
    return broker.isZero || broker.isPositive != local.isPositive
  }
}
