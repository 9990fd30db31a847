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
      openResting()
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
    if losesStore { emptyStore() }
  }

  /// Nothing of the start is in the store but orders: what is there is the broker's alone, or nobody's.
  private mutating func emptyStore() {
    let isNew = tape.choose(.storeShare, 2, below: 4) == 1
    func isFigure(_ item: Located<SetupItem>) -> Bool {
      item.value.form is SetupPosition || item.value.form is SetupCash
    }
    scenario.setup.removeAll { isFigure($0) && (isNew || $0.value.form.party == .local) }
    for index in scenario.setup.indices where isFigure(scenario.setup[index]) {
      scenario.setup[index].value.form.party = .broker
    }
    if !isNew { hasDrift = true }
  }

  private mutating func declare(_ index: Int) {
    // What has no market is valued at its average price.
    let isQuoted = tape.choose(.instrumentKind, 10 + index, below: 20) != 1
    if market.isDeclared(index) || !isQuoted {
      add(
        SetupInstrument {
          $0.instrument.symbol = symbol(index)
          // A line has to say something.
          if market.hasFractions {
            $0.instrument.tick = try? Decimal(units: 1)
          } else if !isQuoted {
            $0.instrument.tick = Decimal(billionths: 10_000_000)
          }
          if market.unit != .one { $0.instrument.lot = market.unit }
          let multiplier = market.multiplier(of: index)
          if multiplier != .one { $0.instrument.multiplier = multiplier }
          let currency = market.currency(of: index)
          if currency != "USD" { $0.instrument.currency = Located(currency) }
        })
    }
    guard isQuoted else { return }
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
    // One in five differs in its price alone.
    if !position.isZero, tape.choose(.openingDrift, 4, below: 5) == 1 {
      add(position: position, at: market.price(eighths: tape.pick(.openingDrift, 5, [9, 7, 12])), .broker)
    } else {
      let isPriced = tape.choose(.openingDrift, 3, below: 5) != 1
      if !isPriced { hasUnpriced = true }
      let price = isPriced ? distantPrice(.openingDrift, 6) : .zero
      add(position: market.quantity(tape.pick(.openingDrift, counts)), at: price, .broker)
    }
    if second >= 2, swarm.instrumentCount > 1 {
      add(position: market.quantity(tape.pick(.openingDrift, 2, counts)), of: 1, .broker)
    }
  }

  private mutating func add(_ form: any SetupForm) {
    scenario.setup.append(Located(SetupItem(form)))
  }

  private mutating func add(cash amount: Decimal, in currency: String = "USD", _ party: Party) {
    if party == .broker, amount.isZero { losesForNothing = true }
    add(
      SetupCash {
        $0.party = party
        $0.currency.located = Located(currency)
        $0.amount.value = amount
      })
  }

  private mutating func add(
    position quantity: Decimal, of instrument: Int = 0, at price: Decimal? = nil, _ party: Party
  ) {
    if party == .both { openings[instrument] = quantity }
    if party == .broker, quantity.isZero { losesForNothing = true }
    let price = price ?? market.price(ticks: 0)
    add(
      SetupPosition {
        $0.party = party
        $0.symbol.located = symbol(instrument)
        $0.quantity.value = quantity
        $0.price.value = price
      })
  }

  private mutating func add(
    order name: String, _ party: Party, filled: Decimal? = nil, pricing: OrderPricing? = nil
  ) {
    var order = openingOrder(name)
    if let pricing { order.pricing = pricing }
    add(
      SetupOrder {
        $0.party = party
        $0.order = OpeningOrder(order, filled: filled)
      })
  }

  private mutating func openAlike(cash: Decimal, position: Decimal) {
    add(cash: cash, .both)
    guard !position.isZero else { return }
    add(position: position, at: distantPrice(.openingQuantity, 1), .both)
  }

  private func openingOrder(_ name: String) -> NewOrder {
    NewOrder(
      name: Located(name), side: .buy, quantity: Located(market.quantity(10)), symbol: symbol(0),
      pricing: .limit(market.price(ticks: 0)))
  }

  /// An order rests: untouched, executed in part, or at another price than the engine believes.
  private mutating func openResting() {
    let price = market.price(ticks: 1)
    switch tape.choose(.openingKind, 1, below: 6) {
    case 1: add(order: "Z", .both, filled: market.quantity(4))
    case 2:
      add(order: "Z", .local)
      add(order: "Z", .broker, pricing: .limit(price))
    case 3:
      add(order: "Z", .local, pricing: .stop(market.price(ticks: 2)))
      add(order: "Z", .broker, pricing: .stop(market.price(ticks: 3)))
    case 4:
      let limit = market.price(ticks: 3)
      add(order: "Z", .local, pricing: .stopLimit(stop: price, limit: limit))
      add(order: "Z", .broker, pricing: .stopLimit(stop: market.price(ticks: 2), limit: limit))
    default: add(order: "Z", .both)
    }
  }

  /// The broker has executed a part of an order that the engine believes untouched.
  private mutating func openMissedFill(cash: Decimal, position: Decimal) {
    let filled = market.quantity(4)
    let price = market.price(ticks: 0)
    guard let money = try? filled * price * market.multiplier(of: 0), let paid = try? cash - money,
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
