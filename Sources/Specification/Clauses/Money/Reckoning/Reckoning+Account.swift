import Reconciliation
import Trading

/// One figure of the account that differs.
struct AccountDifference: Sendable {
  var discrepancy: Discrepancy
  var figure: DriftSight.Figure
  var currency: CurrencyID
  /// The broker's figure less the one here.
  var difference: Fraction
  /// What it is worth in money; nil if that cannot be said.
  var impact: Decimal?
  /// Whether the broker's figure is as of a later change than anything in the books.
  var isLater = false
  /// Whether the broker says all that taking over needs.
  var isWhole = true
  /// Whether no trade makes such an account of the books.
  var isWithoutTrade = false
  /// The position here that it is compared with.
  var held: ModelPosition?

  var isOfCash: Bool { if case .cash = figure { true } else { false } }

  var isOfQuantity: Bool { if case .quantity = figure { true } else { false } }

  /// The discrepancy with what it is worth.
  var assessed: Discrepancy {
    var discrepancy = discrepancy
    discrepancy.impact = impact
    return discrepancy
  }
}

/// How a position was last found to differ: what it is worth takes long divisions, and each poll shows the same again.
struct KnownDifference: Sendable {
  /// All figures that it rests on.
  struct Basis: Equatable, Sendable {
    private let report: PositionReport
    private let revision: Int
    private let cashTold: Decimal?, cash: Decimal?

    init(_ report: PositionReport, _ revision: Int, _ account: AccountReport, _ sheet: Model, _ index: Int) {
      (self.report, self.revision) = (report, revision)
      let currency = Int(sheet.instruments[index].terms.currency.index)
      cashTold = currency < account.cash.count ? account.cash[currency] : nil
      cash = sheet.balances[currency].figure
    }
  }

  let basis: Basis
  let difference: AccountDifference
}

/// The currencies of the positions of a pass that differ, by what becomes of them: a balance is the other half of the
/// trades that nobody has told of.
struct HalfTrades {
  var takenOver: [CurrencyID] = []
  var forPerson: [CurrencyID] = []
  var waiting: [CurrencyID] = []
}

extension Reckoning {
  /// What the account calls for: a difference without an order to explain it is taken over, held or left to a person.
  ///
  /// - Returns: Whether the account could be compared.
  mutating func compare(_ account: AccountReport, newest: BrokerSequence, _ sheet: inout Model) -> Bool {
    // Of an account that is newer than the executions known nothing can be said.
    guard account.isComplete, isPossible(account.asOf) else { return false }
    guard account.asOf <= cursor, !isOutdated(account, sheet) else {
      // Of what was compared while the store failed nobody knows how new it was.
      guard isAccountOutdated != nil else {
        isUnclear = true
        return false
      }
      noteSetAside(reason: isAccountOutdated == true ? .older : .stale, &sheet)
      return false
    }
    var known = newest
    var found: [AccountDifference]
    here = []
    if account.asOf >= newest {
      found = differences(account, sheet, exceptIn: [])
    } else {
      guard let past = sheet.past(asOf: account.asOf) else {
        noteSetAside(reason: .stale, &sheet)
        return false
      }
      known = past.newest
      here = past.model.instruments.map(\.position.quantity.figure)
      found = differences(account, past.model, exceptIn: past.changed)
    }
    lag = AccountLag()
    age = AccountAge(newest: account.asOf)
    noteSeen(account, differs: !found.isEmpty, &sheet)
    noteTold(account) { index in
      !found.contains { one in
        let instrument = InstrumentID(index: UInt32(index))
        return one.figure == .quantity(instrument) || one.figure == .price(instrument)
      }
    }
    verify(account, found, &sheet)
    noteTradesTakenBack(found, sheet)
    let worths = found.map { FormerWorth($0, account) }
    defer { formerWorths = worths }
    guard !found.isEmpty else {
      (sights, runs) = ([], [])
      return true
    }
    sights?.removeAll { sight in !found.contains { $0.figure == sight.figure } }
    runs?.removeAll { run in !found.contains { $0.figure == run.figure } }
    var spent: [(currency: CurrencyID, amount: Fraction)] = []
    var halves = HalfTrades()
    let listsNothing = !account.positions.contains { $0.quantity != .zero } && !account.cash.contains { $0 != .zero }
    for var one in found {
      one.isLater = account.asOf > known
      one.isWithoutTrade =
        listsNothing || isEndedForNothing(one, among: found, account)
        || isBehindOwnTrades(one, among: found, account, sheet)
      one.impact = dearest(one)
      settle(one, account, &spent, &halves, &sheet)
    }
    return true
  }

