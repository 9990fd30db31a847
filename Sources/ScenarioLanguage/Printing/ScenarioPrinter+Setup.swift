import Reconciliation
import Trading

extension ScenarioPrinter {
  /// The value of a setting.
  static func settingText(_ value: SettingValue) -> String {
    switch value {
    case .toggle(let isOn): isOn ? "on" : "off"
    case .duration(let span): span?.description ?? "off"
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .choice(let word): word
    case .list(let words): words.isEmpty ? "off" : words.joined(separator: ", ")
    }
  }

  /// The first word of a line of the setup, and the rest.
  static func setupColumns(_ item: SetupItem) -> (key: String, rest: String) {
    switch item {
    case .cash(let party, let currency, let amount):
      return (party.spelling, "\(PartyItem.cash) \(currency.value) \(money(amount))")
    case .position(let party, let symbol, let quantity, let price):
      return (party.spelling, "\(PartyItem.position) \(symbol.value) \(quantity) at \(money(price))")
    case .order(let party, let order, let state):
      let suffix =
        switch state {
        case .accepted: "accepted"
        case .filled(let quantity): "filled \(quantity)"
        }
      return (party.spelling, "\(PartyItem.order) \(text(order)) \(suffix)")
    case .checkpoint(let sequence): return (Party.local.spelling, "\(PartyItem.checkpoint) seq \(sequence)")
    case .market(let symbol, let bid, let ask):
      return (SetupWord.market.rawValue, "\(symbol.value) \(money(bid)) \(money(ask))")
    case .instrument(let symbol, let tick, let lot, let multiplier, let currency):
      var rest = symbol.value
      if let tick { rest += " \(InstrumentWord.tick) \(tick)" }
      if let lot { rest += " \(InstrumentWord.lot) \(lot)" }
      if let multiplier { rest += " \(InstrumentWord.multiplier) \(multiplier)" }
      if let currency { rest += " \(InstrumentWord.currency) \(currency.value)" }
      return (SetupWord.instrument.rawValue, rest)
    }
  }

  /// An order as `place` and the setup write it.
  static func text(_ order: NewOrder) -> String {
    let pricing =
      switch order.pricing {
      case .market: PricingWord.market.rawValue
      case .limit(let limit): "\(PricingWord.limit.rawValue) \(money(limit))"
      case .stop(let stop): "\(PricingWord.stop.rawValue) \(money(stop))"
      case .stopLimit(let stop, let limit): "\(PricingWord.stopLimit.rawValue) \(money(stop)) \(money(limit))"
      }
    let name = order.name.value
    var text = "\(name) \(order.side.spelling) \(order.quantity.value) \(order.symbol.value) \(pricing)"
    if order.timeInForce != .day { text += " tif \(order.timeInForce.spelling)" }
    if let key = order.key { text += " key \(key.value)" }
    return text
  }

  /// A price or an amount of money: with two decimals at least.
  static func money(_ amount: Decimal) -> String { amount.text(minimumPlaces: 2) }
}
