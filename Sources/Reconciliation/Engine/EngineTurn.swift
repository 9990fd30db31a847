public import Trading

/// One turn of an engine: what it was given, and all that it wanted done about it.
///
/// A session is the list of its turns. Whoever keeps them can judge later what the engine did, without having seen
/// its books.
///
/// It never changes, and is held by reference: it is handed on several times, and hardly any of those who get it look
/// into it.
public final class EngineTurn: Sendable {
  /// The time by the engine's clock.
  public let instant: Instant
  /// What happened.
  public let input: EngineInput
  /// What the engine wants done, in order.
  public let effects: [EngineEffect]
  private let written: Written?

  /// What it wants written, if a checkpoint is among the effects.
  public var checkpoint: Checkpoint? { written?.checkpoint }

  /// Apart from the turn, since a checkpoint is large and hardly any turn has one.
  private final class Written: Sendable {
    let checkpoint: Checkpoint
    init(_ checkpoint: Checkpoint) { self.checkpoint = checkpoint }
  }

  /// Makes a turn that wants nothing written.
  public init(instant: Instant, input: EngineInput, effects: [EngineEffect]) {
    self.instant = instant
    self.input = input
    self.effects = effects
    written = nil
  }

  /// Makes a turn.
  public init(instant: Instant, input: EngineInput, effects: [EngineEffect], checkpoint: Checkpoint?) {
    self.instant = instant
    self.input = input
    self.effects = effects
    written = checkpoint.map(Written.init)
  }
}
