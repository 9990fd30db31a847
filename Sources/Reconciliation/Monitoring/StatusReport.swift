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
  /// What its passes came to.
  public var passes: PassHistory { engine.passHistory }
  /// The passes that wait.
  public var waiting: [PassReport] { engine.waitingPasses }
}
