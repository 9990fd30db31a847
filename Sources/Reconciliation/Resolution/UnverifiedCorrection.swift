public import Trading

/// A figure that was taken over from the broker, and that no whole answer of the broker has shown again so far.
///
/// A correction is a transaction with the broker: what one answer has said is believed until the next one, which commits
/// it or, confirmed like any drift, takes it back.
public struct UnverifiedCorrection: Hashable, Sendable {
  /// What was corrected.
  public enum Figure: Hashable, Sendable {
    /// The quantity, and with it the average price, of a position.
    case position(InstrumentID)
    /// A balance.
    case cash(CurrencyID)
  }

  /// What was corrected.
  public var figure: Figure
  /// The figure before.
  public var from: Decimal
  /// The figure that was taken over.
  public var to: Decimal
  /// The policy that allowed it.
  public var policy: Word
  /// What it has cost of the day's limit, which it gives back if it proves to have been none.
  public var charge: Decimal
  /// When it was taken over, by the engine's clock.
  public var taken: Instant

  /// Makes a correction.
  public init(
    _ figure: Figure, from: Decimal, to: Decimal, policy: Word, charge: Decimal = .zero, at instant: Instant = .origin
  ) {
    self.figure = figure
    self.from = from
    self.to = to
    self.policy = policy
    self.charge = charge
    taken = instant
  }

  /// Whether the figure itself has changed, and not the price of a position alone.
  var isOfQuantity: Bool { from != to }

  /// Whether the broker says what was so before the correction, but for what has executed since.
  func isTakenBack(by finding: Finding) -> Bool {
    if case .price = finding.drift { return false }
    guard let change = try? to - from, !change.isZero, let back = try? finding.local - finding.broker else {
      return false
    }
    return change == back
  }
}

extension Books {
  /// The currencies of which all that was taken over is taken back by what an account shows.
  ///
  /// Position and balance are two halves of one trade: a trade the other way, at another price, takes none back.
  func reversals(in findings: [Finding]) -> [CurrencyID] {
    guard !unverified.isEmpty else { return [] }
    return cash.indices.map { CurrencyID(index: UInt32($0)) }.filter { currency in
      let corrections = unverified.filter { $0.isOfQuantity && self.currency(of: $0.figure) == currency }
      let isBack = corrections.allSatisfy { correction in
        findings.contains { $0.drift == correction.figure.drift && correction.isTakenBack(by: $0) }
      }
      let hasOtherBalance =
        findings.contains { $0.drift == .cash(currency) }
        && !corrections.contains { $0.figure == .cash(currency) }
      return !corrections.isEmpty && isBack && !hasOtherBalance
    }
  }

  private func currency(of figure: UnverifiedCorrection.Figure) -> CurrencyID {
    switch figure {
    case .position(let instrument): instruments[Int(instrument.index)].currency
    case .cash(let currency): currency
    }
  }

  /// The correction of a figure that is not verified, or nil; an average price goes with its position.
  func unverifiedCorrection(of drift: Finding.Drift?) -> UnverifiedCorrection? {
    guard !unverified.isEmpty else { return nil }
    switch drift {
    case .position(let instrument), .price(let instrument):
      return unverified.first { $0.figure == .position(instrument) }
    case .cash(let currency): return unverified.first { $0.figure == .cash(currency) }
    case nil: return nil
    }
  }

  /// What a correction that is undone counts against the limits: less than nothing, if it was made on the same day.
  func refund(of drift: Finding.Drift?, at instant: Instant) -> Decimal {
    guard let correction = unverifiedCorrection(of: drift), spending.counts(correction.taken, on: instant) else {
      return .zero
    }
    return -correction.charge
  }

  /// A figure was taken over; what was taken back is not to be verified once more.
  mutating func note(_ correction: UnverifiedCorrection) {
    forgetCorrection(of: correction.figure)
    if correction.policy != .undone { unverified.append(correction) }
  }

  /// The correction of a figure has proven right, or is no more.
  mutating func forgetCorrection(of figure: UnverifiedCorrection.Figure) {
    unverified.removeAll { $0.figure == figure }
  }
}

extension UnverifiedCorrection.Figure {
  /// How a finding names it.
  fileprivate var drift: Finding.Drift {
    switch self {
    case .position(let instrument): .position(instrument)
    case .cash(let currency): .cash(currency)
    }
  }
}
