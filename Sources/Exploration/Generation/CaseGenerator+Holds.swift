import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// Orders that have to wait: for what, until when, and what the trader wants meanwhile. Each by itself is common; that
/// they meet is not, so they are drawn together and at the instants at which two limits fall together.
extension CaseGenerator {
  /// An order that has to wait.
  private struct Hold {
    let name: OrderName
    let index: Int
    let instrument: Int
    let side: Side
    let placed: TimeSpan
  }

  /// Makes the orders of a fifth of the cases that have to wait.
  mutating func makeHolds() {
    guard !swarm.faults.isEmpty, tape.choose(.holdShare, below: 5) == 1 else { return }
    if tape.choose(.holdShare, 1, below: 2) == 1 { set(.whileDegraded, .choice("hold")) }
    for index in 0..<(1 + tape.choose(.holdShare, 2, below: 3)) {
      let placed =
        tape.choose(.holdShare, 10 + index, below: 3) == 1 ? faultTime(70_000 + index) : time(.holdTime, index)
      let hold = placeHeld(index, at: placed)
      delayOnItsWay(hold)
      let end = bar(hold)
      let last = command(hold, barredUntil: end)
      execute(hold, commandedAt: last)
      if tape.choose(.holdCrash, index, below: 5) == 1 {
        crash(nil, 80_000 + index, at: placed + gap(.holdTime, 100 + index))
      }
    }
  }

  private mutating func placeHeld(_ index: Int, at instant: TimeSpan) -> Hold {
    let instrument = tape.choose(.instrument, 5000 + index, below: swarm.instrumentCount)
    let side: Side = tape.choose(.side, 5000 + index, below: 2) == 1 ? .sell : .buy
    let order = NewOrder(
      name: Located("W\(index + 1)"), side: side, quantity: Located(market.quantity(10)), symbol: symbol(instrument),
      pricing: .limit(market.price(ticks: 0)))
    add(TraderPlace { $0.order = order }, at: instant, mayMiss: true)
    return Hold(
      name: OrderName(order.name), index: index, instrument: instrument, side: side, placed: instant)
  }

  /// What keeps the place request, or what is asked of it, from being known at once.
  private mutating func delayOnItsWay(_ hold: Hold) {
    let before = max(.zero, hold.placed - .milliseconds(1))
    let (requests, responses) = (
      MessageMatch(channel: .requests, kinds: [.place], order: hold.name.located),
      MessageMatch(channel: .responses, kinds: [.place], order: hold.name.located)
    )
    switch tape.choose(.holdKind, hold.index, below: 9) {
    case 1: limit([.place], hold.index, at: before)
    case 2: drop(requests, .next(1), at: before)
    case 3: drop(responses, .next(1), at: before)
    case 4:
      drop(responses, .next(1), at: before)
      limit([.query], hold.index, at: before)
    case 5, 6:
      let delay = TimeSpan.milliseconds(tape.pick(.holdDelay, hold.index, [700, 100, 30, 1500]))
      let line = StoreSlow {
        $0.delay = delay
        $0.extent = .duration(.seconds(3))
      }
      add(line, at: before, mayMiss: true)
    case 7:
      // The second of two is refused where an id is good for one order, and is all that is heard of both.
      let line = NetDuplicate {
        $0.match = requests
        $0.delay = .milliseconds(30)
        $0.extent = .next(1)
      }
      add(line, at: before, mayMiss: true)
      drop(responses, .next(1), at: before)
    default: break
    }
  }

  private mutating func limit(_ kinds: [Word], _ index: Int, at instant: TimeSpan) {
    let times = 1 + tape.choose(.holdDelay, 100 + index + 10 * kinds.count, below: 3)
    let line = NetFail {
      $0.kinds = RequestKinds(kinds)
      $0.status = GatewayStatus(429)
      $0.extent = .next(times)
    }
    add(line, at: instant, mayMiss: true)
  }

