import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Lets something happen on the account that no order of the engine explains: a trade by phone, a split, a fee.
  ///
  /// In live mode alone, where the engine compares the account.
  mutating func makeExternalChanges() {
    guard swarm.mode == .live, tape.choose(.externalKind, 1000, below: 4) == 1 else { return }
    hasDrift = true
    for index in 0..<(1 + tape.choose(.externalKind, 1001, below: 2)) {
      let instant = time(.externalTime, index)
      let symbol = symbol(tape.choose(.instrument, 1000 + index, below: swarm.instrumentCount))
      let quantity = market.quantity([1, 2, 5, 40][tape.choose(.externalAmount, index, below: 4)])
      switch tape.choose(.externalKind, index, below: 4) {
      case 0, 1:
        let side: Side = tape.choose(.side, 1000 + index, below: 2) == 0 ? .buy : .sell
        add(
          .broker(.trade(symbol: symbol, side: side, quantity: quantity, price: market.price(ticks: 0), note: nil)),
          at: instant, mayMiss: true)
      case 2:
        add(
          .broker(.adjustPosition(symbol: symbol, quantity: quantity, price: market.price(ticks: 0), note: nil)),
          at: instant, mayMiss: true)
      default:
        let amount = [Decimal(25), Decimal(-1), Decimal(500)][tape.choose(.externalAmount, index + 1000, below: 3)]
        add(.broker(.adjustCash(currency: Located("USD"), amount: amount, note: nil)), at: instant, mayMiss: true)
      }
    }
  }
}
