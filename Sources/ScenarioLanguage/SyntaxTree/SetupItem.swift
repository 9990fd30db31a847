public import Trading

/// Whose state is meant.
public enum Party: Hashable, Sendable {
  /// What the engine believes and what is true at the broker; for a check, both must agree with it.
  case both
  /// What the engine believes.
  case local
  /// What is true at the broker.
  case broker
}

/// One line of the `setup` section.
public enum SetupItem: Sendable {
  /// `both cash USD 100000.00`
  case cash(Party, currency: Located<String>, amount: Decimal)
  /// `both position AAPL 300 at 148.00`
  case position(Party, symbol: Located<String>, quantity: Decimal, price: Decimal)
  /// `both order Z buy 10 AAPL limit 150.00 accepted`, or `filled 4`
  case order(Party, NewOrder, state: OrderState)
  /// `local checkpoint seq 41`
  case checkpoint(sequence: UInt64)
  /// `market AAPL 149.99 150.01`
  case market(symbol: Located<String>, bid: Decimal, ask: Decimal)
  /// `instrument BTC/USD tick 0.1 lot 0.0001 multiplier 1 currency USD`; nil for what the line does not say
  case instrument(
    symbol: Located<String>, tick: Decimal?, lot: Decimal?, multiplier: Decimal?, currency: Located<String>?)

  /// How far an order of the setup has come.
  public enum OrderState: Hashable, Sendable {
    /// The broker works it, nothing is executed.
    case accepted
    /// The broker works it or is done with it, so much is executed at the limit or stop price (or the average of bid and ask).
    case filled(Decimal)
  }
}

/// An order as a file gives it, such as `A buy 100 AAPL limit 150.01 tif day key K1`.
public struct NewOrder: Sendable {
  /// The name of the order in the file.
  public var name: Located<String>
  /// The direction.
  public var side: Side
  /// The quantity.
  public var quantity: Located<Decimal>
  /// The instrument.
  public var symbol: Located<String>
  /// The pricing.
  public var pricing: OrderPricing
  /// The time in force.
  public var timeInForce: TimeInForce = .day
  /// The client order id; the order's own name if the file does not say.
  public var key: Located<String>?

  /// Makes an order.
  public init(
    name: Located<String>, side: Side, quantity: Located<Decimal>, symbol: Located<String>, pricing: OrderPricing
  ) {
    self.name = name
    self.side = side
    self.quantity = quantity
    self.symbol = symbol
    self.pricing = pricing
  }
}
