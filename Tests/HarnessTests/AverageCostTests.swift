import TestSupport
import Testing
import Trading

@testable import Harness

/// The oracle's own reckoning of average price and profit.
@Suite("Average cost")
struct AverageCostTests {
  private func flat(multiplier: Decimal = .one) -> AverageCost {
    AverageCost(quantity: .zero, averagePrice: .zero, profit: .zero, multiplier: multiplier)
  }

  private func run(
    _ start: AverageCost? = nil, _ fills: [(Side, String, String)], multiplier: Decimal = .one
  ) throws -> AverageCost {
    var cost = start ?? flat(multiplier: multiplier)
    for (side, quantity, price) in fills {
      let fits = cost.add(side, quantity: try Decimal(quantity), price: try Decimal(price))
      #expect(fits)
    }
    return cost
  }

  private func shown(_ cost: AverageCost) -> String {
    "\(cost.averagePrice?.description ?? "flat") \(cost.realizedProfit?.description ?? "too much")"
  }

  @Test("A fill behind one that flips the position has its place in the reckoning")
  func orderMatters() throws {
    let inOrder = try run(nil, [(.buy, "500", "40"), (.buy, "500", "80"), (.sell, "1500", "50"), (.buy, "1500", "65")])
    #expect(shown(inOrder) == "65 -17500")
    let late = try run(nil, [(.buy, "500", "40"), (.sell, "1500", "50"), (.buy, "500", "80"), (.buy, "1500", "65")])
    #expect(shown(late) == "65 -17500")
    let closed = try run(nil, [(.buy, "10", "10"), (.sell, "10", "12"), (.buy, "10", "20"), (.sell, "5", "21")])
    #expect(shown(closed) == "20 25")
    let early = try run(nil, [(.buy, "10", "10"), (.buy, "10", "20"), (.sell, "10", "12"), (.sell, "5", "21")])
    #expect(shown(early) == "15 0")
  }

  @Test("Shorts, flips, part closes and contracts")
  func figures() throws {
    #expect(try shown(run(nil, [(.sell, "10", "100"), (.sell, "10", "110"), (.buy, "5", "95")])) == "105 50")
    #expect(try shown(run(nil, [(.buy, "10", "100"), (.sell, "25", "110")])) == "110 100")
    let contract = try run(nil, [(.buy, "2", "4500.25"), (.sell, "3", "4501.25")], multiplier: Decimal(50))
    #expect(shown(contract) == "4501.25 100")
    #expect(try shown(run(nil, [(.buy, "1", "1"), (.sell, "1", "1.1")], multiplier: Decimal("0.1"))) == "flat 0.01")
    let third = try run(nil, [(.buy, "1", "1"), (.buy, "2", "0.5"), (.sell, "1", "1"), (.buy, "1", "3")])
    // 3 for 2, a third of which was released: (4/3 + 3) / 3.
    #expect(shown(third) == "1.444444444444 0.333333333333")
    #expect(try third.averages(Decimal("1.444444444444")) && !third.averages(Decimal("1.444444444445")))
    #expect(try third.realizes(Decimal("0.333333333333")) && !third.realizes(Decimal("0.333333333334")))
    #expect(!third.averages(nil))
    #expect(flat().averages(nil) && !flat().averages(.zero) && flat().realizes(.zero))
  }

  @Test("A baseline brings its quantity, its average and the profit made before")
  func baseline() throws {
    let start = AverageCost(
      quantity: Decimal(-4), averagePrice: Decimal(10), profit: try ExactAmount.product(Decimal("0.5"), Decimal(3)),
      multiplier: Decimal(2))
    #expect(shown(start) == "10 1.5")
    #expect(try shown(run(start, [(.buy, "1", "8")])) == "10 5.5")
    #expect(try shown(run(start, [(.buy, "6", "9"), (.sell, "1", "10")])) == "9 11.5")
    let loss = try ExactAmount(Decimal("-0.000000000001"))
    let negative = AverageCost(quantity: .zero, averagePrice: .zero, profit: loss, multiplier: .one)
    #expect(shown(negative) == "flat -0.000000000001")
  }

  @Test("What is taken out of a baseline goes at what it cost, and what it closed is open again at the average")
  func removal() throws {
    func without(
      _ side: Side, _ quantity: String, _ price: String, from start: AverageCost, takesProfit: Bool = true
    ) throws -> String {
      var cost = start
      let fits = cost.remove(
        side, quantity: try Decimal(quantity), price: try Decimal(price), takesProfit: takesProfit)
      #expect(fits)
      return shown(cost)
    }
    let long = AverageCost(quantity: Decimal(60), averagePrice: Decimal(10), profit: .zero, multiplier: Decimal(2))
    #expect(try without(.buy, "40", "12", from: long) == "6 0")
    #expect(try without(.buy, "40", "20", from: long) == "10 0")
    #expect(try without(.buy, "60", "12", from: long) == "flat 0")
    #expect(try without(.buy, "90", "12", from: long) == "12 0")
    #expect(try without(.sell, "40", "12", from: long) == "10 -160")
    #expect(try without(.sell, "40", "12", from: long, takesProfit: false) == "10 0")
    let short = AverageCost(quantity: Decimal(-60), averagePrice: Decimal(10), profit: .zero, multiplier: .one)
    #expect(try without(.buy, "40", "12", from: short) == "10 80")
    #expect(try without(.sell, "20", "13", from: short) == "8.5 0")
    #expect(try without(.buy, "5", "7", from: flat()) == "7 0")
  }

  @Test("Quantities that do not fit are refused, and leave everything as it was")
  func overflow() throws {
    let largest = try Decimal(units: .max)
    var cost = try run(nil, [(.buy, "2", "3")])
    let fits = cost.add(.buy, quantity: largest, price: .one)
    #expect(!fits)
    #expect(shown(cost) == "3 0")
    var full = flat(multiplier: largest)
    let opens = full.add(.buy, quantity: largest, price: largest)
    #expect(opens && full.averages(largest))
    let closes = full.add(.sell, quantity: largest, price: .zero)
    #expect(closes)
    #expect(full.realizedProfit == nil && !full.realizes(.zero))
  }

  /// Two reckonings that share no code: the other one keeps costs and rounds what it releases.
  @Test(
    "Agrees with the positions of the vocabulary in random sequences",
    arguments: [(1_000_000_000_000, 10_000_000_000), (1_000_000_000, 10_000), (1, 1)] as [(Int128, Int128)])
  func against(units: (Int128, Int128)) throws {
    var generator = SeededGenerator(seed: UInt64(units.0 % 1013))
    for round in 0..<1000 {
      let multiplier = [Decimal.one, Decimal(50), try Decimal("0.1")][round % 3]
      var position = Position.flat
      var cost = flat(multiplier: multiplier)
      for _ in 0..<Int.random(in: 1...20, using: &generator) {
        let side: Side = Bool.random(using: &generator) ? .buy : .sell
        let quantity = try Decimal(units: units.0 * Int128.random(in: 1...300, using: &generator))
        let price = try Decimal(units: units.1 * Int128.random(in: 1...10_000_000, using: &generator))
        try position.apply(side, quantity: quantity, price: price, multiplier: multiplier)
        let fits = cost.add(side, quantity: quantity, price: price)
        #expect(fits)
        #expect(cost.quantity == position.quantity.units)
        #expect(cost.averages(position.averagePrice) && cost.realizes(position.realizedProfit))
      }
    }
  }
}
