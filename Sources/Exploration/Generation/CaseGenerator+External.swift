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
      let symbol = SymbolName(symbol(tape.choose(.instrument, 1000 + index, below: swarm.instrumentCount)))
      let quantity = Quantity(market.quantity([1, 2, 5, 40][tape.choose(.externalAmount, index, below: 4)]))
      let price = Price(market.price(ticks: 0))
      switch tape.choose(.externalKind, index, below: 4) {
      case 0, 1:
        let side: Side = tape.choose(.side, 1000 + index, below: 2) == 0 ? .buy : .sell
        let line = BrokerTrade {
          $0.symbol = symbol
          $0.side = side
          $0.quantity = quantity
          $0.price = price
        }
        add(line, at: instant, mayMiss: true)
      case 2:
        let line = BrokerAdjustPosition {
          $0.symbol = symbol
          $0.quantity = quantity
          $0.price = price
        }
        add(line, at: instant, mayMiss: true)
      default:
        let amount = [Decimal(25), Decimal(-1), Decimal(500)][tape.choose(.externalAmount, index + 1000, below: 3)]
        let line = BrokerAdjustCash {
          $0.currency = "USD"
          $0.amount = Money(amount)
        }
        add(line, at: instant, mayMiss: true)
      }
    }
  }
}
