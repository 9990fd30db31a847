import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// An order as the lines about it need it.
  private struct Draft {
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
    act(on: draft)
    finish(draft)
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
  private mutating func gap(_ label: ChoiceLabel, _ subject: Int) -> TimeSpan {
    let milliseconds = [100, 1, 25, 50, 51, 75, 150, 500, 1000, 2000, 2026, 3000, 5000, 12_000]
    return .milliseconds(tape.pick(label, subject, milliseconds))
  }

  /// What the trader does to the order.
  private mutating func act(on draft: Draft) {
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
      replaceQuantity(of: draft, at: action == .cancelsAndReplaces ? second : first)
      if action == .replacesThenCancels { add(cancel, at: second, mayMiss: true) }
    case .replacesPrice: replacePrice(of: draft, at: first)
    }
  }

  private mutating func replaceQuantity(of draft: Draft, at instant: TimeSpan) {
    let (index, quantity) = (draft.index, draft.quantity)
    let more = quantity + 1 + tape.choose(.replaceQuantity, index, below: 10)
    let isLess = quantity > 1 && tape.choose(.replaceQuantity, index + 1000, below: 4) == 1
    let amount = market.quantity(isLess ? quantity / 2 : more)
    let line = TraderReplace {
      $0.order = draft.name
      $0.quantity = Quantity(amount)
    }
    add(line, at: instant, mayMiss: true)
  }

  /// To a limit at which more can be executed, and a stop that is nearer.
  private mutating func replacePrice(of draft: Draft, at instant: TimeSpan) {
    let pricing = draft.order.pricing
    guard pricing != .market else { return }
    let ticks = draft.order.side == .buy ? 1 : -1
    let (limit, stop) = (Price(market.price(ticks: 4 * ticks)), Price(market.price(ticks: ticks)))
    let line = TraderReplace {
      $0.order = draft.name
      if pricing.limit != nil { $0.limit = limit }
      if pricing.stop != nil { $0.stop = stop }
    }
    add(line, at: instant, mayMiss: true)
  }

  /// What becomes of the order at the broker.
  private mutating func finish(_ draft: Draft) {
    let (name, index) = (draft.name, draft.index)
    let fate = Swarm.Fate.allCases[tape.weighted(.fate, index, swarm.fateWeights)]
    let instant = draft.placed + gap(.fillGap, index * 16)
    switch fate {
    case .rests: break
    case .rejected: end(name, 0, at: instant)
    case .expired: end(name, 1, at: instant)
    case .cancelledByBroker: end(name, 2, at: instant)
    case .filledAtOnce: fill(name, nil, of: draft.instrument, draft.order.side, at: instant)
    case .filledInParts: fillParts(draft, at: instant, isComplete: true)
    case .partlyFilled: fillParts(draft, at: instant, isComplete: false)
    case .partlyFilledThenEnded:
      let last = fillParts(draft, at: instant, isComplete: false)
      let ended = last + gap(.fillGap, index * 16 + 14)
      end(name, tape.choose(.endKind, index, below: 3), at: ended)
      // The execution was made before the end, and is told behind it.
      guard draft.quantity > 3, tape.choose(.endKind, index + 1000, below: 2) == 1 else { return }
      let late = ended + gap(.fillGap, index * 16 + 15)
      fill(name, 1, of: draft.instrument, draft.order.side, isLate: true, at: late)
    case .overfilled:
      fill(name, draft.quantity + 1, of: draft.instrument, draft.order.side, isLate: true, at: instant)
    }
  }

  /// - Returns: When the last part was executed.
  @discardableResult
  private mutating func fillParts(_ draft: Draft, at first: TimeSpan, isComplete: Bool) -> TimeSpan {
    let index = draft.index
    let parts = min(draft.quantity, 2 + tape.choose(.fillCount, index, below: 3))
    var (left, instant) = (draft.quantity, first)
    for part in 0..<parts {
      let isLast = part == parts - 1
      if isLast, !isComplete { break }
      let most = left - (parts - 1 - part)
      let size = isLast ? left : min(most, 1 + tape.choose(.fillSize, index * 16 + part, below: 20))
      fill(draft.name, isLast ? nil : size, of: draft.instrument, draft.order.side, at: instant)
      left -= size
      instant = instant + gap(.fillGap, index * 16 + 1 + part)
    }
    return instant
  }

  private mutating func end(_ name: OrderName, _ kind: Int, at instant: TimeSpan) {
    switch kind {
    case 0:
      let line = BrokerReject {
        $0.order = name
        $0.reason = QuotedText("refused")
      }
      add(line, at: instant, mayMiss: true)
    case 1: add(BrokerExpire { $0.order = name }, at: instant, mayMiss: true)
    default: add(BrokerCancel { $0.order = name }, at: instant, mayMiss: true)
    }
  }

  /// An execution at the price that every order takes, or at a better one.
  ///
  /// - Parameter isLate: whether it may come behind the end of the order, or go beyond its quantity.
  mutating func fill(
    _ name: OrderName, _ quantity: Int?, of instrument: Int, _ side: Side, isLate: Bool = false, at instant: TimeSpan
  ) {
    executionCount += 1
    executionCounts[instrument] += 1
    let number = market.numbersByInstrument ? executionCounts[instrument] : executionCount
    let ticks = [0, 0, 1, 2, 3][tape.choose(.price, executionCount, below: 5)]
    let price = market.price(ticks: side == .buy ? -ticks : ticks)
    var size = FillQuantity(quantity.map { Quantity(market.quantity($0)) })
    size.isOverfill = isLate
    let line = BrokerFill {
      $0.order = name
      $0.quantity = size
      $0.price = Price(price)
      $0.execution = ExecutionName(Located("E\(number)"))
    }
    add(line, at: instant, mayMiss: true)
  }
}
