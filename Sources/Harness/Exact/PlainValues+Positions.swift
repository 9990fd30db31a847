import Reconciliation
import Specification
import Trading

extension PlainValues {
  /// Puts one step of a position to the test: it opens, adds, closes or flips at average cost.
  ///
  /// - Returns: The position behind the step.
  mutating func check(
    _ before: Position, _ side: Side, _ quantity: Decimal, at price: Decimal, times multiplier: Decimal
  ) -> Position {
    var after = before
    let isBooked = (try? after.apply(side, quantity: quantity, price: price, multiplier: multiplier)) != nil
    let change = side == .buy ? Fraction(quantity) : -Fraction(quantity)
    let open = Fraction(before.quantity)
    let (cost, profit) = (Fraction(before.cost), Fraction(before.exactProfit))
    var due = (cost: cost + change * Fraction(price), profit: profit)
    if !open.isZero, open.isNegative != change.isNegative {
      let isPart = change.magnitude < open.magnitude
      let closed = isPart ? change.magnitude : open.magnitude
      let released = isPart ? (cost * closed).divided(by: open.magnitude) ?? cost : cost
      let worth = (open.isNegative ? -closed : closed) * Fraction(price)
      due = ((open + change) * Fraction(price), profit + (worth - released) * Fraction(multiplier))
      if isPart { due.cost = cost - released }
    }
    guard isBooked else {
      let isLarge = [open + change, change * Fraction(price), due.cost, due.profit].contains {
        Self.most < $0.magnitude
      }
      expect(isLarge, "\(change) at \(price) on \(before.quantity) does not fit")
      expect(after == before, "what does not fit changes a position of \(before.quantity)")
      return after
    }
    // What is released is rounded once at the last digit, and the profit once more.
    let slack = Self.lastExactDigit * (Fraction(multiplier).magnitude + Fraction(1))
    expect(Fraction(after.quantity) == open + change, "\(before.quantity) and \(change) are not \(after.quantity)")
    expect(
      (Fraction(after.cost) - due.cost).magnitude <= Self.lastExactDigit,
      "\(change) at \(price) on \(before.quantity) that cost \(before.cost) leaves a cost of \(after.cost)")
    expect(
      (Fraction(after.exactProfit) - due.profit).magnitude <= slack,
      "\(change) at \(price) on \(before.quantity) that cost \(before.cost) makes a profit of \(after.exactProfit)")
    look(at: after, price, multiplier)
    return after
  }

  /// The figures that are read off a position.
  private mutating func look(at position: Position, _ mark: Decimal, _ multiplier: Decimal) {
    let open = Fraction(position.quantity)
    expect(position.isFlat == open.isZero, "a position of \(open) is flat, or not, wrongly")
    expect(
      Self.isRounded(position.realizedProfit, of: Fraction(position.exactProfit), .halfEven),
      "a profit of \(position.exactProfit) is shown as \(position.realizedProfit)")
    if let average = Fraction(position.cost).divided(by: open) {
      expect(
        Self.isRounded(position.averagePrice, of: average, .halfEven),
        "\(position.quantity) that cost \(position.cost) are at \(Self.text(position.averagePrice)) on the average")
    } else {
      expect(position.averagePrice == nil, "a flat position has an average price")
    }
    let gain = (open * Fraction(mark) - Fraction(position.cost)) * Fraction(multiplier)
    if let unrealized = position.unrealizedProfit(at: mark, multiplier: multiplier) {
      expect(
        gain.isRounded(to: unrealized, times: 2),
        "closing \(position.quantity) that cost \(position.cost) at \(mark) would make \(unrealized)")
    } else {
      let isLarge = [gain, open * Fraction(mark)].contains { Fraction(1_000_000_000) < $0.magnitude }
      expect(isLarge, "nobody knows what closing \(position.quantity) would make")
    }
    var other = position
    let cost = Fraction(mark) * Fraction(multiplier)
    guard (try? other.adopt(quantity: mark, averagePrice: multiplier)) != nil else {
      expect(Self.most < cost.magnitude, "\(mark) at \(multiplier) cannot be taken over")
      return
    }
    expect(
      Fraction(other.cost) == cost && other.quantity == mark
        && other.exactProfit == position.exactProfit, "\(mark) at \(multiplier) is taken over as another position")
    expect(
      (try? Position(quantity: mark, averagePrice: multiplier)).map { $0.cost == other.cost } ?? false,
      "\(mark) at \(multiplier) is read as another position")
  }

  private static let statuses: [(OrderStatus, String)] = [
    (.pending, "pending"), (.submitted, "submitted"), (.unknown, "unknown"), (.open, "open"), (.partial, "partial"),
    (.filled, "filled"), (.cancelled, "cancelled"), (.rejected, "rejected"), (.expired, "expired"),
  ]

  /// Puts the table of statuses to the test, and the small words around orders.
  mutating func checkOrders(_ price: Decimal, _ other: Decimal) {
    for from in OrderStatus.allCases {
      let after = from.successors
      for to in OrderStatus.allCases {
        expect(
          from.canBecome(to) == after.contains(to),
          "an order may go from \(about: Word(from).text) to \(about: Word(to).text), or not, wrongly")
      }
      expect(
        from.isTerminal == [.filled, .cancelled, .rejected, .expired].contains(from),
        "\(about: Word(from).text) is an end, or none, wrongly")
      expect(
        from.isEarlyEnd == [.cancelled, .rejected, .expired].contains(from),
        "\(about: Word(from).text) is an early end, or none, wrongly")
      expect(
        from.isWorking == [.open, .partial].contains(from), "\(about: Word(from).text) works, or does not, wrongly")
    }
    for (status, text) in Self.statuses { expect(Word(status).text == text, "\(about: text) is called another way") }
    expect(Word(Side.buy).text == "buy" && Word(Side.sell).text == "sell", "a side is called another way")
    expect(Side.buy.signed(price) == price && Side.sell.signed(price) == -price, "a side has the wrong sign")
    let pricings: [OrderPricing] = [.market, .limit(price), .stop(price), .stopLimit(stop: other, limit: price)]
    expect(pricings.map(\.limit) == [nil, price, nil, price], "an order has another limit")
    expect(pricings.map(\.stop) == [nil, nil, price, other], "an order has another stop")
    let numbers: [UInt32] = [0, 1, 7, .max]
    for (left, right) in zip(numbers, numbers.dropFirst()) {
      let (first, second) = (ClientOrderID(index: left), ClientOrderID(index: right))
      expect(first < second && !(second < first) && !(first < first), "names of orders are in the wrong order")
      let (older, newer) = (BrokerSequence(UInt64(left)), BrokerSequence(UInt64(right)))
      expect(older < newer && !(newer < older) && !(older < older), "changes at the broker are in the wrong order")
    }
    expect(BrokerSequence.zero.value == 0, "the first change at the broker has another number")
  }
}
