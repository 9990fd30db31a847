public import Trading

/// One order as the engine believes it to be.
public struct ManagedOrder: Hashable, Sendable {
  /// The trader's name for the intent.
  public let id: ClientOrderID
  /// What is asked for, with the amendments in force.
  public internal(set) var terms: OrderTerms
  /// Where the order stands.
  public internal(set) var status: OrderStatus
  /// The quantity of all executions counted.
  public internal(set) var filled: Decimal
  /// Σ quantity × price of all executions counted.
  public internal(set) var value: ExactAmount
  /// The broker's id, once known.
  public internal(set) var brokerOrder: BrokerOrderID?
  /// The newest change at the broker that is known of this order.
  public internal(set) var sequence: BrokerSequence
  /// When it was taken, by the engine's clock.
  public internal(set) var acceptedAt = Instant.origin
  /// As of which change all orders of the broker were known when it was first sent: none that has not changed since is it.
  public internal(set) var sentAfter = BrokerSequence.zero
  /// When something was recorded last of it, by the engine's clock.
  public internal(set) var changedAt = Instant.origin
  /// How often the order was sent.
  public internal(set) var attempts: Int
  /// How many of these a rate limit stopped before the broker saw them.
  ///
  /// Each that was followed by another one with nothing in between; the last one is none of them until then.
  public internal(set) var limitedAttempts: Int
  /// Whether the broker has refused it since it has an order under its id: that may be another's.
  public internal(set) var isKeyTaken: Bool
  /// Whether the trader wants it cancelled; a fact beside the status (design, section 3, rule 1).
  public internal(set) var hasCancelIntent: Bool
  /// The terms that were asked for last, until it is told what has become of that: the broker may have given them.
  public internal(set) var askedTerms: Amendment?
  /// Whether the trader still wants them.
  private(set) var isReplaceWanted = false

  init(id: ClientOrderID, terms: OrderTerms) {
    self.id = id
    self.terms = terms
    status = .pending
    filled = .zero
    value = .zero
    sequence = .zero
    attempts = 0
    limitedAttempts = 0
    isKeyTaken = false
    hasCancelIntent = false
  }

  /// The terms that the trader wants it to have.
  public internal(set) var replaceIntent: Amendment? {
    get { isReplaceWanted ? askedTerms : nil }
    set {
      isReplaceWanted = newValue != nil
      if let newValue { askedTerms = newValue }
    }
  }

  /// Orders are found by their dense index; one beyond this is no index that anything dense could give.
  static let indexLimit: UInt32 = 1 << 24

  /// The most that may be on order: what is in force, or more that was asked for without an answer so far (reference,
  /// edge case 73).
  public var mostOrdered: Decimal { max(terms.quantity, askedTerms?.quantity ?? .zero) }

  /// The quantity not yet executed; zero for an order that was overfilled.
  ///
  /// Of an order that is complete as it is in force, so much of what was asked for as may still be executed.
  public var leaves: Decimal {
    let ordered = filled < terms.quantity ? terms.quantity : mostOrdered
    guard filled < ordered else { return .zero }
    return (try? ordered - filled) ?? .zero
  }

  /// The volume-weighted price of the executions, or nil without any.
  public var averagePrice: Decimal? {
    guard filled.isPositive else { return nil }
    return try? value.divided(by: filled)
  }

  /// The quantity and pricing in force.
  public var amendment: Amendment { Amendment(quantity: terms.quantity, pricing: terms.pricing) }

  /// Whether what the broker has done by a change it had done before this order was sent.
  func isSent(after change: BrokerSequence) -> Bool { change > .zero && change <= sentAfter }

  /// It is known what has become of the terms asked for last.
  mutating func settleAskedTerms() {
    askedTerms = nil
    isReplaceWanted = false
  }
}
