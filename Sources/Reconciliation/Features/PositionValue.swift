import Trading

/// Says what a position is worth at a price, since when it is open, and what it can come to.
enum PositionValue {
  /// A quantity at a price, with its sign; nil if that leaves the range of a decimal.
  static func value(_ quantity: Decimal, at price: Decimal, _ instrument: Instrument) -> Decimal? {
    try? ExactAmount.product(quantity, price).scaled(by: instrument.multiplier, over: .one).rounded()
  }

  /// What closing a quantity that has cost so much would realize at a price.
  static func profit(
    _ quantity: Decimal, cost: ExactAmount, at price: Decimal, _ instrument: Instrument
  ) -> Decimal? {
    try? (ExactAmount.product(quantity, price) - cost).scaled(by: instrument.multiplier, over: .one).settled(over: .one)
  }

  /// The largest quantity, either way, that a position can come to if orders execute.
  static func most(_ quantity: Decimal, with orders: [ManagedOrder]) -> Decimal? {
    var (up, down) = (quantity, quantity)
    for order in orders {
      guard let more = try? order.terms.side == .buy ? up + order.leaves : down - order.leaves else { return nil }
      if order.terms.side == .buy { up = more } else { down = more }
    }
    return max(up.magnitude, down.magnitude)
  }

  /// When what is open was opened; nil when flat, and for what was open before all executions that are known.
  ///
  /// - Parameters:
  ///   - start: the signed quantity before the executions.
  ///   - instant: when that was opened, if it is known.
  ///   - executions: as they came, of this instrument.
  static func opened(
    from start: Decimal, since instant: Instant? = nil, _ steps: [PositionStep], asOf: BrokerSequence
  ) -> Instant? {
    var newest = asOf
    var places: [(place: BrokerSequence, arrival: Int, step: PositionStep)] = []
    for step in steps {
      // What has no place in the broker's order counts where it came.
      let place = step.execution.sequence == .zero ? newest : step.execution.sequence
      newest = max(newest, place)
      places.append((place, places.count, step))
    }
    places.sort { ($0.place, $0.arrival) < ($1.place, $1.arrival) }
    var (quantity, opened) = (start, instant)
    for entry in places {
      let execution = entry.step.execution
      let traded = execution.side.signed(execution.quantity)
      guard let next = try? quantity + (entry.step.isTrade ? traded : -traded) else { return nil }
      if next.isZero {
        opened = nil
      } else if quantity.isZero || next.isNegative != quantity.isNegative {
        opened = execution.executedAt
      }
      quantity = next
    }
    return opened
  }
}
