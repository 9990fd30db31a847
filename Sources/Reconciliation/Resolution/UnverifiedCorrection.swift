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

  /// Makes a correction.
  public init(_ figure: Figure, from: Decimal, to: Decimal, policy: Word) {
    self.figure = figure
    self.from = from
    self.to = to
    self.policy = policy
  }

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
