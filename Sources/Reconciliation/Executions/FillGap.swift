import Trading

/// A quantity that the broker has told to be executed of an order and that no channel has brought.
struct FillGap: Sendable {
  /// How much is executed in all.
  var filled: Decimal
  /// What that has cost on average; zero if the broker tells nothing of it.
  var averagePrice: Decimal
  /// The broker's order, if it has told which.
  var brokerOrder: BrokerOrderID?
  /// The change at the broker that tells it.
  var asOf: BrokerSequence
  /// All executions of the order up to this change are in the books.
  var knownUpTo: BrokerSequence

  init(_ report: OrderReport, knownUpTo: BrokerSequence) {
    filled = report.filled
    averagePrice = report.averagePrice
    brokerOrder = report.brokerOrder
    asOf = report.sequence
    self.knownUpTo = knownUpTo
  }

  /// A gap of which only the quantity is known.
  init(filled: Decimal) {
    self.filled = filled
    averagePrice = .zero
    asOf = .zero
    knownUpTo = .zero
  }
}

/// What can be inferred from a gap.
enum InferredFill {
  /// The execution that closes a gap; nil if there is none that can be answered for.
  ///
  /// - Parameter isAccepted: whether a person has said that the broker is right: he answers for the price of the order
  ///   where the broker tells no average, and for what the figures that were taken over have in them.
  static func execution(
    closing gap: FillGap, of order: ManagedOrder, _ books: Books, _ configuration: EngineConfiguration,
    isAccepted: Bool, at now: Instant
  ) -> Execution? {
    let instrument = configuration.instruments[Int(order.terms.instrument.index)]
    guard gap.asOf > .zero, gap.filled <= order.mostOrdered, let brokerOrder = gap.brokerOrder,
      let quantity = try? gap.filled - order.filled, quantity.isPositive,
      let price = price(of: quantity, gap, order, tick: instrument.tick, isAccepted: isAccepted)
    else { return nil }
    let execution = Execution(
      id: ExecutionID(inference: books.log.inferred(of: order.id).count), order: order.id, brokerOrder: brokerOrder,
      instrument: order.terms.instrument, side: order.terms.side, quantity: quantity, price: price, executedAt: now,
      sequence: gap.asOf)
    guard !isAccepted else { return execution }
    let isDoubtful =
      !books.isPlaced(after: gap.knownUpTo, upTo: gap.asOf, in: order.terms.instrument)
      || ExecutionDetector.worseThanLimit(execution, order, former: books.terms(supersededOf: order.id)) != nil
    return isDoubtful ? nil : execution
  }

  /// What makes the broker's average right; the order's own price where there is none and a person answers for it.
  private static func price(
    of quantity: Decimal, _ gap: FillGap, _ order: ManagedOrder, tick: Decimal, isAccepted: Bool
  ) -> Decimal? {
    if let price = residual(of: quantity, gap, order, tick: tick) { return price }
    return isAccepted ? order.terms.pricing.limit ?? order.terms.pricing.stop : nil
  }

  /// The broker's average is rounded: of all prices that make it right, one that can be traded at is the real one.
  private static func residual(
    of quantity: Decimal, _ gap: FillGap, _ order: ManagedOrder, tick: Decimal
  ) -> Decimal? {
    guard gap.averagePrice.isPositive,
      let value = try? ExactAmount.product(gap.averagePrice, gap.filled) - order.value,
      let price = try? value.divided(by: quantity), price.isPositive
    else { return nil }
    guard let near = try? price.rounded(toMultipleOf: tick, rounding: .halfEven), near.isPositive,
      let whole = try? order.value + .product(near, quantity),
      let average = try? whole.divided(by: gap.filled), average == gap.averagePrice
    else { return price }
    return near
  }
}
