package import Reconciliation
package import Simulation
package import Trading

/// What a check can look at while a case runs.
package protocol StateView {
  /// The texts behind indices.
  var names: Names { get }
  /// Whether engine and broker agree in orders, positions and cash.
  var isConverged: Bool { get }
  /// How the engine is.
  var engineState: EngineStateWord { get }
  /// How many discrepancies are open and how many were ever found; nil while no engine runs.
  var discrepancies: (open: Int, found: Int)? { get }
  /// How many tickets are open and how many were ever opened; nil while no engine runs.
  var tickets: (open: Int, opened: Int)? { get }
  /// A ticket that was ever opened; nil while no engine runs.
  func ticket(_ number: UInt32) -> TicketView?
  /// What a pass came to, or the one that ended last; nil if it is not known.
  func pass(_ choice: PassChoice) -> PassReport?
  /// How the engine does; nil while none runs.
  var health: HealthView? { get }
  /// What the engine says of a position to a model; nil while none runs.
  func features(of instrument: InstrumentID) -> FeatureView?
  /// How many alerts were raised.
  var alerts: Int { get }
  /// The number of the last record in a checkpoint.
  var checkpoint: UInt64 { get }
  /// An order as one side has it.
  func order(_ order: NamedOrder, _ side: BookSide) -> OrderView?
  /// How many orders of a side pass a filter.
  func orderCount(_ side: BookSide, where isCounted: (OrderView) -> Bool) -> Int?
  /// A position as one side has it; nil for an engine that does not run.
  func position(_ instrument: InstrumentID, _ side: BookSide) -> PositionView?
  /// A balance as one side has it; nil for an engine that does not run.
  func balance(_ currency: CurrencyID, _ side: BookSide) -> Decimal?
}

/// One of the two sides that a check can look at.
package enum BookSide: CaseIterable, Sendable {
  /// What the engine believes.
  case local
  /// What is true at the broker.
  case broker
}

extension Party {
  /// The sides that are meant.
  package var sides: [BookSide] {
    switch self {
    case .both: [.local, .broker]
    case .local: [.local]
    case .broker: [.broker]
    }
  }
}
