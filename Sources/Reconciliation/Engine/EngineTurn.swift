public import Trading

/// One turn of an engine: what it was given, and all that it wanted done about it.
///
/// A session is the list of its turns. Whoever keeps them can judge later what the engine did, without having seen
/// its books.
public struct EngineTurn: Sendable {
  /// The time by the engine's clock.
  public let instant: Instant
  /// What happened.
  public let input: EngineInput
  /// What the engine wants done, in order.
  public let effects: [EngineEffect]
  private let written: Written?

  /// What it wants written, if a checkpoint is among the effects.
  public var checkpoint: Checkpoint? { written?.checkpoint }

  /// Held by reference, since a turn is moved several times and hardly any has one.
  private final class Written: Sendable {
    let checkpoint: Checkpoint
    init(_ checkpoint: Checkpoint) { self.checkpoint = checkpoint }
  }

  /// Makes a turn.
  public init(instant: Instant, input: EngineInput, effects: [EngineEffect], checkpoint: Checkpoint? = nil) {
    self.instant = instant
    self.input = input
    self.effects = effects
    written = checkpoint.map(Written.init)
  }
}
