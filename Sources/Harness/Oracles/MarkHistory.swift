import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// The prices at which the broker valued an instrument while an account could be answered.
///
/// What a correction is worth depends on the price in the answer that it rests on, and that was written at some instant
/// between the start of its pass and its record. Prices move only where the file says so; elsewhere nothing is kept.
struct MarkHistory: Sendable {
  /// Whether prices move in the run.
  private let watches: Bool
  /// All prices of all instruments, each with the first instant at which they were seen.
  private var changes: [(instant: Instant, marks: [Decimal])] = []
  /// How often prices have been seen to move.
  var moves: Int { changes.count }
  private var passStart = Instant.origin
  private var isStoreFailing = false
  /// When the pass of a record started; nil where the record was written later than it was made.
  private var starts: [UInt64: Instant] = [:]

  init(_ plan: Plan) {
    watches = plan.scenario.timeline.contains { $0.form is MarketLine }
  }

  /// Looks at the prices after a step.
  mutating func noteStep<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    guard watches, changes.last?.marks != world.broker.marks else { return }
    changes.append((world.now, world.broker.marks))
  }

  mutating func noteStarted(_ entry: TraceEntry) { passStart = entry.instant }
  mutating func noteStore(isFailing: Bool) { isStoreFailing = isFailing }

  mutating func noteAppended(_ entry: TraceEntry) {
    guard watches, entry.event.subject == .position, !isStoreFailing else { return }
    starts[entry.event.sequence] = passStart
  }

  /// What a quantity of an instrument can have been worth when the answer was written on which a correction rests, at
  /// the least; nil if the figures leave the range of a decimal.
  ///
  /// - Parameter event: the event that tells of the correction.
  func worth<Engine: SimulatedEngine>(
    of quantity: Decimal, _ event: Event, _ instrument: Instrument, _ world: inout World<Engine>
  ) -> Decimal? {
    let index = Int(event.instrument)
    let start = starts[event.sequence] ?? .origin
    let first = max(0, (changes.firstIndex { $0.instant > start } ?? changes.count) - 1)
    let marks = watches ? changes[min(first, changes.count)...].map { $0.marks[index] } : [world.broker.marks[index]]
    let values = marks.compactMap { mark in
      try? instrument.notional(quantity: quantity, price: mark.isZero ? event.price : mark)
    }
    return values.min()
  }
}
