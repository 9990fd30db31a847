/// Why a pass runs, the weaker causes first.
enum Trigger: Int, Comparable, Sendable {
  /// The clock of the order polls.
  case poll
  /// A report told of executions that are not known.
  case mismatch
  /// A trade was told on the stream and counted.
  case postTrade
  /// The clock of the full passes.
  case full
  /// The engine has started.
  case startup
  /// The stream is up again.
  case reconnect
  /// An operator has asked for it.
  case `operator`

  static func < (left: Trigger, right: Trigger) -> Bool { left.rawValue < right.rawValue }

  /// The word for it.
  var word: Word {
    switch self {
    case .poll: .poll
    case .mismatch: .mismatch
    case .postTrade: .postTrade
    case .full: .full
    case .startup: .startup
    case .reconnect: .reconnect
    case .operator: .operator
    }
  }

  /// Whether the clock brings it again by itself.
  var isPeriodic: Bool { self == .poll || self == .full }

  /// Whether one that comes while a pass runs has to run after it.
  ///
  /// The answers on their way may be older than the cause; for a poll the clock's next one is as good.
  var mustNotBeLeftOut: Bool { self != .poll && self != .startup }
}
