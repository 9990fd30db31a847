public import Trading

/// One position in the figures that a model is fed with, and whether they can be relied on.
///
/// The figures are those of the books, in the currency of the instrument; what needs a price is valued at the mark that the
/// broker has told last (position document, phase 5).
public struct PositionFeatures: Hashable, Sendable {
  /// Which way a position is open.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    /// More was bought than sold.
    case long
    /// More was sold than bought.
    case short
    /// Nothing is open.
    case flat
  }

  /// The instrument.
  public let instrument: InstrumentID
  /// As of when, by the engine's clock.
  public let instant: Instant
  /// Why the figures cannot be relied on; nil if they can.
  public let doubt: FeatureDoubt?
  /// Which way it is open.
  public let side: Side
  /// The signed quantity.
  public let quantity: Decimal
  /// The volume-weighted price of what is open; nil when flat.
  public let averagePrice: Decimal?
  /// The profit realized by closing.
  public let realizedProfit: Decimal
  /// What closing at the mark would realize on top; nil without a mark.
  public let unrealizedProfit: Decimal?
  /// What is open at the mark, below zero for a short position; nil without a mark.
  public let marketValue: Decimal?
  /// The most that can be open at the mark, either way, if all orders that are not over execute; nil without a mark.
  public let exposure: Decimal?
  /// When what is open was opened, by the broker's clock; nil when flat, and for what was open before all that is known.
  public let opened: Instant?
  /// When the broker has told the position last that the figures were compared with; nil if it has not since the start.
  public let seen: Instant?

  /// For how long it has been open; nil where that is not known.
  public var age: TimeSpan? { opened.map { max(.zero, instant - $0) } }
  /// Whether the figures can be relied on.
  public var isValid: Bool { doubt == nil }
}

/// Why the figures of a position cannot be relied on, what is gravest first.
public enum FeatureDoubt: String, Hashable, Sendable, CaseIterable {
  /// In paper mode the account is not the engine's to compare.
  case paper
  /// The instrument is left out of what passes compare.
  case leftOut = "left-out"
  /// The broker has not told of it since the start.
  case unseen
  /// The broker's figures differ, or those of an order do.
  case differs
  /// The figures were taken over, and the broker has not shown them again.
  case unverified
  /// The engine does not see the broker on every channel, or sends nothing.
  case blind
  /// The broker has told of it too long ago.
  case stale
  /// What is open has no price that it could be valued at.
  case unpriced
}
