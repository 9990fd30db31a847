import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  func symbol(_ index: Int) -> Located<String> { Located("S\(index + 1)") }

  /// Makes a correlated start: both sides are made as one, then one of them is perturbed.
  ///
  /// Independent random states share nothing, and so agree on nothing worth breaking (Dropbox, CanopyCheck).
  mutating func makeOpening() {
    for index in 0..<swarm.instrumentCount { declare(index) }
    let cash = Decimal(100_000)
    let isShort = tape.choose(.openingSide, below: 4) == 1
    let count = 5 * tape.choose(.openingQuantity, below: 3)
    let quantity = market.quantity(isShort ? -count : count)
    for currency in currencies.dropFirst() { add(cash: cash, in: currency, .both) }
    switch tape.choose(.openingKind, below: 9) {
    case 1:
      openAlike(cash: cash, position: quantity)
      add(order: "Z", .both)
    case 2: openMissedFill(cash: cash, position: quantity)
    case 3:
      add(cash: cash, .both)
      add(order: "Z", .local)
    case 4 where swarm.mode == .live:
      openDrifted(cash: cash, position: quantity)
    case 5 where swarm.mode == .live:
      hasDrift = true
      add(cash: cash, .local)
      add(cash: tape.pick(.openingDrift, 1, [Decimal(99_990), Decimal(100_001), .zero]), .broker)
    case 6:
      // An order by hand, or of another program: nothing that the engine may do ends the difference.
      hasForeignOrder = true
      openAlike(cash: cash, position: quantity)
      add(order: "Y", .broker)
    default: openAlike(cash: cash, position: quantity)
    }
  }

  private mutating func declare(_ index: Int) {
    if market.isDeclared(index) {
      add(
        SetupInstrument {
          $0.instrument.symbol = symbol(index)
          if market.unit != .one { $0.instrument.lot = market.unit }
          let multiplier = market.multiplier(of: index)
          if multiplier != 1 { $0.instrument.multiplier = Decimal(multiplier) }
          let currency = market.currency(of: index)
          if currency != "USD" { $0.instrument.currency = Located(currency) }
        })
    }
    add(
      SetupMarket {
        $0.symbol.located = symbol(index)
        $0.quote = Quote(bid: market.price(ticks: -1), ask: market.price(ticks: 0))
      })
  }

  /// The currencies of the case, that of the first instrument first.
  private var currencies: [String] {
    (0..<swarm.instrumentCount).map { market.currency(of: $0) }.reduce(into: []) { currencies, currency in
      if !currencies.contains(currency) { currencies.append(currency) }
    }
  }

  /// A position differs, long or short, and in half of the cases the cash or another position as well.
  private mutating func openDrifted(cash: Decimal, position: Decimal) {
    hasDrift = true
    let second = tape.choose(.openingDrift, 1, below: 4)
    if second == 1 {
      add(cash: cash, .local)
      add(cash: (try? cash - market.value(of: 2)) ?? cash, .broker)
    } else {
      add(cash: cash, .both)
    }
    let counts = [3, 1, 6, 4, 0, 11, 40, -3, -11]
    add(position: position, .local)
    add(position: market.quantity(tape.pick(.openingDrift, counts)), .broker)
    if second >= 2, swarm.instrumentCount > 1 {
      add(position: market.quantity(tape.pick(.openingDrift, 2, counts)), of: 1, .broker)
    }
  }

  private mutating func add(_ form: any SetupForm) {
    scenario.setup.append(Located(SetupItem(form)))
  }

  private mutating func add(cash amount: Decimal, in currency: String = "USD", _ party: Party) {
    add(
      SetupCash {
        $0.party = party
        $0.currency = CurrencyName(Located(currency))
        $0.amount.value = amount
      })
  }

  private mutating func add(position quantity: Decimal, of instrument: Int = 0, _ party: Party) {
    let price = market.price(ticks: 0)
    add(
      SetupPosition {
        $0.party = party
        $0.symbol.located = symbol(instrument)
        $0.quantity.value = quantity
        $0.price.value = price
      })
  }

  private mutating func add(order name: String, _ party: Party, filled: Decimal? = nil) {
    let order = openingOrder(name)
    add(
      SetupOrder {
        $0.party = party
        $0.order = OpeningOrder(order, filled: filled)
      })
  }

  private mutating func openAlike(cash: Decimal, position: Decimal) {
    add(cash: cash, .both)
    guard !position.isZero else { return }
    add(position: position, .both)
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
    guard let money = try? filled * price * Decimal(market.multiplier(of: 0)), let paid = try? cash - money,
      let held = try? position + filled
    else { return }
    add(cash: cash, .local)
    add(cash: paid, .broker)
    add(position: position, .local)
    add(position: held, .broker)
    add(order: "Z", .local)
    add(order: "Z", .broker, filled: filled)
  }
}
