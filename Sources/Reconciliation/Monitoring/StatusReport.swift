public import Trading

/// What an operator would see of an engine at an instant.
public struct StatusReport: Sendable {
  /// When, by the engine's clock.
  public let instant: Instant
  private let engine: ReconciliationEngine

  /// Looks at an engine.
  public init(_ engine: ReconciliationEngine, at instant: Instant) {
    self.instant = instant
    self.engine = engine
  }

  /// What the engine durably believes.
  public var books: Books { engine.books }
  /// How well it sees the broker.
  public var health: Health { engine.health }
  /// The figures of a position for a model.
  public func features(of instrument: InstrumentID) -> PositionFeatures? {
    engine.features(of: instrument, at: instant)
  }
  /// A position as its most authoritative source has it.
  public func snapshot(of instrument: InstrumentID) -> PositionSnapshot? {
    engine.snapshot(of: instrument, at: instant)
  }
  /// What its passes came to.
  public var passes: PassHistory { engine.passHistory }
  /// The passes that wait.
  public var waiting: [PassReport] { engine.waitingPasses }
}
