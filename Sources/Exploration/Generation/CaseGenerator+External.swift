import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Lets something happen on the account that no order of the engine explains: a trade by phone, a split, a fee, an
  /// order by hand.
  ///
  /// In live mode alone, where the engine compares the account, but for orders.
  mutating func makeExternalChanges() {
    if tape.choose(.externalKind, 2000, below: 20) == 1 { makeForeignOrder() }
    guard swarm.mode == .live, tape.choose(.externalKind, 1000, below: 3) == 1 else { return }
    hasDrift = true
    // Two at one instant are one drift in two figures; many spend the limits of a day.
    let count = [1, 2, 2, 5][tape.choose(.externalKind, 1001, below: 4)]
    let areAtOnce = tape.choose(.externalKind, 1002, below: 3) == 1
    let first = time(.externalTime)
    for index in 0..<count {
      makeExternalChange(index, at: areAtOnce || index == 0 ? first : time(.externalTime, index))
    }
    if tape.choose(.externalKind, 1003, below: 4) == 1 { flicker(from: first) }
    if tape.choose(.externalKind, 1004, below: 24) == 1 { changeOften() }
    if tape.choose(.externalKind, 1005, below: 5) == 1 { misprice(from: first) }
  }

  /// A quantity that differs stays, and for a moment the position has another price: about when a pass sees it again.
  private mutating func misprice(from first: TimeSpan) {
    let symbol = SymbolName(symbol(0))
    let quantity = SignedQuantity(market.quantity(tape.pick(.externalAmount, 4000, [3, 8, -3])))
    let usual = Price(market.price(ticks: 0))
    let wrong = Price(market.price(ticks: tape.pick(.externalAmount, 4001, [500, 20, -40])))
    let interval = min(configuration.orderInterval ?? .seconds(2), .seconds(5))
    let away = interval - .milliseconds(tape.pick(.externalTime, 4001, [50, 10, 300]))
    let length = TimeSpan.milliseconds(tape.pick(.externalTime, 4002, [200, 30, 1000]))
    for (instant, price) in [(first, usual), (first + away, wrong), (first + away + length, usual)] {
      let line = BrokerAdjustPosition {
        $0.symbol = symbol
        $0.quantity = quantity
        $0.price = price
      }
      add(line, at: instant, mayMiss: true)
    }
  }

  /// A drift comes, is gone for a pass, and comes again.
  private mutating func flicker(from first: TimeSpan) {
    let symbol = SymbolName(symbol(0))
    let (quantity, price) = (market.quantity(3), Price(market.price(ticks: 0)))
    let interval = min(configuration.orderInterval ?? .seconds(2), .seconds(5))
    let step = tape.pick(.externalTime, 4000, [interval, interval, interval + .milliseconds(500), .milliseconds(700)])
    for (place, amount) in [quantity, -quantity, quantity].enumerated() {
      let line = BrokerAdjustPosition {
        $0.symbol = symbol
        $0.quantity = SignedQuantity(amount)
        $0.price = price
      }
      add(line, at: first + step * place, mayMiss: true)
    }
  }

  /// So many trades by phone that what is remembered of differences is bounded by something else than their number.
  private mutating func changeOften() {
    set(.orderInterval, .duration(.seconds(1)))
    set(.driftConfirmations, .integer(1))
    let symbol = SymbolName(symbol(0))
    let (quantity, price) = (Quantity(market.quantity(1)), Price(market.price(ticks: 0)))
    for place in 0..<40 {
      let line = BrokerTrade {
        $0.symbol = symbol
        $0.side = place % 3 == 0 ? .sell : .buy
        $0.quantity = quantity
        $0.price = price
      }
      add(line, at: .milliseconds(1200 + 1100 * place), mayMiss: true)
    }
  }

  private mutating func makeExternalChange(_ index: Int, at instant: TimeSpan) {
    let instrument = tape.choose(.instrument, 1000 + index, below: swarm.instrumentCount)
    let symbol = SymbolName(symbol(instrument))
    let count = [1, 2, 5, 40][tape.choose(.externalAmount, index, below: 4)]
    let quantity = market.quantity(count)
    let price = Price(distantPrice(.market, 100 + index))
    let side: Side = tape.choose(.side, 1000 + index, below: 2) == 0 ? .buy : .sell
    switch tape.choose(.externalKind, index, below: 4) {
    case 0, 1:
      let line = BrokerTrade {
        $0.symbol = symbol
        $0.side = side
        $0.quantity = Quantity(quantity)
        $0.price = price
      }
      add(line, at: instant, mayMiss: true)
    case 2:
      // Without a price it keeps the one it has, and has none if it was flat.
      let isPriced = tape.choose(.externalAmount, index + 2000, below: 4) != 1
      if !isPriced { hasUnpriced = true }
      let line = BrokerAdjustPosition {
        $0.symbol = symbol
        $0.quantity = SignedQuantity(side == .buy ? quantity : -quantity)
        if isPriced { $0.price = price }
      }
      add(line, at: instant, mayMiss: true)
    default:
      let unit = market.value(of: 2)
      let amount = [unit, Decimal(-1), -unit, Decimal(500)][tape.choose(.externalAmount, index + 1000, below: 4)]
      let currency = CurrencyName(Located(market.currency(of: instrument)))
      let line = BrokerAdjustCash {
        $0.currency = currency
        $0.amount = Money(amount)
      }
      add(line, at: instant, mayMiss: true)
    }
  }
}
