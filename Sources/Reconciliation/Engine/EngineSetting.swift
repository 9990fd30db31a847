public import Trading

/// The catalogue of the engine's settings: name, legal values and meaning, in one list.
///
/// The scenario's `engine` section and the live configuration file use these names. Defaults are those of the
/// source documents where they name one; they stand in ``EngineConfiguration``.
public enum EngineSetting: String, Hashable, Sendable, CaseIterable {
  case enabled
  case orderInterval = "order-interval"
  case fullInterval = "full-interval"
  case reconcileOn = "reconcile-on"
  case requestTimeout = "request-timeout"
  case onTimeout = "on-timeout"
  case retryDelay = "retry-delay"
  case retryLimit = "retry-limit"
  case maximumRetries = "max-retries"
  case missingConfirmations = "missing-confirmations"
  case driftPolicy = "drift-policy"
  case driftConfirmations = "drift-confirmations"
  case tolerance
  case quantityEpsilon = "quantity-epsilon"
  case maximumAutomaticCorrection = "max-auto-correction"
  case checkpointEvery = "checkpoint-every"
  case streamSilence = "stream-silence"

  /// The kinds of value that a setting takes.
  public enum ValueType: Hashable, Sendable {
    /// `on` or `off`.
    case toggle
    /// A length of time of ``shortestTime`` or more, or `off` where that is allowed.
    case duration(canBeOff: Bool)
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A decimal of zero or above.
    case decimal
    /// One of these words.
    case choice([String])
    /// Any of these words, separated by commas, or `off`.
    case list([String])
  }

  /// The shortest time that a setting takes: below it an engine does nothing but keep time.
  public static let shortestTime = TimeSpan.milliseconds(1)

  /// The kind of value that the setting takes.
  public var type: ValueType {
    switch self {
    case .enabled: .toggle
    case .orderInterval, .fullInterval, .streamSilence: .duration(canBeOff: true)
    case .requestTimeout, .retryDelay, .retryLimit: .duration(canBeOff: false)
    case .reconcileOn: .list(["startup", "reconnect"])
    case .onTimeout: .choice(["lookup-then-resend", "lookup-then-reject"])
    case .maximumRetries: .integer(0...100)
    case .missingConfirmations, .driftConfirmations: .integer(1...100)
    case .checkpointEvery: .integer(1...1_000_000)
    case .driftPolicy: .choice(["adopt-broker", "within-limit", "review"])
    case .tolerance, .quantityEpsilon, .maximumAutomaticCorrection: .decimal
    }
  }

  /// One line that says what the setting does, with its default.
  public var summary: String {
    switch self {
    case .enabled: "whether reconciliation runs at all (on)"
    case .orderInterval: "time between order polls (2s in live mode, 5s in paper mode)"
    case .fullInterval: "time between passes that read all executions, not only new ones (5m)"
    case .reconcileOn: "what starts a pass besides the clock (startup, reconnect)"
    case .requestTimeout:
      "how long a request may go unanswered, and the deadline after which the broker refuses it (2s)"
    case .onTimeout: "what happens to an order that a look-up proves absent (lookup-then-resend)"
    case .retryDelay: "wait before the first repeat of a look-up, cancel or replace; doubles each time (1s)"
    case .retryLimit: "longest wait between repeats (30s)"
    case .maximumRetries: "repeats of a cancel, replace or resend before a person is told (3)"
    case .missingConfirmations: "complete answers in a row that must lack an order before it counts as gone (3)"
    case .driftPolicy: "what happens to a position that differs without an order to explain it (within-limit)"
    case .driftConfirmations: "passes in a row that must see the same drift (2)"
    case .tolerance: "relative difference of average prices that counts as equal, in percent (0.01)"
    case .quantityEpsilon: "difference of quantities that counts as equal (0.00001)"
    case .maximumAutomaticCorrection: "largest money value corrected without a person under within-limit (100.00)"
    case .checkpointEvery: "booked executions between checkpoints (1)"
    case .streamSilence: "silence on the stream after which it counts as lost (15s)"
    }
  }
}

/// The value of a setting as a file gives it.
public enum SettingValue: Hashable, Sendable {
  /// `on` or `off`.
  case toggle(Bool)
  /// A length of time; nil for `off`.
  case duration(TimeSpan?)
  /// A whole number.
  case integer(Int)
  /// A decimal.
  case decimal(Decimal)
  /// A word.
  case choice(String)
  /// Words; empty for `off`.
  case list([String])
}