  /// What differs from the account.
  ///
  /// - Parameter changed: the instruments that are not looked at as they are now.
  private mutating func differences(
    _ account: AccountReport, _ sheet: Model, exceptIn changed: Set<InstrumentID>
  ) -> [AccountDifference] {
    var found: [AccountDifference] = []
    for index in account.positions.indices
    where index < sheet.instruments.count && !isLeftOut(InstrumentID(index: UInt32(index))) {
      let (report, revision) = (account.positions[index], sheet.instruments[index].revision)
      let isNow = !changed.contains(InstrumentID(index: UInt32(index)))
      if isNow, let known = alike[index], known.revision == revision, known.report == report { continue }
      let basis = KnownDifference.Basis(report, revision, account, sheet, index)
      if isNow, let known = apart[index], known.basis == basis {
        found.append(known.difference)
        continue
      }
      if let one = difference(index, account, sheet) {
        found.append(one)
        if isNow { apart[index] = KnownDifference(basis: basis, difference: one) }
      } else if !isUnclear, isNow {
        alike[index] = (report, revision)
      }
    }
    for index in account.cash.indices
    where index < sheet.balances.count && !isLeftOut(CurrencyID(index: UInt32(index))) {
      if let one = cashDifference(index, account, sheet) { found.append(one) }
    }
    return found
  }

  /// Which trades, taken over and not shown since, the account shows not to have been: shares and money both lie as far
  /// back as they were changed.
  private mutating func noteTradesTakenBack(_ found: [AccountDifference], _ sheet: Model) {
    var doubtful: [CurrencyID] = []
    tradesTakenBack = []
    for correction in sheet.unverified where correction.from != correction.to {
      let figure: DriftSight.Figure
      let currency: CurrencyID
      switch correction.figure {
      case .position(let instrument):
        figure = .quantity(instrument)
        currency = sheet.instruments[Int(instrument.index)].terms.currency
      case .cash(let balance):
        figure = .cash(balance)
        currency = balance
      }
      let change = Fraction(correction.from) - Fraction(correction.to)
      if found.contains(where: { $0.figure == figure && $0.difference == change }) {
        tradesTakenBack.append(currency)
      } else {
        doubtful.append(currency)
      }
    }
    // Money that lacks, and was not taken over, is another trade's.
    for one in found where one.isOfCash {
      let wasTakenOver = sheet.unverified.contains {
        if case .cash(one.currency) = $0.figure { true } else { false }
      }
      if !wasTakenOver { doubtful.append(one.currency) }
    }
    tradesTakenBack.removeAll { doubtful.contains($0) }
  }

  /// What was corrected and does not differ any more has proven right.
  private mutating func verify(_ account: AccountReport, _ found: [AccountDifference], _ sheet: inout Model) {
    for correction in sheet.unverified {
      switch correction.figure {
      case .position(let instrument) where Int(instrument.index) < account.positions.count:
        if isLeftOut(instrument) { continue }
        // A quantity that was taken over is shown or not, whatever is said of its price.
        let isOfPrice = correction.from == correction.to
        if found.contains(where: { $0.figure == .quantity(instrument) }) { continue }
        if isOfPrice, found.contains(where: { $0.figure == .price(instrument) }) { continue }
        call(.adoptions, .position(.verified(instrument)), &sheet)
      case .cash(let currency) where Int(currency.index) < account.cash.count:
        if isLeftOut(currency) || found.contains(where: { $0.figure == .cash(currency) }) { continue }
        call(.adoptions, .cash(.verified(currency)), &sheet)
      case .position, .cash: continue
      }
    }
  }

  /// The quantity differs by more than the epsilon, or else the average price by more than the tolerance.
  mutating func difference(_ index: Int, _ account: AccountReport, _ sheet: Model) -> AccountDifference? {
    let report = account.positions[index]
    let instrument = sheet.instruments[index]
    let position = instrument.position
    let epsilon = configuration.quantityEpsilon
    if position.quantity.isEqual(to: report.quantity), position.cost.isZero || report.averagePrice.isZero {
      return nil
    }
    let missing = Fraction(report.quantity) - position.quantity
    guard missing.magnitude.exceeds(epsilon) else { return priceDifference(index, report, instrument) }
    guard let local = position.quantity.figure, missing.fitsDecimal else {
      isUnclear = true
      return nil
    }
    let discrepancy = Discrepancy(
      local.isZero || report.quantity.isZero ? .missingPosition : .quantityMismatch, instrument: UInt32(index),
      local: local, broker: report.quantity)
    let price = report.mark.isZero ? report.averagePrice : report.mark
    var impact: Decimal?
    if price.isPositive, let value = worth(missing.magnitude, price, instrument.terms) {
      // Position and cash are two halves of one trade: it is worth what its larger half is worth.
      impact = max(value, cashMissing(instrument.terms.currency, account, sheet))
      impact = priceBeside(report, instrument, price).map { max($0, impact ?? $0) }
    }
    return AccountDifference(
      discrepancy: discrepancy, figure: .quantity(InstrumentID(index: UInt32(index))),
      currency: instrument.terms.currency, difference: missing, impact: impact,
      isWhole: report.quantity.isZero || report.averagePrice.isPositive,
      held: position)
  }

