import TestSupport
import Testing

@testable import Trading

/// Money is neither made nor lost by booking: what was realized and what is open add up to what was paid.
@Suite("Conservation of positions")
struct PositionConservationTests {
  /// How fine the figures are; with twelve decimals each a product has to be rounded.
  struct Grain: Sendable, CustomTestStringConvertible {
    var quantityUnit: Int128
    var priceUnit: Int128
    var multiplier: Int
    var testDescription: String { "\(quantityUnit), \(priceUnit), x\(multiplier)" }
  }

  @Test(
    "Realized profit plus open cost equals the money paid and received, to the last unit",
    arguments: [
      Grain(quantityUnit: 1_000_000_000_000, priceUnit: 10_000_000_000, multiplier: 1),
      Grain(quantityUnit: 10_000, priceUnit: 10_000, multiplier: 1),
      Grain(quantityUnit: 1, priceUnit: 1, multiplier: 1),
      Grain(quantityUnit: 1, priceUnit: 1, multiplier: 50),
    ])
  func conservation(grain: Grain) throws {
    var generator = SeededGenerator(seed: UInt64(grain.quantityUnit % 1009) + UInt64(grain.multiplier))
    let multiplier = Decimal(grain.multiplier)
    var flips = 0
    var closes = 0
    for _ in 0..<1000 {
      var position = Position.flat
      var paid = ExactAmount.zero
      var net = Decimal.zero
      for _ in 0..<12 {
        let side: Side = Bool.random(using: &generator) ? .buy : .sell
        var quantity = try Decimal(units: grain.quantityUnit * Int128.random(in: 1...300, using: &generator))
        if Int.random(in: 0..<6, using: &generator) == 0, !net.isZero, net.isNegative == (side == .buy) {
          quantity = net.magnitude
        }
        let price = try Decimal(units: grain.priceUnit * Int128.random(in: 1...20_000_000_000, using: &generator))
        let before = position.quantity
        try position.apply(side, quantity: quantity, price: price, multiplier: multiplier)
        paid = try paid + .product(side.signed(quantity), price)
        net = try net + side.signed(quantity)
        if !before.isZero, !position.quantity.isZero, before.isNegative != position.quantity.isNegative { flips += 1 }
        if !before.isZero, position.isFlat { closes += 1 }
        #expect(position.quantity == net)
        let expected = try (position.cost - paid).scaled(by: multiplier, over: .one)
        #expect(position.exactProfit == expected)
        #expect(try position.realizedProfit == expected.rounded())
        if position.isFlat { #expect(position.cost.isZero) }
      }
    }
    #expect(flips > 500 && closes > 100)
  }
}
