import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  static let price = Decimal(10)

  func symbol(_ index: Int) -> Located<String> { Located("S\(index + 1)") }

  /// Makes a correlated start: both sides are made as one, then one of them is perturbed.
  ///
  /// Independent random states share nothing, and so agree on nothing worth breaking (Dropbox, CanopyCheck).
  mutating func makeOpening() {
    let cash = Decimal(100_000)
    for index in 0..<swarm.instrumentCount {
      add(.market(symbol: symbol(index), bid: Decimal(billionths: 9_990_000_000), ask: CaseGenerator.price))
    }
    let quantity = Decimal(5 * tape.choose(.openingQuantity, below: 3))
    switch tape.choose(.openingKind, below: 8) {
    case 1:
      add(.cash(.both, currency: Located("USD"), amount: cash))
      if !quantity.isZero {
        add(.position(.both, symbol: symbol(0), quantity: quantity, price: CaseGenerator.price))
      }
      add(.order(.both, openingOrder(), state: .accepted))
    case 2: openMissedFill(cash: cash, position: quantity)
    case 3:
      add(.cash(.both, currency: Located("USD"), amount: cash))
      add(.order(.local, openingOrder(), state: .accepted))
    case 4 where swarm.mode == .live:
      add(.cash(.both, currency: Located("USD"), amount: cash))
      add(.position(.local, symbol: symbol(0), quantity: quantity, price: CaseGenerator.price))
      add(.position(.broker, symbol: symbol(0), quantity: Decimal(3), price: CaseGenerator.price))
    case 5 where swarm.mode == .live:
      add(.cash(.local, currency: Located("USD"), amount: cash))
      add(.cash(.broker, currency: Located("USD"), amount: Decimal(99_990)))
    default:
      add(.cash(.both, currency: Located("USD"), amount: cash))
      if !quantity.isZero {
        add(.position(.both, symbol: symbol(0), quantity: quantity, price: CaseGenerator.price))
      }
    }
  }

  private mutating func add(_ item: SetupItem) {
    scenario.setup.append(Located(item))
  }

  private func openingOrder() -> NewOrder {
    NewOrder(
      name: Located("Z"), side: .buy, quantity: Located(Decimal(10)), symbol: symbol(0),
      pricing: .limit(CaseGenerator.price))
  }

  /// The broker has executed a part of an order that the engine believes untouched.
  private mutating func openMissedFill(cash: Decimal, position: Decimal) {
    let filled = Decimal(4)
    guard let paid = try? cash - Decimal(40), let held = try? position + filled else { return }
    add(.cash(.local, currency: Located("USD"), amount: cash))
    add(.cash(.broker, currency: Located("USD"), amount: paid))
    add(.position(.local, symbol: symbol(0), quantity: position, price: CaseGenerator.price))
    add(.position(.broker, symbol: symbol(0), quantity: held, price: CaseGenerator.price))
    add(.order(.local, openingOrder(), state: .accepted))
    add(.order(.broker, openingOrder(), state: .filled(filled)))
  }
}
