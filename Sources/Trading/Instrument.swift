/// What is traded: its steps, its contract multiplier and the currency it settles in.
public struct Instrument: Hashable, Sendable {
  /// The smallest price step; prices are multiples of it.
  public let tick: Decimal
  /// The smallest quantity step; quantities are multiples of it.
  public let lot: Decimal
  /// How many units of the currency one point of price is worth per unit of quantity.
  public let multiplier: Decimal
  /// The currency of price, cost and profit.
  public let currency: CurrencyID

  /// Makes an instrument.
  public init(tick: Decimal, lot: Decimal, multiplier: Decimal, currency: CurrencyID) {
    self.tick = tick
    self.lot = lot
    self.multiplier = multiplier
    self.currency = currency
  }

  /// The money value of a quantity at a price, in the instrument's currency; rounded once, half to even.
  @inlinable
  public func notional(quantity: Decimal, price: Decimal) throws(DecimalError) -> Decimal {
    if multiplier == .one { return try quantity * price }
    return try ExactAmount.product(quantity, price).scaled(by: multiplier, over: .one).rounded()
  }
}
