import Reconciliation
import Simulation
import Trading

/// A world with working orders, to be copied.
struct WorldOfOrders {
  private let world: World<ReconciliationEngine>

  init(_ count: Int, _ configuration: WorldConfiguration) throws {
    var world = World<ReconciliationEngine>(configuration)
    world.start()
    while let next = world.nextInstant, next <= .origin + .seconds(1) { world.step() }
    for number in 0..<count {
      let terms = OrderTerms(
        instrument: InstrumentID(index: 0), side: .buy, quantity: Decimal(1), pricing: .limit(Decimal(150)))
      try world.perform(.command(.place(ClientOrderID(index: UInt32(number)), terms)), line: 0)
    }
    while let next = world.nextInstant, next <= .origin + .seconds(3) { world.step() }
    self.world = world
  }

  /// Copies the world, and moves on the time of each copy, so that it is one.
  func copies(_ count: Int) -> Int {
    var made = 0
    for number in 0..<count {
      var copy = world
      copy.advance(to: .origin + .seconds(3) + .milliseconds(number))
      if copy.now > .origin { made += 1 }
    }
    return made
  }
}
