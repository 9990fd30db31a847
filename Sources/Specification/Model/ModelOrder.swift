public import Reconciliation
public import Trading

/// One order as the records say it is.
public struct ModelOrder: Sendable {
  /// The trader's name for it.
  public let id: ClientOrderID
  /// What is asked for, with the amendments in force.
  public var terms: OrderTerms
  /// Where it stands.
  public var status = OrderStatus.pending
  /// The quantity of all executions counted.
  public var filled = Fraction.zero {
    didSet { filledFigure = filled.figure.flatMap { filled.isEqual(to: $0) ? $0 : nil } }
  }
  /// The same as a decimal, which is many times faster to compare; nil if it is none.
  public private(set) var filledFigure: Decimal? = .zero
  /// The broker's id, once known.
  public var brokerOrder: BrokerOrderID?
  /// The newest change at the broker that is known of it.
  public var sequence = BrokerSequence.zero
  /// How often it was recorded as about to be sent.
  public var attempts = 0
  /// Whether the trader wants it cancelled.
  public var hasCancelIntent = false
  /// The terms that the trader wants it to have.
  public var replaceIntent: Amendment?

  /// The quantity that is still to be executed; none of an order that was overfilled.
  public var leaves: Fraction {
    let left = Fraction(terms.quantity) - filled
    return left.isNegative ? .zero : left
  }

  /// Whether just so much was executed.
  func hasFilled(_ quantity: Decimal) -> Bool {
    filledFigure.map { $0 == quantity } ?? filled.isEqual(to: quantity)
  }

  /// Whether more than that was executed.
  func hasFilled(moreThan quantity: Decimal) -> Bool {
    filledFigure.map { quantity < $0 } ?? filled.exceeds(quantity)
  }

  /// The quantity and pricing in force.
  public var amendment: Amendment { Amendment(quantity: terms.quantity, pricing: terms.pricing) }
}