  private mutating func priceDifference(
    _ index: Int, _ report: PositionReport, _ instrument: ModelInstrument
  ) -> AccountDifference? {
    guard !report.averagePrice.isZero, let average = instrument.position.averagePrice else { return nil }
    // Prices that agree to the last digit differ by nothing; to divide for the figure costs far more than to look.
    if configuration.tolerance >= .zero, configuration.tolerance <= Decimal(1),
      average.isNearest(to: report.averagePrice)
    {
      return nil
    }
    guard let local = average.figure else {
      isUnclear = true
      return nil
    }
    let difference = Fraction(report.averagePrice) - Fraction(local)
    let larger = max(local.magnitude, report.averagePrice.magnitude)
    guard let allowed = (Fraction(larger) * Fraction(configuration.tolerance)).figure else {
      isUnclear = true
      return nil
    }
    guard difference.magnitude.exceeds(allowed) else { return nil }
    let points = difference.magnitude.figure ?? .zero
    return AccountDifference(
      discrepancy: Discrepancy(
        .priceDiscrepancy, instrument: UInt32(index), local: local, broker: report.averagePrice),
      figure: .price(InstrumentID(index: UInt32(index))), currency: instrument.terms.currency, difference: difference,
      impact: impact(ofPrice: points, report, instrument))
  }

  /// What it is worth to take over a price, and with it a quantity that differs by no more than the epsilon.
  private func impact(ofPrice points: Decimal, _ report: PositionReport, _ instrument: ModelInstrument) -> Decimal? {
    let missing = (Fraction(report.quantity) - instrument.position.quantity).magnitude
    let ofPrice = worth(instrument.position.quantity.magnitude, points, instrument.terms)
    if missing.isZero { return ofPrice }
    let price = report.mark.isZero ? report.averagePrice : report.mark
    guard price.isPositive, let ofPrice, let ofQuantity = worth(missing, price, instrument.terms) else { return nil }
    return (Fraction(ofPrice) + Fraction(ofQuantity)).figure
  }

  /// What of the broker's cost of a position the difference in quantity does not account for, at the market's price for
  /// what is more and at the average here for what is less: it is taken over with the quantity.
  private func priceBeside(_ report: PositionReport, _ instrument: ModelInstrument, _ market: Decimal) -> Decimal? {
    let held = instrument.position.quantity
    guard !report.averagePrice.isZero, !held.isZero, !report.quantity.isZero,
      held.isNegative == Fraction(report.quantity).isNegative, let average = instrument.position.averagePrice?.figure
    else { return .zero }
    let told = Fraction(report.quantity).magnitude
    if told < held.magnitude {
      guard let points = (Fraction(report.averagePrice) - Fraction(average)).magnitude.figure else { return nil }
      return worth(told, points, instrument.terms)
    }
    guard let theirs = worth(told, report.averagePrice, instrument.terms),
      let ours = worth(held.magnitude, average, instrument.terms),
      let more = worth(told - held.magnitude, market, instrument.terms)
    else { return nil }
    return (Fraction(theirs) - Fraction(ours) - Fraction(more)).magnitude.figure
  }

  /// A balance differs, by whatever it is.
  mutating func cashDifference(
    _ index: Int, _ account: AccountReport, _ sheet: Model
  ) -> AccountDifference? {
    let told = account.cash[index]
    guard let local = sheet.balances[index].figure else {
      isUnclear = true
      return nil
    }
    guard local != told else { return nil }
    let difference = Fraction(told) - Fraction(local)
    guard difference.fitsDecimal else { return nil }
    return AccountDifference(
      discrepancy: Discrepancy(.cashMismatch, currency: UInt32(index), local: local, broker: told),
      figure: .cash(CurrencyID(index: UInt32(index))), currency: CurrencyID(index: UInt32(index)),
      difference: difference, impact: difference.magnitude.figure)
  }

  private func worth(_ quantity: Fraction, _ price: Decimal, _ terms: Instrument) -> Decimal? {
    (quantity * Fraction(price) * Fraction(terms.multiplier)).figure
  }

  private func cashMissing(_ currency: CurrencyID, _ account: AccountReport, _ sheet: Model) -> Decimal {
    let index = Int(currency.index)
    guard index < account.cash.count, !isLeftOut(currency), let local = sheet.balances[index].figure else {
      return .zero
    }
    return (Fraction(account.cash[index]) - Fraction(local)).magnitude.figure ?? .zero
  }
}
