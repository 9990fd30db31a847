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
  /// Up to which change at the broker the baseline has what there was.
  private var start = BrokerSequence.zero
  /// What was bought and sold between the opening, or what was taken over last, and the baseline.
  private var volumes = (bought: Fraction.zero, sold: Fraction.zero)
  /// When what is open with the baseline was opened, where that was since.
  private var openedBefore: Instant?
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
    start = sequence
    volumes = (.zero, .zero)
    openedBefore = nil
    revise()
    for step in behind { _ = count(step.execution, takesProfit: step.takesProfit) }
  }

  /// Takes back what has executed behind a change at the broker, for those who look at the position alone.
  mutating func goBack(to sequence: BrokerSequence) {
    position = steps.last { $0.place <= sequence }?.position ?? baseline
  }

  /// Begins behind the last step of an order that has left the books.
  mutating func begin(behind gone: Set<ClientOrderID>) {
    guard let last = steps.lastIndex(where: { gone.contains($0.execution.order) }) else { return }
    openedBefore = opened(by: steps[...last])
    for step in steps[...last] where step.takesProfit == nil {
      let (size, isBuy) = (Fraction(step.execution.quantity), step.execution.side == .buy)
      volumes = (volumes.bought + (isBuy ? size : .zero), volumes.sold + (isBuy ? .zero : size))
    }
    baseline = steps[last].position
    start = max(start, steps[last].place)
    steps.removeSubrange(...last)
  }

  /// Whether something counts behind an order that stays, and is of one that leaves.
  func isSplit(by leaving: Set<ClientOrderID>) -> Bool {
    guard let stays = steps.firstIndex(where: { !leaving.contains($0.execution.order) }) else { return false }
    return steps[stays...].contains { leaving.contains($0.execution.order) }
  }

  /// Takes the orders out of those that are to leave of which anything counts behind an order that stays.
  func keepBehind(_ leaving: inout Set<ClientOrderID>) {
    var isStable = false
    while !isStable {
      isStable = true
      guard let stays = steps.firstIndex(where: { !leaving.contains($0.execution.order) }) else { return }
      for step in steps[stays...] where leaving.remove(step.execution.order) != nil { isStable = false }
    }
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
    if steps.isEmpty { newest = max(start, adoptedAsOf) }
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
      newest = steps.reduce(max(start, adoptedAsOf)) { max($0, $1.place) }
      revise()
    } else {
      var removed = former
      removed.sequence = report.sequence
      _ = count(removed, takesProfit: isReported)
      if !report.quantity.isZero { _ = count(report) }
    }
  }

  /// How much of a position has been added since it was opened or taken over last, and up to a change at the broker: what
  /// was there before goes first.
  func volumeSinceBaseline(upTo sequence: BrokerSequence, isShort: Bool) -> Fraction {
    steps.reduce(isShort ? volumes.sold : volumes.bought) { sum, step in
      guard step.takesProfit == nil, step.place <= sequence, (step.execution.side == .sell) == isShort else {
        return sum
      }
      return sum + Fraction(step.execution.quantity)
    }
  }

  /// When what is open was opened: with the last execution before which nothing was, or the other way.
  var opened: Instant? { position.quantity.isZero ? nil : opened(by: steps[...]) }

  /// When what is open behind the first steps was opened.
  private func opened(by steps: ArraySlice<Step>) -> Instant? {
    for index in steps.indices.reversed() {
      let before = index == 0 ? baseline.quantity : steps[index - 1].position.quantity
      let after = steps[index].position.quantity
      guard after.isZero || before.isZero || before.isNegative != after.isNegative else { continue }
      return after.isZero ? nil : steps[index].execution.executedAt
    }
    return openedBefore
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
