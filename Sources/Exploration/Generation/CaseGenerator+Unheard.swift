import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// A change of an order of whose outcome nobody hears for a while, and what happens in that while: executions by the old
/// terms and by the new ones, another hand, another wish, an exit beside it. Each by itself is common; that they meet is
/// not, so they are drawn together.
extension CaseGenerator {
  /// Makes the changes of a sixth of the cases of which nobody hears.
  mutating func makeUnheardReplaces() {
    guard !swarm.faults.isEmpty, tape.choose(.unheard, below: 6) == 1 else { return }
    for index in 0..<(1 + tape.choose(.unheard, 1, below: 2)) { makeUnheardReplace(index) }
  }

  private mutating func makeUnheardReplace(_ index: Int) {
    let placed = time(.unheardTime, index)
    let instrument = tape.choose(.instrument, 9000 + index, below: swarm.instrumentCount)
    let side: Side = tape.choose(.side, 9000 + index, below: 2) == 1 ? .sell : .buy
    let opposite: Side = side == .buy ? .sell : .buy
    let isExit = tape.choose(.unheard, 10 + index, below: 4) == 1
    if isExit { open(20, of: instrument, opposite, index, at: placed) }
    let order = NewOrder(
      name: Located("RA\(index + 1)"), side: side, quantity: Located(market.quantity(10)), symbol: symbol(instrument),
      pricing: .limit(market.price(ticks: 0)))
    add(TraderPlace { $0.order = order }, at: placed + .milliseconds(200), mayMiss: true)
    let name = OrderName(order.name)
    let asked = placed + .milliseconds(tape.pick(.unheardTime, 10 + index, [1000, 400, 1826, 2000, 3026]))
    silence(name, index, from: asked)
    let wish = wanted(index, side)
    replace(name, wish, at: asked)
    var instant = asked
    for step in 0..<(1 + tape.choose(.unheard, 20 + index, below: 4)) {
      let waits = [100, 30, 500, 1, 1000, 60, 2000, 24, 4000]
      instant = instant + .milliseconds(tape.pick(.unheardTime, 100 + 10 * index + step, waits))
      happen(to: name, 10 * index + step, wish, of: instrument, side, at: instant)
    }
    guard isExit else { return }
    let waits = [300, 1200, 60, 2500, 5000]
    leave(instrument, side, index, at: asked + .milliseconds(tape.pick(.unheardTime, 20 + index, waits)))
  }

  /// What the trader wants: more, less, or a price at which it goes sooner.
  private mutating func wanted(_ index: Int, _ side: Side) -> (quantity: Int?, ticks: Int?) {
    switch tape.choose(.unheard, 30 + index, below: 6) {
    case 0, 1: (20, nil)
    case 2: (4, nil)
    case 3: (20, side == .buy ? 4 : -4)
    default: (nil, side == .buy ? 4 : -4)
    }
  }

  private mutating func replace(_ name: OrderName, _ wish: (quantity: Int?, ticks: Int?), at instant: TimeSpan) {
    let line = TraderReplace {
      $0.order = name
      $0.quantity = wish.quantity.map { Quantity(market.quantity($0)) }
      $0.limit = wish.ticks.map { Price(market.price(ticks: $0)) }
    }
    add(line, at: instant, mayMiss: true)
  }

