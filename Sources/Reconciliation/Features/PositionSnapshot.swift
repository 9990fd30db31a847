public import Trading

/// One position as one source has it, and how far it can be trusted (order/position document, position snapshots).
public struct PositionSnapshot: Hashable, Sendable {
  /// Who says so.
  public enum Source: String, Hashable, Sendable, CaseIterable {
    /// The books.
    case local = "internal"
    /// The broker, when it last told of the account.
    case broker = "exchange"
    /// The books, with which the broker agreed then.
    case reconciled
  }

  /// Who says so.
  public let source: Source
  /// The instrument.
  public let instrument: InstrumentID
  /// As of which change at the broker the figures hold; nil for the books alone, which nobody has compared.
  public let asOf: BrokerSequence?
  /// When the figures were told or compared, by the engine's clock; nil for the books alone.
  public let seen: Instant?
  /// The signed quantity.
  public let quantity: Decimal
  /// The average price of what is open; nil when flat, or if the source tells none.
  public let averagePrice: Decimal?
  /// What is open at the mark; nil without a mark.
  public let marketValue: Decimal?
  /// What closing at the mark would realize; nil without a mark or an average price.
  public let unrealizedProfit: Decimal?
  /// The orders of the instrument that work, in the order in which they were accepted.
  public let relatedOrders: [ClientOrderID]
  /// Those whose state is not certain: not sent so far, without an answer, or to be cancelled or changed.
  public let pendingOrders: [ClientOrderID]
  /// How far it can be trusted, in thousandths: all, falling to nothing while `features-within` passes since it was seen;
  /// nothing of books with which the broker did not agree, and a half of such that nobody has compared.
  public let confidence: Int
}
