import Reconciliation
import ScenarioLanguage
import Trading

/// What becomes of orders at the broker.
extension CaseGenerator {
  /// What becomes of the order at the broker.
  mutating func finish(_ draft: Draft) {
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
    if swarm.isCrowded, draft.quantity >= 100, tape.choose(.fillCount, index + 1000, below: 4) == 1 {
      return shatter(draft, at: first, isComplete: isComplete)
    }
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

  /// Executes an order share by share.
  private mutating func shatter(_ draft: Draft, at first: TimeSpan, isComplete: Bool) -> TimeSpan {
    var instant = first
    for part in 1...draft.quantity {
      let isLast = part == draft.quantity
      if isLast, !isComplete { break }
      fill(draft.name, isLast ? nil : 1, of: draft.instrument, draft.order.side, at: instant)
      instant = instant + .milliseconds(30)
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
  /// - Parameters:
  ///   - isLate: whether it may come behind the end of the order, or go beyond its quantity.
  ///   - limit: by how many ticks it is at another price than the one that every order takes.
  mutating func fill(
    _ name: OrderName, _ quantity: Int?, of instrument: Int, _ side: Side, isLate: Bool = false,
    beyond limit: Int? = nil, at instant: TimeSpan
  ) {
    executionCount += 1
    executionCounts[instrument] += 1
    let number = market.numbersByInstrument ? executionCounts[instrument] : executionCount
    let ticks = [0, 0, 1, 2, 3][tape.choose(.price, executionCount, below: 5)]
    let price = market.price(ticks: limit ?? (side == .buy ? -ticks : ticks))
    var size = FillQuantity(quantity.map { Quantity(market.quantity($0)) })
    size.isOverfill = isLate
    let isNameless = leavesNamesOut && tape.choose(.revisionAmount, 1000 + executionCount, below: 3) == 1
    let fee = drawFee(1 + executionCount)
    let line = BrokerFill {
      $0.order = name
      $0.quantity = size
      $0.price = Price(price)
      $0.execution = ExecutionName(Located(isNameless ? "none" : "E\(number)"))
      $0.fee = fee
    }
    add(line, at: instant, mayMiss: true)
  }
}
