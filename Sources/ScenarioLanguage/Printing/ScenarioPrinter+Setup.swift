import Reconciliation
import Trading

extension ScenarioPrinter {
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
    if let key = order.key { text += " key \(key.value)\(order.repeatsKey ? " again" : "")" }
    return text
  }

  /// A price or an amount of money: with two decimals at least.
  static func money(_ amount: Decimal) -> String { amount.text(minimumPlaces: 2) }
}
