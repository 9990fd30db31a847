import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Positions follow the broker's order")
struct PositionReplayTests {
  private static let aapl = InstrumentID(index: 0)
  private static let es = InstrumentID(index: 1)

  private static func books() -> Books { Books(instruments: Fixture.instruments, currencyCount: 2) }

  private func fill(
    _ id: UInt32, _ side: Side, _ quantity: Int, at price: Int, _ sequence: UInt64, instrument: UInt32 = 0
  ) -> Execution {
    Fixture.execution(id, quantity, at: price, side: side, instrument: instrument, sequence: sequence)
  }

  private func books(_ executions: [Execution]) throws -> Books {
    var books = Self.books()
    for execution in executions { try books.apply(Fixture.counted(execution)) }
    return books
  }

  @Test("A late fill behind a close belongs before it")
  func behindAClose() throws {
    let fills = [fill(1, .buy, 100, at: 10, 1), fill(2, .buy, 100, at: 20, 2), fill(3, .sell, 100, at: 30, 3)]
    for order in [[0, 1, 2], [0, 2, 1], [2, 0, 1], [2, 1, 0]] {
      let position = try books(order.map { fills[$0] }).positions[0]
      #expect(position.quantity == Decimal(100) && position.averagePrice == Decimal(15), "\(order)")
      #expect(position.realizedProfit == Decimal(1500), "\(order)")
    }
  }

  @Test("A late fill behind a flip belongs before it")
  func behindAFlip() throws {
    let fills = [
      fill(1, .buy, 100, at: 10, 1), fill(2, .buy, 50, at: 16, 2), fill(3, .sell, 200, at: 20, 3),
      fill(4, .sell, 10, at: 26, 4),
    ]
    for order in [[0, 1, 2, 3], [0, 2, 3, 1], [3, 2, 1, 0], [2, 0, 3, 1]] {
      let position = try books(order.map { fills[$0] }).positions[0]
      #expect(position.quantity == Decimal(-60) && position.averagePrice == Decimal(21), "\(order)")
      #expect(position.realizedProfit == Decimal(1200), "\(order)")
    }
  }

  /// Average cost with whole numbers, in the order given: quantity, cost and profit times a common denominator would
  /// be exact; here fills are such that nothing has to be rounded.
  private struct Reference {
    var quantity = 0
    var cost = 0.0
    var profit = 0.0

    mutating func add(_ change: Int, at price: Int) {
      if quantity == 0 || (quantity > 0) == (change > 0) {
        cost += Double(change * price)
        quantity += change
        return
      }
      let closed = min(abs(change), abs(quantity))
      let released = cost * Double(closed) / Double(abs(quantity))
      profit += Double((quantity > 0 ? closed : -closed) * price) - released
      let left = abs(change) - closed
      cost = left > 0 ? Double((change > 0 ? left : -left) * price) : cost - released
      quantity += change
    }
  }

  @Test("Any order of arrival gives what the broker's order gives, also with adoptions and restarts between")
  func permutations() throws {
    var generator = SeededGenerator(seed: 77)
    for round in 0..<400 {
      let count = Int.random(in: 2...9, using: &generator)
      var changes: [(change: Int, price: Int)] = []
      for _ in 0..<count {
        let size = Int.random(in: 1...40, using: &generator)
        changes.append((generator.flag() ? size : -size, Int.random(in: 1...50, using: &generator)))
      }
      let adopted = Int.random(in: 0...count, using: &generator) / 2
      var reference = Reference()
      var books = Self.books()
      if adopted > 0 {
        reference = Reference(quantity: 30, cost: 300)
        let adoption = PositionAdoption(
          instrument: Self.aapl, from: .zero, to: Decimal(30), averagePrice: Decimal(10),
          asOf: BrokerSequence(UInt64(adopted)), policy: .adoptBroker)
        try books.apply(.position(.adopted(adoption)))
      }
      for (change, price) in changes.dropFirst(adopted) { reference.add(change, at: price) }
      for index in (0..<count).shuffled(using: &generator) {
        let (change, price) = changes[index]
        let execution = fill(
          UInt32(index), change > 0 ? .buy : .sell, abs(change), at: price, UInt64(index + 1))
        try books.apply(Fixture.counted(execution, books.absorbs(execution) ? .absorbed : .reported))
        guard generator.flag() else { continue }
        let bytes = Checkpoint(sequence: 1, books: books).encoded(naming: Fixture.Labels(), Fixture.identity)
        let read = try #require(try Checkpoint.read(bytes)).checkpoint.books
        #expect(read == books, "round \(round)")
        books = read
      }
      let position = books.positions[0]
      #expect(position.quantity == Decimal(reference.quantity), "round \(round)")
      #expect(near(position.realizedProfit, reference.profit), "round \(round)")
      if reference.quantity != 0 {
        #expect(near(position.averagePrice, reference.cost / Double(reference.quantity)), "round \(round)")
      }
    }
  }

  private func near(_ decimal: Decimal?, _ number: Double) -> Bool {
    guard let decimal else { return false }
    return abs(Double(decimal.units) / 1e12 - number) < 1e-6
  }

