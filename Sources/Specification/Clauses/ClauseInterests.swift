/// The inputs at whose turns a clause has something to do.
public struct ClauseInputs: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  static let count = 7
  /// The process is up.
  public static let start = ClauseInputs(rawValue: 1)
  /// A trader or an operator wants something.
  public static let command = ClauseInputs(rawValue: 2)
  /// A request has ended, with an answer or without.
  public static let answer = ClauseInputs(rawValue: 4)
  /// The stream tells something, comes or goes.
  public static let stream = ClauseInputs(rawValue: 8)
  /// A timer fired that is not the deadline of a request.
  public static let timer = ClauseInputs(rawValue: 16)
  /// The store has taken records, or has not.
  public static let store = ClauseInputs(rawValue: 32)
  /// The process is about to end.
  public static let stop = ClauseInputs(rawValue: 64)
  /// Every input.
  public static let all = ClauseInputs(rawValue: 127)
}

/// The records that a clause looks at.
public struct ClauseRecords: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  static let count = 5
  /// Records about orders.
  public static let order = ClauseRecords(rawValue: 1)
  /// Records of executions.
  public static let execution = ClauseRecords(rawValue: 2)
  /// Figures taken over: positions and balances.
  public static let figure = ClauseRecords(rawValue: 4)
  /// Records about discrepancies.
  public static let discrepancy = ClauseRecords(rawValue: 8)
  /// Orders of an operator.
  public static let control = ClauseRecords(rawValue: 16)
  /// Every record.
  public static let all = ClauseRecords(rawValue: 31)
}

/// The effects that a clause looks at; at a start it is shown all.
public struct ClauseEffects: OptionSet, Sendable {
  public let rawValue: UInt16
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  static let count = 8
  /// Requests.
  public static let send = ClauseEffects(rawValue: 1)
  /// Records that were handed to the store before.
  public static let repeated = ClauseEffects(rawValue: 2)
  /// Checkpoints.
  public static let checkpoint = ClauseEffects(rawValue: 4)
  /// Events on the bus.
  public static let publish = ClauseEffects(rawValue: 8)
  /// Alerts.
  public static let notify = ClauseEffects(rawValue: 16)
  /// The deadlines of requests, set or taken back.
  public static let deadline = ClauseEffects(rawValue: 32)
  /// The wake-ups of orders, set or taken back.
  public static let wakeUp = ClauseEffects(rawValue: 64)
  /// All other timers, set or taken back.
  public static let clock = ClauseEffects(rawValue: 128)
  /// Every line of the log; ``Clause/lines`` names single ones.
  public static let log = ClauseEffects(rawValue: 256)
  /// Every effect.
  public static let all = ClauseEffects(rawValue: 511)
}
