public import Trading

/// A position taken over from the broker.
public struct PositionAdoption: Hashable, Sendable {
  /// The instrument.
  public var instrument: InstrumentID
  /// The quantity believed before.
  public var from: Decimal
  /// The quantity taken over.
  public var to: Decimal
  /// The average price taken over; zero when flat.
  public var averagePrice: Decimal
  /// As of which change at the broker: executions up to it are part of the figure.
  public var asOf: BrokerSequence
  /// The policy that allowed it.
  public var policy: Word
  /// What it counts against the limits of automatic corrections.
  public var charge: Decimal

  /// Makes an adoption.
  public init(
    instrument: InstrumentID, from: Decimal, to: Decimal, averagePrice: Decimal, asOf: BrokerSequence, policy: Word,
    charge: Decimal = .zero
  ) {
    self.instrument = instrument
    self.from = from
    self.to = to
    self.averagePrice = averagePrice
    self.asOf = asOf
    self.policy = policy
    self.charge = charge
  }
}

/// A balance taken over from the broker.
public struct CashAdoption: Hashable, Sendable {
  /// The currency.
  public var currency: CurrencyID
  /// The amount believed before.
  public var from: Decimal
  /// The amount taken over.
  public var to: Decimal
  /// As of which change at the broker: executions up to it are paid for in the figure.
  public var asOf: BrokerSequence
  /// The policy that allowed it.
  public var policy: Word
  /// What it counts against the limits of automatic corrections.
  public var charge: Decimal

  /// Makes an adoption.
  public init(
    currency: CurrencyID, from: Decimal, to: Decimal, asOf: BrokerSequence, policy: Word, charge: Decimal = .zero
  ) {
    self.currency = currency
    self.from = from
    self.to = to
    self.asOf = asOf
    self.policy = policy
    self.charge = charge
  }
}