  /// Neither the answer nor the stream tells what has become of it, nor do lists.
  private mutating func silence(_ name: OrderName, _ index: Int, from asked: TimeSpan) {
    let before = max(.zero, asked - .milliseconds(1))
    let request = MessageMatch(channel: .requests, kinds: [.replace], order: name.located)
    let response = MessageMatch(channel: .responses, kinds: [.replace], order: name.located)
    let delay = TimeSpan.milliseconds(tape.pick(.unheardTime, 30 + index, [1000, 300, 1900, 4000]))
    switch tape.choose(.unheard, 40 + index, below: 8) {
    case 0, 1: drop(response, .next(1 + tape.choose(.unheard, 50 + index, below: 3)), at: before)
    case 2: self.delay(response, by: delay, .next(1), at: before)
    case 3: self.delay(request, by: delay, .next(1), at: before)
    case 4: drop(request, .next(1), at: before)
    case 5, 6:
      // The broker's refusal comes when the trader may want something else already.
      self.delay(tape.choose(.unheard, 60 + index, below: 2) == 1 ? request : response, by: delay, .next(1), at: before)
      let line = BrokerRefuse {
        $0.kinds = ChangeKinds([.replace])
        $0.order = name
        $0.extent = .next(1)
      }
      add(line, at: before, mayMiss: true)
    default: fail([.replace], 97_000 + index, .next(1 + tape.choose(.unheard, 70 + index, below: 3)), at: before)
    }
    let length = Extent.duration(.milliseconds(tape.pick(.unheardTime, 40 + index, [1500, 4000, 500, 12_000])))
    let told = MessageMatch(channel: .stream, kinds: [], order: name.located)
    if tape.choose(.unheard, 80 + index, below: 3) > 0 { drop(told, length, at: before) }
    guard tape.choose(.unheard, 90 + index, below: 2) == 1 else { return }
    let line = NetFail {
      $0.kinds = RequestKinds(tape.pick(.unheard, 95 + index, [[.orders], [.orders, .query], [.query]]))
      $0.status = GatewayStatus(503)
      $0.extent = length
    }
    add(line, at: before, mayMiss: true)
  }

  /// What happens meanwhile.
  private mutating func happen(
    to name: OrderName, _ place: Int, _ wish: (quantity: Int?, ticks: Int?), of instrument: Int, _ side: Side,
    at instant: TimeSpan
  ) {
    let size = tape.pick(.unheard, 200 + place, [10, 4, 6, 3])
    switch tape.choose(.unheard, 100 + place, below: 10) {
    // What is left of it by then no file knows.
    case 0, 1: fill(name, size, of: instrument, side, isLate: true, at: instant)
    case 2, 3: fill(name, size, of: instrument, side, isLate: true, beyond: wish.ticks, at: instant)
    case 4, 5:
      // Another hand does what was asked, or something else.
      let same = tape.choose(.unheard, 300 + place, below: 3) > 0
      let line = BrokerReplace {
        $0.order = name
        $0.quantity = (same ? wish.quantity : 12).map { Quantity(market.quantity($0)) }
        $0.limit = same ? wish.ticks.map { Price(market.price(ticks: $0)) } : nil
      }
      add(line, at: instant, mayMiss: true)
    case 6, 7:
      let other = tape.choose(.unheard, 300 + place, below: 2) == 1
      replace(name, (other ? 15 : 8, nil), at: instant)
    case 8: add(TraderCancel { $0.order = name }, at: instant, mayMiss: true)
    default: crash(nil, 98_000 + place, at: instant)
    }
  }

  /// Opens a position that the order closes.
  private mutating func open(_ count: Int, of instrument: Int, _ side: Side, _ index: Int, at instant: TimeSpan) {
    let order = NewOrder(
      name: Located("RB\(index + 1)"), side: side, quantity: Located(market.quantity(count)),
      symbol: symbol(instrument), pricing: .market)
    add(TraderPlace { $0.order = order }, at: instant, mayMiss: true)
    fill(OrderName(order.name), nil, of: instrument, side, at: instant + .milliseconds(100))
  }

  /// Closes what is left of the position, while its instrument may be blocked.
  private mutating func leave(_ instrument: Int, _ side: Side, _ index: Int, at instant: TimeSpan) {
    if tape.choose(.unheard, 400 + index, below: 3) > 0 {
      set(.blockFrom, .choice("warning"))
      hasForeignOrder = true
      let stranger = NewOrder(
        name: Located("RC\(index + 1)"), side: side == .buy ? .sell : .buy, quantity: Located(market.quantity(2)),
        symbol: symbol(instrument), pricing: .limit(market.price(ticks: 0)))
      add(BrokerPlace { $0.order = stranger }, at: max(.zero, instant - .milliseconds(100)), mayMiss: true)
    }
    let quantity = tape.pick(.unheard, 410 + index, [10, 1, 12, 20])
    let exit = NewOrder(
      name: Located("RD\(index + 1)"), side: side, quantity: Located(market.quantity(quantity)),
      symbol: symbol(instrument), pricing: .limit(market.price(ticks: 0)))
    add(TraderPlace { $0.order = exit }, at: instant, mayMiss: true)
  }
}
