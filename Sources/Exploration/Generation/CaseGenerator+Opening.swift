import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  func symbol(_ index: Int) -> Located<String> { Located("S\(index + 1)") }

  /// Makes a correlated start: both sides are made as one, then one of them is perturbed.
  ///
  /// Independent random states share nothing, and so agree on nothing worth breaking (Dropbox, CanopyCheck).
  mutating func makeOpening() {
    let cash = Decimal(100_000)
    for index in 0..<swarm.instrumentCount {
      if market.isDeclared {
        add(
          .instrument(
            symbol: symbol(index), tick: nil, lot: market.unit == .one ? nil : market.unit,
            multiplier: market.multiplier == 1 ? nil : Decimal(market.multiplier), currency: nil))
      }
      add(.market(symbol: symbol(index), bid: market.price(ticks: -1), ask: market.price(ticks: 0)))
    }
    let quantity = market.quantity(5 * tape.choose(.openingQuantity, below: 3))
    switch tape.choose(.openingKind, below: 9) {
    case 1:
      openAlike(cash: cash, position: quantity)
      add(.order(.both, openingOrder("Z"), state: .accepted))
    case 2: openMissedFill(cash: cash, position: quantity)
    case 3:
      add(.cash(.both, currency: Located("USD"), amount: cash))
      add(.order(.local, openingOrder("Z"), state: .accepted))
    case 4 where swarm.mode == .live:
      hasDrift = true
      add(.cash(.both, currency: Located("USD"), amount: cash))
      let other = market.quantity([3, 1, 6, 4, 0, 11, 40][tape.choose(.openingDrift, below: 7)])
      add(.position(.local, symbol: symbol(0), quantity: quantity, price: market.price(ticks: 0)))
      add(.position(.broker, symbol: symbol(0), quantity: other, price: market.price(ticks: 0)))
    case 5 where swarm.mode == .live:
      hasDrift = true
      add(.cash(.local, currency: Located("USD"), amount: cash))
      add(.cash(.broker, currency: Located("USD"), amount: Decimal(99_990)))
    case 6:
      // An order by hand, or of another program: nothing that the engine may do ends the difference.
      hasForeignOrder = true
      openAlike(cash: cash, position: quantity)
      add(.order(.broker, openingOrder("Y"), state: .accepted))
    default: openAlike(cash: cash, position: quantity)
    }
  }

  private mutating func add(_ item: SetupItem) {
    scenario.setup.append(Located(item))
  }

  private mutating func openAlike(cash: Decimal, position: Decimal) {
    add(.cash(.both, currency: Located("USD"), amount: cash))
    guard !position.isZero else { return }
    add(.position(.both, symbol: symbol(0), quantity: position, price: market.price(ticks: 0)))
  }

  private func openingOrder(_ name: String) -> NewOrder {
    NewOrder(
      name: Located(name), side: .buy, quantity: Located(market.quantity(10)), symbol: symbol(0),
      pricing: .limit(market.price(ticks: 0)))
  }

  /// The broker has executed a part of an order that the engine believes untouched.
  private mutating func openMissedFill(cash: Decimal, position: Decimal) {
    let filled = market.quantity(4)
    let price = market.price(ticks: 0)
    guard let money = try? filled * price * Decimal(market.multiplier), let paid = try? cash - money,
      let held = try? position + filled
    else { return }
    add(.cash(.local, currency: Located("USD"), amount: cash))
    add(.cash(.broker, currency: Located("USD"), amount: paid))
    add(.position(.local, symbol: symbol(0), quantity: position, price: price))
    add(.position(.broker, symbol: symbol(0), quantity: held, price: price))
    add(.order(.local, openingOrder("Z"), state: .accepted))
    add(.order(.broker, openingOrder("Z"), state: .filled(filled)))
  }
}
