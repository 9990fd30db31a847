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

  /// The answers lack an order in one poll of two.
  private mutating func hideNowAndThen(_ name: OrderName, from instant: TimeSpan) {
    let interval = min(configuration.orderInterval ?? .seconds(2), .seconds(3))
    for place in 1...4 {
      let line = BrokerSnapshotOmits {
        $0.order = name
        $0.query = AnswerQuery(.orders)
        $0.extent = .next(1)
      }
      add(line, at: instant + interval * (2 * place), mayMiss: true)
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

  /// An order by hand comes, and is executed, between two polls or over many.
  private mutating func makeForeignOrder() {
    hasForeignOrder = true
    let name = OrderName("H1")
    let instrument = tape.choose(.instrument, 3000, below: swarm.instrumentCount)
    let order = NewOrder(
      name: name.located, side: tape.choose(.side, 3000, below: 2) == 0 ? .buy : .sell,
      quantity: Located(market.quantity(10)), symbol: symbol(instrument), pricing: .limit(market.price(ticks: 0)))
    let instant = time(.externalTime, 3000)
    add(BrokerPlace { $0.order = order }, at: instant, mayMiss: true)
    if !swarm.faults.isEmpty, tape.choose(.externalKind, 2002, below: 3) == 1 { hideNowAndThen(name, from: instant) }
    let later = instant + .milliseconds(tape.pick(.externalTime, 3001, [500, 10, 2000, 7000]))
    switch tape.choose(.externalKind, 2001, below: 4) {
    case 0: fill(name, nil, of: instrument, order.side, at: later)
    case 1: fill(name, 4, of: instrument, order.side, at: later)
    case 2: add(BrokerCancel { $0.order = name }, at: later, mayMiss: true)
    default: break
    }
    if tape.choose(.externalKind, 2003, below: 3) > 0 { decide(about: name, from: instant) }
  }

  /// A person has the order cancelled, or makes it one of ours: then a trader may cancel or change it as any other.
  private mutating func decide(about name: OrderName, from instant: TimeSpan) {
    var next = instant
    for step in 0..<(1 + tape.choose(.externalKind, 2010, below: 3)) {
      next = next + .milliseconds(tape.pick(.externalTime, 3010 + step, [60, 100, 600, 3000, 9000, 1]))
      let decisions: [TicketDecision] = [.cancel, .adopt, .cancel, .adopt, .ignore]
      let decision = tape.pick(.externalKind, 2020 + step, decisions)
      let ticket = TicketName(UInt32(tape.pick(.externalKind, 2030 + step, [1, 1, 1, 2])))
      let isNamed = tape.choose(.externalKind, 2040 + step, below: 4) == 1
      if isNamed { declarePersons() }
      let person = isNamed ? tape.pick(.externalKind, 2050 + step, CaseGenerator.persons).name : nil
      let line = OperatorResolve {
        $0.ticket = ticket
        $0.decision = DecisionValue(decision)
        $0.person = person.map { PersonName($0) }
      }
      add(line, at: next, mayMiss: true)
    }
    next = next + .milliseconds(tape.pick(.externalTime, 3020, [40, 500, 2000, 8000]))
    switch tape.choose(.externalKind, 2060, below: 4) {
    case 0: add(TraderCancel { $0.order = name }, at: next, mayMiss: true)
    case 1:
      let line = TraderReplace {
        $0.order = name
        $0.quantity = Quantity(market.quantity(12))
      }
      add(line, at: next, mayMiss: true)
    default: break
    }
  }
}
