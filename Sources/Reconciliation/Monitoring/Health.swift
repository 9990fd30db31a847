public import Trading

/// How well an engine sees its broker, and how much waits.
public struct Health: Hashable, Sendable {
  /// How the engine is.
  public let condition: EngineCondition
  /// Whether the order stream is up.
  public let isStreamUp: Bool
  /// Whether the last pass that may correct lacked an answer.
  public let hasLastPassFailed: Bool
  /// When the stream said something last.
  public let lastActivity: Instant
  /// How many requests are without an answer.
  public let unanswered: Int
  /// How many records are not known to be durable.
  public let unsynced: Int
  /// How many events, alerts and requests wait for records, and events for the bus.
  public let withheld: Int
  /// How many passes wait.
  public let waitingPasses: Int
  /// How long alerts waited for what they are about to be durable.
  public let alerts: AlertDelay
  /// How many of a thousand orders, positions and balances differ in nothing that is known; nil before a pass has
  /// compared.
  public let accuracyPerMille: Int?
}

/// How long alerts waited before they went out.
public struct AlertDelay: Hashable, Sendable {
  /// How many went out.
  public private(set) var count = 0
  /// How long the last one waited.
  public private(set) var last = TimeSpan.zero
  /// How long the slowest one waited.
  public private(set) var longest = TimeSpan.zero

  mutating func note(_ delay: TimeSpan) {
    count += 1
    last = delay
    longest = max(longest, delay)
  }
}
