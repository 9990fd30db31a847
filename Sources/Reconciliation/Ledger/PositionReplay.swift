public import Trading

/// A position as the replay of its executions in the broker's order, from the last baseline on.
///
/// Average price and realized profit depend on the order of executions, and they do not always come in that order: one
/// that is late belongs before those that came first. So where the position began is kept beside where it is. An
/// execution that is newer than all before it is added; one that is not makes the position start again from its
/// baseline. A baseline is what the books were opened with, or what was last taken over from the broker.
///
/// Executions without a sequence of the broker, and those that share one, count in the order of their arrival.
public struct PositionReplay: Hashable, Sendable {
  /// Where the replay begins.
  private(set) var baseline: PositionBasis
  /// How many executions of the log came before the baseline was set.
  private(set) var firstExecution: Int
  /// Where it has come to.
  private var current: PositionBasis
  /// Up to which change at the broker the baseline has all there was.
  private(set) var baselineAsOf: BrokerSequence
  /// The baseline that was opened with or taken over last; orders that have left the books have moved it on since.
  private(set) var adopted: PositionBasis
  /// What those orders had done since then.
  private(set) var past = PositionPast()
  /// Up to where in the broker's order it has come.
  private(set) var newest: BrokerSequence

  /// No position.
  public static let flat = PositionReplay(multiplier: .one)

  /// Makes an empty position in an instrument with this multiplier.
  public init(multiplier: Decimal) {
    self.init(PositionBasis(multiplier: multiplier), asOf: .zero, firstExecution: 0)
  }

  init(_ baseline: PositionBasis, asOf: BrokerSequence, firstExecution: Int) {
    self.baseline = baseline
    self.firstExecution = firstExecution
    current = baseline
    adopted = baseline
    baselineAsOf = asOf
    newest = asOf
  }

  /// Makes a position as read from a checkpoint, which its executions are to be added to.
  init(
    _ baseline: PositionBasis, adopted: PositionBasis, _ past: PositionPast, asOf: BrokerSequence, firstExecution: Int
  ) {
    self.init(baseline, asOf: asOf, firstExecution: firstExecution)
    self.adopted = adopted
    self.past = past
  }

  /// The signed quantity of the opening, or what was last taken over.
  public var baselineQuantity: Decimal { adopted.quantity }
  /// The signed quantity: above zero long, below zero short.
  public var quantity: Decimal { current.quantity }
  /// Whether nothing is open.
  public var isFlat: Bool { current.quantity.isZero }
  /// What the open quantity cost: Σ signed quantity × price, without the multiplier.
  public var cost: ExactAmount { current.cost }
  /// The volume-weighted price of what is open, or nil when flat.
  public var averagePrice: Decimal? { current.averagePrice }
  /// The profit realized by closing, in the instrument's currency.
  public var realizedProfit: Decimal { current.realizedProfit }
  /// The profit realized by closing, before it is rounded.
  public var exactProfit: ExactAmount { current.exactProfit }

  /// Sets a new baseline: quantity and price from the broker; the profit realized so far is kept.
  ///
  /// - Parameters:
  ///   - quantity: the signed quantity.
  ///   - averagePrice: the price of what is open.
  ///   - asOf: executions up to here are part of the figures.
  ///   - count: how many executions the log has.
  mutating func adopt(
    quantity: Decimal, averagePrice: Decimal, asOf: BrokerSequence, executionCount count: Int
  ) throws(DecimalError) {
    let basis = try current.adopting(quantity: quantity, averagePrice: averagePrice)
    self = PositionReplay(basis, asOf: asOf, firstExecution: count)
  }

  /// Where an execution that comes now belongs in the broker's order.
  func place(of execution: Execution) -> BrokerSequence {
    execution.sequence == .zero ? newest : execution.sequence
  }

  /// Adds an execution that is behind all others.
  mutating func add(_ execution: Execution) throws(DecimalError) {
    try current.add(execution.side.signed(execution.quantity), at: execution.price)
    newest = place(of: execution)
  }

  /// Starts from another baseline; what was opened with or taken over last is what it was.
  mutating func begin(at basis: PositionBasis, _ past: PositionPast, asOf: BrokerSequence) {
    self = PositionReplay(basis, adopted: adopted, past, asOf: asOf, firstExecution: firstExecution)
  }

  /// The log has lost executions before the first one that counts.
  mutating func move(to first: Int) { firstExecution = first }

  /// Steps since the baseline, which come in the order of their arrival, in the order in which they count.
  func placed(_ steps: [PositionStep]) -> [(place: BrokerSequence, arrival: Int, step: PositionStep)] {
    var places: [(place: BrokerSequence, arrival: Int, step: PositionStep)] = []
    var newest = baselineAsOf
    for step in steps {
      let place = step.execution.sequence == .zero ? newest : step.execution.sequence
      newest = max(newest, place)
      places.append((place, places.count, step))
    }
    places.sort { ($0.place, $0.arrival) < ($1.place, $1.arrival) }
    return places
  }

  /// The position with these steps since the baseline, which come in the order of their arrival.
  func replaying(_ steps: [PositionStep]) throws(DecimalError) -> PositionReplay {
    var position = PositionReplay(
      baseline, adopted: adopted, past, asOf: baselineAsOf, firstExecution: firstExecution)
    for entry in placed(steps) {
      try position.current.take(entry.step)
      position.newest = max(position.newest, entry.place)
    }
    return position
  }
}
