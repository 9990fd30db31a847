public import Trading

/// Whose state is meant.
public enum Party: Hashable, Sendable, CaseIterable {
  /// What the engine believes and what is true at the broker; for a check, both must agree with it.
  case both
  /// What the engine believes.
  case local
  /// What is true at the broker.
  case broker
}

/// One line of the `setup` section.
public struct SetupItem: Sendable {
  /// What the line says.
  package var form: any SetupForm

  /// Makes a line.
  package init(_ form: any SetupForm) {
    self.form = form
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
  /// Whether another order is meant to have the same client order id: a trader who uses one twice.
  public var repeatsKey = false

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