  /// What forbids to send orders.
  ///
  /// - Returns: When that ends.
  private mutating func bar(_ hold: Hold) -> TimeSpan {
    let offsets = [26, 0, 1, 25, 50, 51, 100, 526, 600, 1000, 2000, 2026, -10]
    let start = max(.zero, hold.placed + .milliseconds(tape.pick(.holdTime, 200 + hold.index, offsets)))
    let lengths = [1000, 100, 51, 3000, 500, 8000, 2000]
    let length = TimeSpan.milliseconds(tape.pick(.holdTime, 300 + hold.index, lengths))
    switch tape.choose(.holdBar, hold.index, below: 8) {
    case 1, 2, 3:
      add(OperatorHalt(), at: start, mayMiss: true)
      add(OperatorResume(), at: start + length, mayMiss: true)
    case 4: add(NetCut { $0.extent = .duration(length) }, at: start, mayMiss: true)
    case 5:
      let line = NetFail {
        $0.kinds = RequestKinds([.orders])
        $0.status = GatewayStatus(503)
        $0.extent = .next(1)
      }
      add(line, at: start, mayMiss: true)
      add(OperatorReconcile(), at: start, mayMiss: true)
    case 6:
      let line = StoreFail {
        $0.error = .ioError
        $0.extent = .duration(length)
      }
      add(line, at: start, mayMiss: true)
    default: return start
    }
    return start + length
  }

  /// What the trader wants of it, before, while and after nothing may be sent.
  ///
  /// - Returns: When he wants something last.
  private mutating func command(_ hold: Hold, barredUntil end: TimeSpan) -> TimeSpan {
    var instant = hold.placed
    for number in 0..<tape.choose(.holdAction, 100 + hold.index, below: 4) {
      let place = 10 * hold.index + number
      let steps: [TimeSpan?] = [
        .milliseconds(500), .milliseconds(1), .milliseconds(51), nil, .milliseconds(2000), .seconds(12),
      ]
      // Without a step it is wanted in the very instant in which the bar falls.
      let step = tape.pick(.holdTime, 400 + place, steps)
      instant = step.map { instant + $0 } ?? max(instant, end)
      let wish = tape.choose(.holdAction, 200 + place, below: 8)
      if tape.choose(.holdAction, 300 + place, below: 4) == 1 {
        let kind: Word = wish < 3 ? .cancel : .replace
        fail([kind], 90_000 + place, .next(1 + tape.choose(.holdAction, 400 + place, below: 4)), at: instant)
      }
      want(wish, of: hold, at: instant)
    }
    return instant
  }

  private mutating func want(_ wish: Int, of hold: Hold, at instant: TimeSpan) {
    var line = TraderReplace { $0.order = hold.name }
    switch wish {
    case 0, 1, 2: return add(TraderCancel { $0.order = hold.name }, at: instant, mayMiss: true)
    case 3: return add(OperatorQuery { $0.order = hold.name }, at: instant, mayMiss: true)
    case 4: line.quantity = Quantity(market.quantity(12))
    case 5: line.quantity = Quantity(market.quantity(4))
    default:
      // A price at which it goes sooner: an order in all but name.
      line.limit = Price(market.price(ticks: hold.side == .buy ? 4 : -4))
    }
    add(line, at: instant, mayMiss: true)
  }

  /// What is executed: just what a smaller order leaves, all, or nothing.
  private mutating func execute(_ hold: Hold, commandedAt last: TimeSpan) {
    let offsets = [500, 1, 10, 24, 26, 60, 2000]
    let instant = last + .milliseconds(tape.pick(.holdTime, 500 + hold.index, offsets))
    switch tape.choose(.holdFill, hold.index, below: 4) {
    case 1: fill(hold.name, nil, of: hold.instrument, hold.side, at: instant)
    case 2, 3: fill(hold.name, 4, of: hold.instrument, hold.side, at: instant)
    default: break
    }
  }
}
