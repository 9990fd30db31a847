import ScenarioLanguage
import Trading

extension Shrinker {
  /// Tries a plain market: whole shares of one unit of money each, around a price of ten.
  mutating func simplifyMarket() {
    let ten = Decimal(10)
    if let middle = best.middlePrice, middle != ten {
      let isShifted = attempt { scenario in
        scenario.mapAmounts(quantity: { $0 }, price: { (try? $0 - middle + ten) ?? $0 })
      }
      if !isShifted { attempt { $0.mapAmounts(quantity: { $0 }, price: { _ in ten }) } }
    }
    let hasInstruments = best.setup.contains { if case .instrument = $0.value { true } else { false } }
    guard hasInstruments else { return }
    let lots = best.setup.compactMap { item -> Decimal? in
      if case .instrument(_, _, let lot, _, _) = item.value { lot } else { nil }
    }
    attempt { scenario in
      scenario.dropInstruments()
      guard let lot = lots.first else { return }
      scenario.mapAmounts(quantity: { (try? $0.divided(by: lot, rounding: .halfEven)) ?? $0 }, price: { $0 })
    }
  }
}

extension Scenario {
  /// The price around which everything trades: what the market asks, or what the first order may pay.
  fileprivate var middlePrice: Decimal? {
    for item in setup {
      if case .market(_, _, let ask) = item.value { return ask }
    }
    for line in timeline {
      if let limit = (line.form as? TraderPlace)?.order.pricing.limit { return limit }
      if let fill = line.form as? BrokerFill { return fill.price.value }
    }
    return nil
  }

  /// Leaves to each instrument what holds for one that nothing is said of; it has a market, so that it is known.
  fileprivate mutating func dropInstruments() {
    let quoted = setup.compactMap { if case .market(let symbol, _, _) = $0.value { symbol.value } else { nil } }
    setup = setup.compactMap { item in
      guard case .instrument(let symbol, _, _, _, _) = item.value else { return item }
      if quoted.contains(symbol.value) { return nil }
      return Located(.market(symbol: symbol, bid: Decimal(billionths: 9_990_000_000), ask: Decimal(10)))
    }
  }

  /// Changes every quantity and every price; money stays.
  fileprivate mutating func mapAmounts(
    quantity: @escaping (Decimal) -> Decimal, price: @escaping (Decimal) -> Decimal
  ) {
    let change = AmountChange(quantity: quantity, price: price)
    func changed(_ order: NewOrder) -> NewOrder {
      var order = order
      order.map(change)
      return order
    }
    for index in setup.indices {
      switch setup[index].value {
      case .position(let party, let symbol, let held, let average):
        setup[index].value = .position(party, symbol: symbol, quantity: quantity(held), price: price(average))
      case .order(let party, let order, .filled(let filled)):
        setup[index].value = .order(party, changed(order), state: .filled(quantity(filled)))
      case .order(let party, let order, let state): setup[index].value = .order(party, changed(order), state: state)
      case .market(let symbol, let bid, let ask):
        setup[index].value = .market(symbol: symbol, bid: price(bid), ask: price(ask))
      case .cash, .checkpoint, .instrument: break
      }
    }
    for index in timeline.indices { timeline[index].form.map(change) }
  }
}
