import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// An order as the lines about it need it.
  struct Draft {
    let name: OrderName
    let index: Int
    let quantity: Int
    let instrument: Int
    let order: NewOrder
    let placed: TimeSpan
  }

  /// Makes an order, what the trader does to it, and what becomes of it at the broker.
  mutating func makeOrder(_ index: Int) {
    let quantity = [1, 1, 2, 10, 40, 100][tape.choose(.quantity, index, below: 6)]
    let placed = time(.placeTime, index)
    // A trader who uses a client order id a second time means the same order once more.
    let isAgain = index % 2 == 1 && placed > placeTimes[index - 1] && tape.choose(.keyReuse, index, below: 30) == 1
    let instrument = isAgain ? instruments[index - 1] : tape.choose(.instrument, index, below: swarm.instrumentCount)
    placeTimes.append(placed)
    instruments.append(instrument)
    let side: Side = tape.choose(.side, index, below: 3) == 1 ? .sell : .buy
    var order = NewOrder(
      name: Located("A\(index + 1)"), side: side, quantity: Located(market.quantity(quantity)),
      symbol: symbol(instrument), pricing: pricing(index, side))
    let terms: [TimeInForce] = [.day, .day, .day, .goodTilCancelled, .immediateOrCancel, .fillOrKill]
    order.timeInForce = tape.pick(.timeInForce, index, terms)
    if isAgain {
      order.key = Located("A\(index)")
      order.repeatsKey = true
    }
    add(TraderPlace { $0.order = order }, at: placed, mayMiss: true)
    let draft = Draft(
      name: OrderName(order.name), index: index, quantity: quantity, instrument: instrument, order: order,
      placed: placed)
    if !act(on: draft) { finish(draft) }
  }

  private mutating func pricing(_ index: Int, _ side: Side) -> OrderPricing {
    let middle = market.price(ticks: 0)
    // A stop lies beyond the market.
    let stop = market.price(ticks: side == .buy ? 2 : -2)
    switch tape.choose(.pricing, index, below: 8) {
    case 1, 2: return .market
    case 3: return .stop(stop)
    case 4: return .stopLimit(stop: stop, limit: market.price(ticks: side == .buy ? 3 : -3))
    default: return .limit(middle)
    }
  }

  /// A wait that is likely to race with a message, a timeout or a poll, or a long one.
  mutating func gap(_ label: ChoiceLabel, _ subject: Int) -> TimeSpan {
    let milliseconds = [100, 1, 25, 50, 51, 75, 150, 500, 1000, 2000, 2026, 3000, 5000, 12_000]
    return .milliseconds(tape.pick(label, subject, milliseconds))
  }

  /// What the trader does to the order.
  ///
  /// - Returns: Whether it is decided with that what becomes of it at the broker.
  private mutating func act(on draft: Draft) -> Bool {
    let index = draft.index
    let action = Swarm.TraderAction.allCases[tape.weighted(.traderAction, index, swarm.actionWeights)]
    let first = draft.placed + gap(.actionGap, index)
    let cancel = TraderCancel { $0.order = draft.name }
    switch action {
    case .nothing: break
    case .cancels: add(cancel, at: first, mayMiss: true)
    case .replacesQuantity, .replacesThenCancels, .cancelsAndReplaces:
      let second = first + gap(.actionGap, index + 1000)
      if action == .cancelsAndReplaces { add(cancel, at: first, mayMiss: true) }
      let isDecided = replaceQuantity(of: draft, at: action == .cancelsAndReplaces ? second : first)
      if action == .replacesThenCancels { add(cancel, at: second, mayMiss: true) }
      return isDecided
    case .replacesPrice: replacePrice(of: draft, at: first)
    }
    return false
  }

  /// - Returns: Whether just what is asked for is executed meanwhile, and no more.
  private mutating func replaceQuantity(of draft: Draft, at instant: TimeSpan) -> Bool {
    let (index, quantity) = (draft.index, draft.quantity)
    let more = quantity + 1 + tape.choose(.replaceQuantity, index, below: 10)
    let isLess = quantity > 1 && tape.choose(.replaceQuantity, index + 1000, below: 4) == 1
    // One in twelve asks for what the order has already.
    let isSame = tape.choose(.replaceQuantity, index + 4000, below: 12) == 1
    let amount = market.quantity(isSame ? quantity : isLess ? quantity / 2 : more)
    let line = TraderReplace {
      $0.order = draft.name
      $0.quantity = Quantity(amount)
    }
    add(line, at: instant, mayMiss: true)
    guard isLess, !isSame, tape.choose(.replaceQuantity, index + 2000, below: 3) == 1 else { return false }
    let gap = tape.pick(.fillGap, index * 16 + 13, [1, 10, 24, 26, 60])
    fill(draft.name, quantity / 2, of: draft.instrument, draft.order.side, at: instant + .milliseconds(gap))
    return true
  }

  /// To a limit at which more can be executed, and a stop that is nearer.
  private mutating func replacePrice(of draft: Draft, at instant: TimeSpan) {
    let pricing = draft.order.pricing
    // One in eight asks for a price that the order does not have.
    let hasBoth = pricing.limit != nil && pricing.stop != nil
    let isWrong = !hasBoth && tape.choose(.replaceQuantity, draft.index + 3000, below: 8) == 1
    guard pricing != .market || isWrong else { return }
    let ticks = draft.order.side == .buy ? 1 : -1
    let (limit, stop) = (Price(market.price(ticks: 4 * ticks)), Price(market.price(ticks: ticks)))
    let line = TraderReplace {
      $0.order = draft.name
      if (pricing.limit != nil) != isWrong { $0.limit = limit }
      if (pricing.stop != nil) != isWrong { $0.stop = stop }
    }
    add(line, at: instant, mayMiss: true)
  }
}
