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
    let hasInstruments = best.setup.contains { $0.value.form is SetupInstrument }
    guard hasInstruments else { return }
    let lots = best.setup.compactMap { ($0.value.form as? SetupInstrument)?.instrument.lot }
    attempt { scenario in
      scenario.dropInstruments()
      guard let lot = lots.first else { return }
      scenario.mapAmounts(quantity: { (try? $0.divided(by: lot, rounding: .halfEven)) ?? $0 }, price: { $0 })
    }
  }
}

extension Scenario {
  /// The price around which everything trades: what the market asks, or what the first order may pay.
  var middlePrice: Decimal? {
    for item in setup {
      if let market = item.value.form as? SetupMarket { return market.quote.ask }
    }
    for line in timeline {
      if let limit = (line.form as? TraderPlace)?.order.pricing.limit { return limit }
      if let fill = line.form as? BrokerFill { return fill.price.value }
    }
    return nil
  }

  /// Leaves to each instrument what holds for one that nothing is said of; it has a market, so that it is known.
  fileprivate mutating func dropInstruments() {
    let quoted = setup.compactMap { ($0.value.form as? SetupMarket)?.symbol.value }
    setup = setup.compactMap { item in
      guard let instrument = item.value.form as? SetupInstrument else { return item }
      let symbol = instrument.instrument.symbol.value
      if quoted.contains(symbol) { return nil }
      return Located(
        SetupItem(
          SetupMarket {
            $0.symbol = SymbolName(Located(symbol))
            $0.quote = Quote(bid: Decimal(billionths: 9_990_000_000), ask: Decimal(10))
          }))
    }
  }

  /// Changes every quantity and every price; money stays.
  fileprivate mutating func mapAmounts(
    quantity: @escaping (Decimal) -> Decimal, price: @escaping (Decimal) -> Decimal
  ) {
    let change = AmountChange(quantity: quantity, price: price)
    for index in setup.indices { setup[index].value.form.map(change) }
    for index in timeline.indices { timeline[index].form.map(change) }
  }
}