  @Test("Executions without a sequence of the broker count in the order of their arrival")
  func unsequenced() throws {
    let fills = [fill(1, .buy, 100, at: 10, 0), fill(2, .sell, 100, at: 20, 0), fill(3, .buy, 10, at: 30, 0)]
    let position = try books(fills).positions[0]
    #expect(position.quantity == Decimal(10) && position.averagePrice == Decimal(30))
    #expect(position.realizedProfit == Decimal(1000))
    // Equal ones too; and one without stays behind what had come before it.
    let equal = try books([fill(1, .buy, 1, at: 10, 4), fill(2, .sell, 1, at: 20, 4), fill(3, .buy, 1, at: 30, 4)])
    #expect(equal.positions[0].averagePrice == Decimal(30))
    let mixed = try books([
      fill(1, .buy, 10, at: 10, 5), fill(2, .sell, 10, at: 20, 0), fill(3, .buy, 10, at: 12, 4),
    ])
    #expect(mixed.positions[0].averagePrice == Decimal(11) && mixed.positions[0].realizedProfit == Decimal(90))
  }

  @Test("An adoption is a new baseline: what was before it is in it, late or not; an execution without sequence is not")
  func adoption() throws {
    var books = try books([fill(1, .buy, 100, at: 10, 1), fill(2, .sell, 40, at: 15, 3)])
    let adoption = PositionAdoption(
      instrument: Self.aapl, from: Decimal(60), to: Decimal(70), averagePrice: Decimal(9), asOf: BrokerSequence(5),
      policy: .adoptBroker)
    try books.apply(.position(.adopted(adoption)))
    #expect(books.positions[0].averagePrice == Decimal(9) && books.positions[0].realizedProfit == Decimal(200))
    let late = fill(3, .buy, 10, at: 3, 2)
    #expect(
      books.absorbs(late) && !books.absorbs(fill(4, .buy, 1, at: 1, 6)) && !books.absorbs(fill(5, .buy, 1, at: 1, 0)))
    try books.apply(Fixture.counted(late, .absorbed))
    #expect(books.positions[0].quantity == Decimal(70))
    try books.apply(Fixture.counted(fill(6, .sell, 80, at: 12, 8)))
    try books.apply(Fixture.counted(fill(7, .buy, 10, at: 5, 7)))
    #expect(books.positions[0].isFlat)
    // 200 from before; 70 at 9 and 10 at 5, sold at 12.
    #expect(books.positions[0].realizedProfit == Decimal(200 + 210 + 70))
  }

  @Test("Figures are exact until they are asked for: small prices, and a multiplier")
  func exact() throws {
    var small = Self.books()
    for id in 1...3 as ClosedRange<UInt32> {
      var execution = fill(id, .buy, 1, at: 1, UInt64(id))
      execution.quantity = try Decimal("0.00000001")
      execution.price = try Decimal("0.00012345")
      try small.apply(Fixture.counted(execution))
    }
    #expect(small.positions[0].averagePrice?.description == "0.00012345")
    var future = Self.books()
    for (id, side, price) in [(1, Side.buy, "1.000000000001"), (2, .sell, "1.000000000002")] as [(UInt32, Side, String)]
    {
      var execution = fill(id, side, 1, at: 1, UInt64(id), instrument: 1)
      execution.quantity = try Decimal("0.01")
      execution.price = try Decimal(price)
      try future.apply(Fixture.counted(execution))
    }
    // 0.01 x 0.000000000001 x 50: each product alone would be nothing.
    #expect(future.positions[1].realizedProfit.description == "0")
    #expect(future.positions[1].cost.isZero)
    var execution = fill(3, .buy, 1, at: 1, 3, instrument: 1)
    execution.quantity = try Decimal("0.04")
    execution.price = try Decimal("1.000000000001")
    try future.apply(Fixture.counted(execution))
    execution.id = ExecutionID(index: 4)
    execution.side = .sell
    execution.price = try Decimal("1.000000000002")
    execution.sequence = BrokerSequence(4)
    try future.apply(Fixture.counted(execution))
    #expect(future.positions[1].realizedProfit.description == "0.000000000002")
  }

  @Test("A late execution that does not fit changes nothing")
  func overflow() throws {
    let largest = try Decimal(units: .max)
    var books = Self.books()
    var huge = fill(2, .sell, 1, at: 1, 2)
    huge.quantity = largest
    huge.price = .zero
    try books.apply(Fixture.counted(huge))
    let before = books
    var late = huge
    late.id = ExecutionID(index: 3)
    late.sequence = BrokerSequence(1)
    #expect(throws: DecimalError.overflow) { try books.apply(Fixture.counted(late)) }
    #expect(books == before)
  }

  @Test("Cash taken over has paid for what was before it, and for nothing after it")
  func cash() throws {
    var books = Self.books()
    let adoption = CashAdoption(
      currency: CurrencyID(index: 0), from: .zero, to: Decimal(5000), asOf: BrokerSequence(4), policy: .adoptBroker)
    try books.apply(.cash(.adopted(adoption)))
    try books.apply(Fixture.counted(fill(1, .buy, 10, at: 10, 3)))
    #expect(books.cash[0] == Decimal(5000) && books.positions[0].quantity == Decimal(10))
    try books.apply(Fixture.counted(fill(2, .buy, 10, at: 10, 5)))
    #expect(books.cash[0] == Decimal(4900))
    // The other currency, and an execution without a sequence, have no part in it.
    try books.apply(Fixture.counted(fill(3, .sell, 1, at: 10, 3, instrument: 1)))
    try books.apply(Fixture.counted(fill(4, .buy, 10, at: 10, 0)))
    #expect(books.cash == [Decimal(4800), Decimal(500)])
  }
}
