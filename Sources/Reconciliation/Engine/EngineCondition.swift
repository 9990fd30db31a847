/// How the engine is, as it sees itself.
public enum EngineCondition: Hashable, Sendable {
  /// Recovered; the startup pass is not done, so no new order is sent.
  case starting
  /// Sees the broker on every channel.
  case ready
  /// Up, but the stream is lost or the last pass failed.
  case degraded
  /// Sends no new orders: the store does not take records, or an operator said so.
  case halted
}
