public import Reconciliation
public import Trading

/// Everything that is fixed before a run.
public struct WorldConfiguration: Sendable {
  /// The engine's settings, instruments and currencies.
  public var engine: EngineConfiguration
  /// The broker's promises.
  public var profile: BrokerProfile
  /// The seed of everything drawn by the world.
  public var seed: UInt64
  /// The time a message takes each way.
  public var latency = TimeSpan.milliseconds(25)
  /// Latencies fixed for single messages.
  public var pins: [LatencyPin] = []
  /// Whether a stale answer may be asked for, so that the broker's past has to be kept.
  public var keepsBrokerHistory = false
  /// Whether the turns of the engine are kept for somebody who takes them.
  public var keepsTurns = false
  /// An order of which no message is hit by a fault, and none of whose effects is one at which the container is killed;
  /// for a run that is compared with one without it.
  public var untouched: ClientOrderID?
  /// The names that the engine's shell knows, and writes to disk.
  public var names = Names()
  /// The state on the engine's disk before the run; nil for a new volume.
  public var opening: Checkpoint?

  /// Makes a configuration.
  public init(engine: EngineConfiguration, profile: BrokerProfile, seed: UInt64) {
    self.engine = engine
    self.profile = profile
    self.seed = seed
  }
}

/// The state of the container that the engine runs in.
public enum ContainerState: Hashable, Sendable {
  /// The engine runs.
  case running
  /// The engine does not run; it starts by itself later.
  case down
  /// The engine refuses to start: what is on disk would make it forget something.
  case refusing(RecoveryError)
}
