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
  public var filled: Fraction {
    get { exact?.value ?? Fraction(figure) }
    set {
      let decimal = newValue.figure.flatMap { newValue.isEqual(to: $0) ? $0 : nil }
      figure = decimal ?? .zero
      exact = decimal == nil ? Exact(newValue) : nil
    }
  }
  /// The same as a decimal; nil if it is none.
  public var filledFigure: Decimal? { exact == nil ? figure : nil }
  /// What they come to in money, without the multiplier.
  public var value: Fraction {
    get { money?.value ?? .zero }
    set { money = newValue.isZero ? nil : Exact(newValue) }
  }
  /// Decimals, which nearly all quantities are, and references make an order nearly plain bytes: orders are copied and
  /// compared in each pass.
  private var figure = Decimal.zero
  private var exact: Exact?
  private var money: Exact?

  private final class Exact: Sendable {
    let value: Fraction
    init(_ value: Fraction) { self.value = value }
  }

  /// The broker's id, once known.
  public var brokerOrder: BrokerOrderID?
  /// The newest change at the broker that is known of it.
  public var sequence = BrokerSequence.zero
  /// When it was accepted.
  public var acceptedAt = Instant.origin
  /// Up to which change at the broker all orders were told when it was first sent.
  public var sentAfter = BrokerSequence.zero
  /// When anything was recorded of it last.
  public var changedAt = Instant.origin
  /// How often it was recorded as about to be sent.
  public var attempts = 0
  /// How many times it was recorded so before anything had come of the last time: a rate limit had stopped that.
  public var stoppedAttempts = 0
  /// Whether the broker has refused it because there is an order under its id.
  public var isIdTaken = false
  /// Whether the trader wants it cancelled.
  public var hasCancelIntent = false
  /// The terms that the trader wants it to have.
  public var replaceIntent: Amendment?
  /// The last terms asked for of which nobody has told whether the broker has given them (reference, edge case 73).
  public var openTerms: Amendment?

  /// The terms that the trader wanted before those that he wants now, while the order works.
  var formerWishes: [Amendment] = []

  /// Makes an order as it is accepted.
  init(id: ClientOrderID, terms: OrderTerms) {
    self.id = id
    self.terms = terms
  }

  /// The quantity that is still to be executed; none of an order that was overfilled.
  ///
  /// Whoever asks for more does not know whether it was given: what is complete by the terms in force may have that more
  /// on order.
  public var leaves: Fraction {
    let left = Fraction(terms.quantity) - filled
    if !left.isZero, !left.isNegative { return left }
    guard let open = openTerms.map({ Fraction($0.quantity) - filled }), !open.isNegative else { return .zero }
    return open
  }

  /// The largest quantity that the broker may have on order.
  var largestQuantity: Decimal {
    guard let open = openTerms?.quantity, terms.quantity < open else { return terms.quantity }
    return open
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
