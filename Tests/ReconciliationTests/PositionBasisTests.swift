import Testing
import Trading

@testable import Reconciliation

@Suite("What is read off a position is rounded once, though its shares were rounded before")
struct PositionBasisTests {
  private func basis(_ fills: [(change: Int, price: String)], on start: PositionBasis) throws -> PositionBasis {
    var basis = start
    for fill in fills { try basis.add(Decimal(fill.change), at: Decimal(fill.price)) }
    return basis
  }

  @Test("A profit in the middle of two decimals goes to the even one, closed in one part or in three")
  func profit() throws {
    let start = try PositionBasis(multiplier: Decimal(50))
      .adopting(quantity: Decimal(-9), averagePrice: Decimal("7.233333333333"))
    let opened = try basis([(-15, "10.01"), (-12, "10")], on: start)
    for parts in [[9], [7, 1, 1], [1, 7, 1], [4, 5]] {
      let closed = try basis(parts.map { ($0, "10") }, on: opened)
      #expect(try closed.realizedProfit == Decimal("-309.375000000038"), "\(parts)")
      let terms = Instrument(tick: .one, lot: .one, multiplier: Decimal(50), currency: CurrencyID(index: 0))
      let rest = PositionValue.profit(closed.quantity, cost: closed.cost, at: Decimal(10), terms)
      #expect(try rest == Decimal("-928.125000000112"), "\(parts)")
    }
  }

  @Test("An average in the middle of two decimals goes to the even one, above the middle and below")
  func average() throws {
    let flat = PositionBasis(multiplier: .one)
    let below = try basis(
      [(5, "10"), (2, "10.02"), (5, "10.02"), (-1, "10.01"), (-4, "10.01"), (-1, "10.01"), (2042, "10")], on: flat)
    #expect(below.quantity == Decimal(2048))
    #expect(try below.averagePrice == Decimal("10.000034179688"))
    let above = try basis(
      [(5, "10.01"), (7, "10.02"), (-1, "10.02"), (-1, "10.02"), (-1, "10.02"), (503, "10")], on: flat)
    #expect(above.quantity == Decimal(512))
    #expect(try above.averagePrice == Decimal("10.000278320312"))
  }

  @Test("What is truly beside the middle stays there, to the 24th decimal")
  func besideTheMiddle() throws {
    let trace = try ExactAmount.product(Decimal(units: 1), Decimal(units: 1))
    let middle = try ExactAmount.product(Decimal(units: 1), Decimal("0.5"))
    #expect(try (middle + trace).settled(over: .one) == Decimal(units: 1))
    #expect(try middle.settled(over: .one) == .zero)
    #expect(try (middle - trace).settled(over: .one) == .zero)
    #expect(try (-middle - trace).settled(over: .one) == Decimal(units: -1))
    #expect(throws: DecimalError.divisionByZero) { try middle.settled(over: .zero) }
  }
}
