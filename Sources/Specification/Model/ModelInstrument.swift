public import Trading

/// One instrument: its terms, and its position as a reckoning from a baseline.
public struct ModelInstrument: Sendable {
  /// Steps, multiplier and currency.
  public let terms: Instrument
  /// The position now.
  public internal(set) var position: ModelPosition
  /// Up to which change at the broker the baseline holds.
  public internal(set) var adoptedAsOf = BrokerSequence.zero
  /// Another one for each state that the instrument has been in.
  private(set) var revision = 0
  private var lastRevision = 0
  /// Where the reckoning starts: the opening, or what was last taken over.
  var baseline: ModelPosition
  /// The quantity that the engine's own reckoning starts with, which is longer ago than a start of the engine.
  var begun = Fraction.zero
  /// The executions since, in the order in which they count.
  private var steps: [Step] = []
  /// The newest place of an execution since the baseline.
  private var newest = BrokerSequence.zero

  /// An execution, its place in the broker's order, and the position after it.
  private struct Step: Sendable {
    let place: BrokerSequence
    var execution: Execution
    var position: ModelPosition
    /// Of what the baseline holds and is taken back: whether what it has earned is part of the profit; nil of a trade.
    var takesProfit: Bool?

    /// The position behind the step.
    func after(_ before: ModelPosition) -> ModelPosition {
      var position = before
      let size = Fraction(execution.quantity)
      let change = execution.side == .buy ? size : -size
      if let takesProfit {
        position.remove(change, at: Fraction(execution.price), takesProfit: takesProfit)
      } else {
        position.add(change, at: Fraction(execution.price))
      }
      return position
    }
  }

  init(_ terms: Instrument) {
    self.terms = terms
    baseline = ModelPosition(multiplier: terms.multiplier)
    position = baseline
  }

  /// Starts the reckoning anew with figures that were taken over; what has executed behind them comes on top.
  mutating func adopt(_ quantity: Fraction, at average: Fraction, asOf sequence: BrokerSequence) {
    let behind = steps.filter { $0.place > sequence }
    goBack(to: sequence)
    position.set(quantity, at: average)
    baseline = position
    begun = quantity
    steps = []
    adoptedAsOf = sequence
    revise()
    for step in behind { _ = count(step.execution, takesProfit: step.takesProfit) }
  }

  /// Takes back what has executed behind a change at the broker, for those who look at the position alone.
  mutating func goBack(to sequence: BrokerSequence) {
    position = steps.last { $0.place <= sequence }?.position ?? baseline
  }

  private mutating func revise() {
    lastRevision += 1
    revision = lastRevision
  }
}

extension ModelInstrument {
  /// Where an execution was counted, and what it changed.
  struct Counted: Sendable {
    fileprivate var place: Int
    fileprivate var newest: BrokerSequence
    fileprivate var revision: Int
    fileprivate var position: ModelPosition
    fileprivate var positionsBehind: [ModelPosition]
  }

  /// Counts an execution in the broker's order; what has no place in it, or shares one, counts in the order of arrival.
  mutating func count(_ execution: Execution, takesProfit: Bool? = nil) -> Counted {
    if steps.isEmpty { newest = adoptedAsOf }
    let place = execution.sequence == .zero ? newest : execution.sequence
    var index = steps.count
    while index > 0, place < steps[index - 1].place { index -= 1 }
    let counted = Counted(
      place: index, newest: newest, revision: revision, position: position,
      positionsBehind: steps[index...].map(\.position))
    revise()
    newest = max(newest, place)
    position = index == 0 ? baseline : steps[index - 1].position
    steps.insert(Step(place: place, execution: execution, position: position, takesProfit: takesProfit), at: index)
    for index in index..<steps.count {
      position = steps[index].after(position)
      steps[index].position = position
    }
    return counted
  }

  /// Takes an execution back, or amends it where it was; what the baseline holds already is taken out of it.
  ///
  /// - Parameter isReported: whether the former execution was counted in the position, and so in the profit.
  mutating func revise(_ former: Execution, isReported: Bool, by report: Execution) {
    let place = steps.firstIndex { step in
      step.takesProfit == nil && (step.execution.order, step.execution.id) == (former.order, former.id)
    }
    if let index = place {
      if report.quantity.isZero {
        steps.remove(at: index)
      } else {
        steps[index].execution.id = report.id
        steps[index].execution.quantity = report.quantity
        steps[index].execution.price = report.price
      }
      position = baseline
      for index in steps.indices {
        position = steps[index].after(position)
        steps[index].position = position
      }
      newest = steps.reduce(adoptedAsOf) { max($0, $1.place) }
      revise()
    } else {
      var removed = former
      removed.sequence = report.sequence
      _ = count(removed, takesProfit: isReported)
      if !report.quantity.isZero { _ = count(report) }
    }
  }

  /// How much of a position has been added since the baseline and up to a change at the broker: what was there before
  /// goes first.
  func volumeSinceBaseline(upTo sequence: BrokerSequence, isShort: Bool) -> Fraction {
    steps.reduce(.zero) { sum, step in
      guard step.takesProfit == nil, step.place <= sequence, (step.execution.side == .sell) == isShort else {
        return sum
      }
      return sum + Fraction(step.execution.quantity)
    }
  }

  /// When what is open was opened: with the last execution since the baseline before which nothing was, or the other way.
  var opened: Instant? {
    guard !position.quantity.isZero else { return nil }
    for index in steps.indices.reversed() {
      let before = index == 0 ? baseline.quantity : steps[index - 1].position.quantity
      let after = steps[index].position.quantity
      guard after.isZero || before.isZero || before.isNegative != after.isNegative else { continue }
      return after.isZero ? nil : steps[index].execution.executedAt
    }
    return nil
  }

  /// Takes back what was adopted; the revisions in between are not given again.
  mutating func takeBack(to instrument: ModelInstrument) {
    let last = lastRevision
    self = instrument
    lastRevision = last
  }

  /// Takes back what was counted last.
  mutating func takeBack(_ counted: Counted) {
    steps.remove(at: counted.place)
    for (index, position) in zip(counted.place..., counted.positionsBehind) { steps[index].position = position }
    newest = counted.newest
    revision = counted.revision
    position = counted.position
  }
}
