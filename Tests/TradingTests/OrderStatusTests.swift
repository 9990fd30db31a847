import Testing

@testable import Trading

@Suite("Order status and terms")
struct OrderStatusTests {
  /// Where an order stands, and where it may go; written down independently of the code.
  private let table: [OrderStatus: Set<OrderStatus>] = [
    .pending: [.submitted, .unknown, .cancelled, .rejected],
    .submitted: [.unknown, .open, .partial, .filled, .cancelled, .rejected, .expired],
    .unknown: [.submitted, .open, .partial, .filled, .cancelled, .rejected, .expired],
    .open: [.partial, .filled, .cancelled, .rejected, .expired],
    .partial: [.filled, .cancelled, .rejected, .expired],
    .filled: [.partial],
    .cancelled: [.filled, .open, .partial],
    .rejected: [.open, .partial, .filled, .cancelled, .expired],
    .expired: [.filled],
  ]

  @Test("An order moves along the edges of the table and no other", arguments: OrderStatus.allCases)
  func edges(from: OrderStatus) throws {
    let legal = try #require(table[from])
    for to in OrderStatus.allCases {
      #expect(from.canBecome(to) == legal.contains(to), "\(from) to \(to)")
    }
  }

  @Test("No status is a step to itself")
  func noSelfStep() {
    for status in OrderStatus.allCases { #expect(!status.canBecome(status)) }
  }

  @Test("Ended and working statuses")
  func classes() {
    #expect(OrderStatus.allCases.filter(\.isTerminal) == [.filled, .cancelled, .rejected, .expired])
    #expect(OrderStatus.allCases.filter(\.isWorking) == [.open, .partial])
  }

  @Test("The raw values are those that journals hold")
  func rawValues() {
    let expected: [OrderStatus] = [
      .pending, .submitted, .unknown, .open, .partial, .filled, .cancelled, .rejected, .expired,
    ]
    #expect(expected.map(\.rawValue) == Array(0...8))
    #expect([Side.buy, .sell].map(\.rawValue) == [0, 1])
    #expect([TimeInForce.day, .goodTilCancelled, .immediateOrCancel, .fillOrKill].map(\.rawValue) == [0, 1, 2, 3])
  }

  @Test("A pricing has the prices it is made of")
  func pricing() {
    let (one, two) = (Decimal(1), Decimal(2))
    let all: [OrderPricing] = [.market, .limit(one), .stop(two), .stopLimit(stop: two, limit: one)]
    #expect(all.map(\.limit) == [nil, one, nil, one])
    #expect(all.map(\.stop) == [nil, nil, two, two])
  }

  @Test("A side gives a quantity its sign")
  func sides() {
    #expect(Side.buy.signed(Decimal(3)) == Decimal(3))
    #expect(Side.sell.signed(Decimal(3)) == Decimal(-3))
  }

  @Test("A notional is quantity times price times multiplier")
  func notional() throws {
    let currency = CurrencyID(index: 0)
    let share = Instrument(tick: .one, lot: .one, multiplier: .one, currency: currency)
    let future = Instrument(tick: .one, lot: .one, multiplier: Decimal(50), currency: currency)
    #expect(try share.notional(quantity: Decimal(-3), price: Decimal("1.5")) == Decimal("-4.5"))
    #expect(try future.notional(quantity: Decimal(2), price: Decimal("4500.25")) == Decimal(450025))
    let largest = try #require(Decimal.largest)
    // 10⁻⁶ × 4 × 10⁻⁷ is less than half of the last decimal; fifty times that is not.
    #expect(
      try future.notional(quantity: Decimal("0.000001"), price: Decimal("0.0000004")) == Decimal("0.00000000002"))
    #expect(throws: DecimalError.overflow) { try future.notional(quantity: largest, price: .one) }
  }

  @Test("Identifiers and sequences are ordered by number")
  func identifiers() {
    #expect(ClientOrderID(index: 1) < ClientOrderID(index: 2))
    #expect(!(ClientOrderID(index: 2) < ClientOrderID(index: 2)))
    #expect(BrokerSequence.zero < BrokerSequence(1))
    #expect(BrokerSequence(7).value == 7)
  }
}
