import Trading

/// Changes the books to what the broker says, within the limits of a pass and of a day.
struct CorrectionDesk: Sendable {
  /// What the pass that is compared has spent, by currency; what the day has spent is in the books.
  private var spent: [CurrencyID: Decimal] = [:]
  /// How many figures were taken over since the last pass started.
  private(set) var taken = 0
  /// What the last account that was compared has told of the price of what differed in quantity.
  private var toldPrices: [InstrumentID: ToldPrice] = [:]

  /// A pass starts.
  mutating func notePassStart() { taken = 0 }

  /// A pass compares the account.
  mutating func startPass() { spent.removeAll(keepingCapacity: true) }

  /// An account was compared.
  mutating func notePrices(of findings: [Finding], in account: AccountReport, _ here: AccountFigures) {
    toldPrices.removeAll(keepingCapacity: true)
    for case .position(let instrument)? in findings.lazy.map(\.drift) {
      let index = Int(instrument.index)
      toldPrices[instrument] = ToldPrice(account.positions[index], here.positions[index])
    }
  }

  /// Commits what was corrected and is as the broker says now: the correction has proven right.
  func verify(_ findings: [Finding], _ account: AccountReport, _ core: inout Core) {
    for correction in core.books.unverified {
      switch correction.figure {
      case .position(let instrument):
        // What has changed a quantity is as good as the quantity, and what has changed a price as good as the price.
        let differs = findings.contains {
          $0.drift == .position(instrument) || !correction.isOfQuantity && $0.drift == .price(instrument)
        }
        guard !differs, Int(instrument.index) < account.positions.count, core.configuration.compares(instrument)
        else { continue }
        core.commit(.position(.verified(instrument)))
      case .cash(let currency):
        let differs = findings.contains { $0.drift == .cash(currency) }
        guard !differs, Int(currency.index) < account.cash.count, core.configuration.compares(currency)
        else { continue }
        core.commit(.cash(.verified(currency)))
      }
    }
  }

  /// The limit that taking over the figure of a finding would exceed, or nil.
  func limit(on finding: Finding, policy: Word, _ core: Core) -> Word? {
    guard let currency = ImpactAssessment.currency(of: finding, nil, core.configuration) else { return nil }
    let spent = CorrectionLimits.Spent(
      inPass: spent[currency] ?? .zero, today: core.books.spending.amount(of: currency, at: core.now))
    return CorrectionLimits.exceeded(
      by: charge(of: finding, in: currency, policy: policy, core), after: spent, in: currency, core.configuration)
  }

  /// Takes over the figure that a finding is about.
  ///
  /// - Parameters:
  ///   - here: the figures here as of the account.
  ///   - figure: what a person has said that it is, in the broker's place.
  /// - Returns: Whether the books can hold it; if not, nothing is changed.
  mutating func takeOver(
    _ finding: Finding, from account: AccountReport, _ here: AccountFigures, policy: Word, figure: Decimal?,
    _ core: inout Core
  ) -> Bool {
    guard let drift = finding.drift,
      let currency = ImpactAssessment.currency(of: finding, nil, core.configuration)
    else { return false }
    let charge = charge(of: finding, in: currency, policy: policy, core)
    let isTaken =
      switch drift {
      case .position(let instrument):
        takeOver(
          priced(
            account.positions[Int(instrument.index)].asTaken(by: policy, figure), instrument, here, policy: policy,
            core.configuration), instrument, here, asOf: account.asOf, policy: policy, charge: charge, &core)
      case .price(let instrument):
        takeOver(
          account.positions[Int(instrument.index)], pricedBy: finding, instrument, here, asOf: account.asOf,
          policy: policy, charge: charge, &core)
      case .cash(let currency):
        core.commit(
          .cash(
            .adopted(
              CashAdoption(
                currency: currency, from: here.cash[Int(currency.index)],
                to: figure ?? account.cash[Int(currency.index)], asOf: account.asOf, policy: policy, charge: charge))))
      }
    if isTaken { taken += 1 }
    if isTaken, charge.isPositive { spent[currency] = (try? (spent[currency] ?? .zero) + charge) ?? charge }
    return isTaken
  }

  /// Takes over a price, or what it is weighed with the one here.
  private func takeOver(
    _ report: PositionReport, pricedBy finding: Finding, _ instrument: InstrumentID, _ here: AccountFigures,
    asOf: BrokerSequence, policy: Word, charge: Decimal, _ core: inout Core
  ) -> Bool {
    var report = report
    if policy == .weightedAverage {
      guard let known = core.books.addedVolume(of: instrument, comingTo: report.quantity, upTo: asOf),
        let price = WeightedPrice.average(
          local: finding.local, broker: finding.broker, known: known, of: report.quantity)
      else { return false }
      report = PositionReport(quantity: report.quantity, averagePrice: price, mark: report.mark)
    }
    return takeOver(report, instrument, here, asOf: asOf, policy: policy, charge: charge, &core)
  }

  /// A position as it is taken over: at the broker's price if that can be believed, else at the one that the books would
  /// have, so that what the price differs by is a difference of its own.
  private func priced(
    _ report: PositionReport, _ instrument: InstrumentID, _ here: AccountFigures, policy: Word,
    _ configuration: EngineConfiguration
  ) -> PositionReport {
    let belief = PriceBelief(told: toldPrices[instrument], policy: policy, configuration)
    guard !report.quantity.isZero,
      let price = belief.priceInstead(of: report, here.positions[Int(instrument.index)])
    else { return report }
    return PositionReport(quantity: report.quantity, averagePrice: price, mark: report.mark)
  }

  private func takeOver(
    _ report: PositionReport, _ instrument: InstrumentID, _ here: AccountFigures, asOf: BrokerSequence, policy: Word,
    charge: Decimal, _ core: inout Core
  ) -> Bool {
    core.commit(
      .position(
        .adopted(
          PositionAdoption(
            instrument: instrument, from: here.positions[Int(instrument.index)].quantity, to: report.quantity,
            averagePrice: report.quantity.isZero ? .zero : report.averagePrice, asOf: asOf, policy: policy,
            charge: charge))))
  }

  /// What a correction counts against the limits.
  ///
  /// Position and cash are two halves of one unknown trade: a balance counts by as much as it is more than the
  /// positions that were taken over before it in the same pass. A policy that takes everything over has no limits. What
  /// is undone gives back to the day what it has cost.
  private func charge(of finding: Finding, in currency: CurrencyID, policy: Word, _ core: Core) -> Decimal {
    if policy == .undone { return core.books.refund(of: finding.drift, at: core.now) }
    guard policy == .withinLimit, let impact = finding.impact else { return .zero }
    guard finding.isOfCash, let positions = spent[currency] else { return impact }
    return max(.zero, (try? impact - positions) ?? impact)
  }
}

extension PositionReport {
  /// The position as it is taken over: what a person has decided at the broker's price, or at its mark if there is none,
  /// and with the quantity that the person has given.
  fileprivate func asTaken(by policy: Word, _ figure: Decimal?) -> PositionReport {
    guard policy == .operator else { return self }
    return PositionReport(
      quantity: figure ?? quantity, averagePrice: averagePrice.isZero ? mark : averagePrice, mark: mark)
  }
}
