import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Makes an order, what the trader does to it, and what becomes of it at the broker.
  mutating func makeOrder(_ index: Int) {
    let name = OrderName(Located("A\(index + 1)"))
    let quantity = [1, 1, 2, 10, 40, 100][tape.choose(.quantity, index, below: 6)]
    let instrument = tape.choose(.instrument, index, below: swarm.instrumentCount)
    var order = NewOrder(
      name: name.located, side: tape.choose(.side, index, below: 3) == 1 ? .sell : .buy,
      quantity: Located(market.quantity(quantity)),
      symbol: symbol(instrument),
      pricing: .limit(market.price(ticks: 0)))
    if tape.choose(.pricing, index, below: 5) == 1 { order.pricing = .market }
    let placed = time(.placeTime, index)
    placeTimes.append(placed)
    add(TraderPlace { $0.order = order }, at: placed, mayMiss: true)
    act(on: name, index, quantity: quantity, isMarket: order.pricing == .market, placed: placed)
    finish(name, index, quantity: quantity, instrument: instrument, placed: placed)
  }

  /// A wait that is likely to race with a message, a timeout or a poll.
  private mutating func gap(_ label: ChoiceLabel, _ subject: Int) -> TimeSpan {
    let milliseconds = [100, 1, 25, 50, 51, 75, 150, 500, 1000, 2000, 2026, 3000, 5000]
    return .milliseconds(tape.pick(label, subject, milliseconds))
  }

  /// What the trader does to the order.
  private mutating func act(
    on name: OrderName, _ index: Int, quantity: Int, isMarket: Bool, placed: TimeSpan
  ) {
    let action = Swarm.TraderAction.allCases[tape.weighted(.traderAction, index, swarm.actionWeights)]
    let first = placed + gap(.actionGap, index)
    switch action {
    case .nothing: break
    case .cancels: add(TraderCancel { $0.order = name }, at: first, mayMiss: true)
    case .replacesQuantity, .replacesThenCancels:
      let more = quantity + 1 + tape.choose(.replaceQuantity, index, below: 10)
      let isLess = quantity > 1 && tape.choose(.replaceQuantity, index + 1000, below: 4) == 1
      let amount = market.quantity(isLess ? quantity / 2 : more)
      let line = TraderReplace {
        $0.order = name
        $0.quantity = Quantity(amount)
      }
      add(line, at: first, mayMiss: true)
      if action == .replacesThenCancels {
        add(TraderCancel { $0.order = name }, at: first + gap(.actionGap, index + 1000), mayMiss: true)
      }
    case .replacesPrice:
      guard !isMarket else { return }
      let limit = Price(market.price(ticks: 1))
      let line = TraderReplace {
        $0.order = name
        $0.limit = limit
      }
      add(line, at: first, mayMiss: true)
    }
  }

  /// What becomes of the order at the broker.
  private mutating func finish(
    _ name: OrderName, _ index: Int, quantity: Int, instrument: Int, placed: TimeSpan
  ) {
    let fate = Swarm.Fate.allCases[tape.weighted(.fate, index, swarm.fateWeights)]
    var instant = placed + gap(.fillGap, index * 16)
    switch fate {
    case .rests: break
    case .rejected:
      let line = BrokerReject {
        $0.order = name
        $0.reason = QuotedText("refused")
      }
      add(line, at: instant, mayMiss: true)
    case .expired: add(BrokerExpire { $0.order = name }, at: instant, mayMiss: true)
    case .cancelledByBroker: add(BrokerCancel { $0.order = name }, at: instant, mayMiss: true)
    case .filledAtOnce: fill(name, nil, of: instrument, at: instant)
    case .filledInParts, .partlyFilled:
      let parts = min(quantity, 2 + tape.choose(.fillCount, index, below: 3))
      var left = quantity
      for part in 0..<parts {
        let isLast = part == parts - 1
        if isLast, fate == .partlyFilled { break }
        let size =
          isLast ? left : min(left - (parts - 1 - part), 1 + tape.choose(.fillSize, index * 16 + part, below: 20))
        fill(name, isLast ? nil : size, of: instrument, at: instant)
        left -= size
        instant = instant + gap(.fillGap, index * 16 + 1 + part)
      }
    }
  }

  mutating func fill(_ name: OrderName, _ quantity: Int?, of instrument: Int, at instant: TimeSpan) {
    executionCount += 1
    executionCounts[instrument] += 1
    let number = market.numbersByInstrument ? executionCounts[instrument] : executionCount
    let price = market.price(ticks: [0, 0, 1, -1, 3][tape.choose(.price, executionCount, below: 5)])
    let size = quantity.map { Quantity(market.quantity($0)) }
    let line = BrokerFill {
      $0.order = name
      $0.quantity = FillQuantity(size)
      $0.price = Price(price)
      $0.execution = ExecutionName(Located("E\(number)"))
    }
    add(line, at: instant, mayMiss: true)
  }
}
