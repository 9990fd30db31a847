import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Places an order that a fault has for itself, of ten.
  mutating func placeOwn(
    _ name: String, _ index: Int, at instant: TimeSpan
  ) -> (name: OrderName, instrument: Int, side: Side) {
    let instrument = tape.choose(.instrument, 4000 + index, below: swarm.instrumentCount)
    let side: Side = tape.choose(.side, 4000 + index, below: 2) == 1 ? .sell : .buy
    let order = NewOrder(
      name: Located(name), side: side, quantity: Located(market.quantity(10)), symbol: symbol(instrument),
      pricing: .market)
    add(TraderPlace { $0.order = order }, at: instant, mayMiss: true)
    return (OrderName(order.name), instrument, side)
  }
}

extension FaultDrawing {
  /// Two orders trade one instrument in opposite directions, and the fill that opens or the one that closes is told
  /// late or not at all: what comes behind it overtakes it, and what it closes or opens is another cost.
  static let lateFill = FaultDrawing("late-fill") { generator, index, instant in
    let (opening, closing) = (OrderName(Located("P\(index + 1)")), OrderName(Located("Q\(index + 1)")))
    let instrument = generator.tape.choose(.instrument, 2000 + index, below: generator.swarm.instrumentCount)
    let isShort = generator.tape.choose(.side, 2000 + index, below: 2) == 1
    // A close in full, in part, and a flip.
    let size = [10, 4, 25][generator.tape.choose(.quantity, 2000 + index, below: 3)]
    let (openingSide, closingSide) = (isShort ? Side.sell : .buy, isShort ? Side.buy : .sell)
    for (name, side, quantity) in [(opening, openingSide, 20), (closing, closingSide, size)] {
      let order = NewOrder(
        name: name.located, side: side, quantity: Located(generator.market.quantity(quantity)),
        symbol: generator.symbol(instrument), pricing: .market)
      generator.add(TraderPlace { $0.order = order }, at: instant, mayMiss: true)
    }
    let isOpeningLate = generator.tape.choose(.faultTarget, 2000 + index, below: 2) == 1
    let late = MessageMatch(channel: .stream, kinds: [.fill], order: (isOpeningLate ? opening : closing).located)
    let isLost = generator.tape.choose(.pattern, 2000 + index, below: 2) == 0
    let armed = instant + .milliseconds(99)
    if isLost {
      generator.drop(late, .next(1), at: armed)
    } else {
      generator.delay(late, by: generator.delay(index), .next(1), at: armed)
    }
    generator.fill(opening, 10, of: instrument, openingSide, at: instant + .milliseconds(100))
    generator.fill(closing, nil, of: instrument, closingSide, at: instant + .milliseconds(150))
    generator.fill(opening, nil, of: instrument, openingSide, at: instant + .milliseconds(200))
  }
}
