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
    #expect(end.cost == Decimal(450))
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
    #expect(try end.cost == Decimal("-8999.5"))
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
