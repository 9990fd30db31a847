import Testing

@testable import Trading

@Suite("Position")
struct PositionTests {
  /// One execution: side, quantity, price; and the position after it: quantity, average price, realized profit.
  struct Step: Sendable {
    var side: Side
    var quantity: String
    var price: String
    var after: (quantity: String, average: String?, profit: String)

    init(_ side: Side, _ quantity: String, _ price: String, _ after: (String, String?, String)) {
      self.side = side
      self.quantity = quantity
      self.price = price
      self.after = after
    }
  }

  private func run(_ steps: [Step], multiplier: Decimal = .one) throws -> Position {
    var position = Position.flat
    for (index, step) in steps.enumerated() {
      try position.apply(
        step.side, quantity: Decimal(step.quantity), price: Decimal(step.price), multiplier: multiplier)
      #expect(position.quantity.description == step.after.quantity, "step \(index)")
      #expect(position.averagePrice?.description == step.after.average, "step \(index)")
      #expect(position.realizedProfit.description == step.after.profit, "step \(index)")
    }
    return position
  }

  @Test("A long position opens, grows, shrinks and closes")
  func long() throws {
    let end = try run([
      Step(.buy, "100", "10", ("100", "10", "0")),
      Step(.buy, "50", "13", ("150", "11", "0")),
      Step(.sell, "60", "12", ("90", "11", "60")),
      Step(.sell, "90", "10", ("0", nil, "-30")),
    ])
    #expect(end.isFlat && end.cost.isZero)
  }

  @Test("A short position opens, grows, shrinks and closes")
  func short() throws {
    let end = try run([
      Step(.sell, "10", "100", ("-10", "100", "0")),
      Step(.sell, "10", "110", ("-20", "105", "0")),
      Step(.buy, "5", "95", ("-15", "105", "50")),
      Step(.buy, "15", "115", ("0", nil, "-100")),
    ])
    #expect(end.isFlat && end.cost.isZero)
  }

  @Test("A position flips from long to short and back")
  func flips() throws {
    let end = try run([
      Step(.buy, "10", "100", ("10", "100", "0")),
      Step(.sell, "25", "110", ("-15", "110", "100")),
      Step(.buy, "20", "90", ("5", "90", "400")),
    ])
    #expect(end.cost == ExactAmount(Decimal(450)))
    #expect(!end.isFlat)
  }

  @Test("The multiplier weighs the profit, not the price")
  func multiplier() throws {
    let end = try run(
      [
        Step(.buy, "2", "4500.25", ("2", "4500.25", "0")),
        Step(.sell, "1", "4501.25", ("1", "4500.25", "50")),
        Step(.sell, "3", "4499.75", ("-2", "4499.75", "25")),
      ], multiplier: Decimal(50))
    #expect(try end.cost == ExactAmount(Decimal("-8999.5")))
  }

  @Test("A price that does not divide evenly is rounded only when shown")
  func thirds() throws {
    var position = Position.flat
    try position.apply(.buy, quantity: Decimal(1), price: Decimal(1), multiplier: .one)
    try position.apply(.buy, quantity: Decimal(2), price: Decimal("0.5"), multiplier: .one)
    #expect(position.averagePrice?.description == "0.666666666667")
    try position.apply(.sell, quantity: Decimal(1), price: Decimal(1), multiplier: .one)
    #expect(try position.realizedProfit == Decimal("0.333333333333"))
    try position.apply(.sell, quantity: Decimal(2), price: Decimal(1), multiplier: .one)
    #expect(position.realizedProfit == Decimal(1))
  }

  @Test("Tiny quantities at tiny prices keep their average and their profit to the last decimal")
  func satoshis() throws {
    var position = Position.flat
    let lot = try Decimal("0.00000001")
    try position.apply(.buy, quantity: lot, price: Decimal("0.00012345"), multiplier: .one)
    #expect(try position.averagePrice == Decimal("0.00012345"))
    try position.apply(.buy, quantity: lot, price: Decimal("0.00000001"), multiplier: .one)
    #expect(try position.averagePrice == Decimal("0.00006173"))
    // 10⁸ sales of a lot each, at 0.00000002 under the average, lose 2 × 10⁻¹⁶ apiece.
    position = try Position(quantity: .one, averagePrice: Decimal("0.00000003"))
    for _ in 0..<10_000 { try position.apply(.sell, quantity: lot, price: Decimal("0.00000001"), multiplier: .one) }
    #expect(try position.realizedProfit == Decimal("-0.000000000002"))
  }

  @Test("The profit of a contract is rounded once, after the multiplier")
  func multiplierRoundedOnce() throws {
    var position = Position.flat
    let quantity = try Decimal("0.000001")
    try position.apply(.buy, quantity: quantity, price: Decimal("0.0000004"), multiplier: Decimal(50))
    try position.apply(.sell, quantity: quantity, price: Decimal("0.0000008"), multiplier: Decimal(50))
    // 10⁻⁶ × 4 × 10⁻⁷ × 50 = 2 × 10⁻¹¹; rounded before the multiplier it would be nothing.
    #expect(try position.realizedProfit == Decimal("0.00000000002"))
  }

  @Test("What an open position would realize is measured at the mark")
  func unrealized() throws {
    let long = try Position(quantity: Decimal(3), averagePrice: Decimal("10.10"))
    #expect(try long.unrealizedProfit(at: Decimal("10.25"), multiplier: .one) == Decimal("0.45"))
    let short = try Position(quantity: Decimal(-2), averagePrice: Decimal(4500))
    #expect(try short.unrealizedProfit(at: Decimal("4501.25"), multiplier: Decimal(50)) == Decimal(-125))
    let largest = try #require(Decimal.largest)
    #expect(long.unrealizedProfit(at: largest, multiplier: .one) == nil)
    #expect(Position.flat.unrealizedProfit(at: largest, multiplier: Decimal(50)) == .zero)
  }

  @Test("On an overflow nothing changes, wherever it happens")
  func overflow() throws {
    let largest = try #require(Decimal.largest)
    let positions = try [
      Position.flat, Position(quantity: Decimal(2), cost: largest, realizedProfit: .zero),
      Position(quantity: largest, cost: .one, realizedProfit: .zero),
      Position(quantity: Decimal(-2), cost: Decimal(-2), realizedProfit: largest),
      Position(quantity: Decimal(2), averagePrice: Decimal(2)),
    ]
    var failures = 0
    for before in positions {
      for side in Side.allCases {
        for quantity in [Decimal.one, Decimal(3), largest] {
          for price in [Decimal.one, Decimal(1_000_000), largest] {
            var after = before
            do { try after.apply(side, quantity: quantity, price: price, multiplier: Decimal(7)) } catch {
              failures += 1
              #expect(after == before)
            }
          }
        }
      }
    }
    #expect(failures > 40)
    var adopted = positions[4]
    #expect(throws: DecimalError.overflow) { try adopted.adopt(quantity: largest, averagePrice: Decimal(2)) }
    #expect(adopted == positions[4])
  }

  @Test("Adopting takes quantity and price, and keeps the profit")
  func adoption() throws {
    var position = Position(quantity: Decimal(5), cost: Decimal(50), realizedProfit: Decimal(7))
    try position.adopt(quantity: Decimal(-3), averagePrice: Decimal(4))
    #expect(position == Position(quantity: Decimal(-3), cost: Decimal(-12), realizedProfit: Decimal(7)))
    try position.adopt(quantity: .zero, averagePrice: .zero)
    #expect(position.isFlat && position.averagePrice == nil && position.cost.isZero)
  }
}
