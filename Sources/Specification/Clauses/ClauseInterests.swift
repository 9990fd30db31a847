/// The inputs at whose turns a clause has something to do.
struct ClauseInputs: OptionSet, Sendable {
  let rawValue: UInt8
  init(rawValue: UInt8) { self.rawValue = rawValue }

  static let count = 7
  /// The process is up.
  static let start = ClauseInputs(rawValue: 1)
  /// A trader or an operator wants something.
  static let command = ClauseInputs(rawValue: 2)
  /// A request has ended, with an answer or without.
  static let answer = ClauseInputs(rawValue: 4)
  /// The stream tells something, comes or goes.
  static let stream = ClauseInputs(rawValue: 8)
  /// A timer fired that is not the deadline of a request.
  static let timer = ClauseInputs(rawValue: 16)
  /// The store has taken records, or has not.
  static let store = ClauseInputs(rawValue: 32)
  /// The process is about to end.
  static let stop = ClauseInputs(rawValue: 64)
  /// Every input.
  static let all = ClauseInputs(rawValue: 127)
}

/// The records that a clause looks at.
struct ClauseRecords: OptionSet, Sendable {
  let rawValue: UInt8
  init(rawValue: UInt8) { self.rawValue = rawValue }

  static let count = 5
  /// Records about orders.
  static let order = ClauseRecords(rawValue: 1)
  /// Records of executions.
  static let execution = ClauseRecords(rawValue: 2)
  /// Figures taken over: positions and balances.
  static let figure = ClauseRecords(rawValue: 4)
  /// Records about discrepancies.
  static let discrepancy = ClauseRecords(rawValue: 8)
  /// Orders of an operator.
  static let control = ClauseRecords(rawValue: 16)
  /// Every record.
  static let all = ClauseRecords(rawValue: 31)
}

/// The effects that a clause looks at; at a start it is shown all.
struct ClauseEffects: OptionSet, Sendable {
  let rawValue: UInt16
  init(rawValue: UInt16) { self.rawValue = rawValue }

  static let count = 8
  /// Requests.
  static let send = ClauseEffects(rawValue: 1)
  /// Records that were handed to the store before.
  static let repeated = ClauseEffects(rawValue: 2)
  /// Checkpoints.
  static let checkpoint = ClauseEffects(rawValue: 4)
  /// Events on the bus.
  static let publish = ClauseEffects(rawValue: 8)
  /// Alerts.
  static let notify = ClauseEffects(rawValue: 16)
  /// The deadlines of requests, set or taken back.
  static let deadline = ClauseEffects(rawValue: 32)
  /// The wake-ups of orders, set or taken back.
  static let wakeUp = ClauseEffects(rawValue: 64)
  /// All other timers, set or taken back.
  static let clock = ClauseEffects(rawValue: 128)
  /// Every line of the log; ``Clause/lines`` names single ones.
  static let log = ClauseEffects(rawValue: 256)
  /// Every effect.
  static let all = ClauseEffects(rawValue: 511)
}
