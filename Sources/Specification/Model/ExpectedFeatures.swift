public import Reconciliation
public import Trading

/// What the figures of a position for a model have to be, by records and answers alone.
public struct ExpectedFeatures: Sendable {
  /// Why they cannot be relied on.
  public var doubt: FeatureDoubt?
  /// Signed quantity, average price and profit realized.
  public var quantity: Fraction, average: Fraction?, realized: Fraction
  /// The same at the mark; nil without one.
  public var value: Fraction?, unrealized: Fraction?, exposure: Fraction?
  /// When what is open was opened, and when the broker told of it last.
  public var opened: Instant?, seen: Instant?
}

/// What an account has told of a position.
struct ToldPosition: Sendable {
  var report: PositionReport
  var told: Instant
  /// Whether that is what the books had.
  var isAlike: Bool
}

extension Specification {
  /// The figures of a position for a model; nil where they cannot be told from outside.
  public func features(of instrument: InstrumentID, at now: Instant) -> ExpectedFeatures? {
    scene.features(of: instrument, at: now)
  }
}

extension Scene {
  fileprivate func features(of instrument: InstrumentID, at now: Instant) -> ExpectedFeatures? {
    guard !isBlind, let told = reckoning.told, Int(instrument.index) < model.instruments.count else { return nil }
    let known = model.instruments[Int(instrument.index)]
    let row = told[instrument]
    var expected = ExpectedFeatures(
      quantity: known.position.quantity, average: known.position.averagePrice, realized: known.position.profit,
      opened: known.opened, seen: row?.told)
    expected.doubt = doubt(about: instrument, row, at: now)
    guard let mark = row?.report.mark, mark > .zero else { return expected }
    let point = Fraction(mark) * Fraction(known.terms.multiplier)
    expected.value = known.position.quantity * point
    expected.unrealized =
      known.position.quantity * point - known.position.cost * Fraction(known.terms.multiplier)
    // What is to be bought may all be bought, and what is to be sold all be sold.
    var (highest, lowest) = (known.position.quantity, known.position.quantity)
    for order in model.orders where order.terms.instrument == instrument && !order.status.isTerminal {
      if order.terms.side == .buy { highest = highest + order.leaves } else { lowest = lowest - order.leaves }
    }
    let most = lowest.magnitude < highest.magnitude ? highest.magnitude : lowest.magnitude
    expected.exposure = most * point
    return expected
  }

  private func doubt(about instrument: InstrumentID, _ row: ToldPosition?, at now: Instant) -> FeatureDoubt? {
    if configuration.mode == .paper { return .paper }
    if reckoning.isLeftOut(instrument) { return .leftOut }
    guard let row else { return .unseen }
    let isOpen = model.discrepancies.contains { discrepancy in
      if discrepancy.instrument == instrument.index { return true }
      return model.order(ClientOrderID(index: discrepancy.order)).map { $0.terms.instrument == instrument } ?? false
    }
    if isOpen || !row.isAlike { return .differs }
    if model.unverified.contains(where: { $0.figure == .position(instrument) }) { return .unverified }
    guard hearsay.condition == .ready else { return .blind }
    if row.told + configuration.featuresWithin < now { return .stale }
    let isFlat = model.instruments[Int(instrument.index)].position.quantity.isZero
    return isFlat || row.report.mark > .zero ? nil : .unpriced
  }
}

extension Reckoning {
  /// An account was compared: what it has told of each position, and whether that was what the books had.
  mutating func noteTold(_ account: AccountReport, isAlike: (Int) -> Bool) {
    var told: [InstrumentID: ToldPosition] = [:]
    for index in account.positions.indices {
      told[InstrumentID(index: UInt32(index))] = ToldPosition(
        report: account.positions[index], told: now, isAlike: isAlike(index))
    }
    self.told = told
  }
}
