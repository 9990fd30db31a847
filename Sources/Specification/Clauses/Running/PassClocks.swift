import Reconciliation
import Trading

/// `pass-clocks`: when the clocks of the passes tick.
struct PassClocks: Clause {
  static let page = ClausePage(
    "pass-clocks", .timing, .action,
    "the clocks of polls and full passes tick `order-interval` and `full-interval` after the start and after each tick, "
      + "unless they or reconciliation are off",
    source: "`order-interval`, `full-interval`, `enabled`", settings: [.orderInterval, .fullInterval, .enabled])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .clock]
  static let endings: ClauseInputs = [.start, .clock]
  static let effects: ClauseEffects = [.clock]

  private var poll: TimeSpan?, full: TimeSpan?
  private var duePoll: Instant?, dueFull: Instant?

  init(_ configuration: EngineConfiguration) {
    poll = configuration.isEnabled ? configuration.orderInterval : nil
    full = configuration.isEnabled ? configuration.fullInterval : nil
  }

  mutating func change(_ configuration: EngineConfiguration) {
    (poll, full) = configuration.isEnabled ? (configuration.orderInterval, configuration.fullInterval) : (nil, nil)
  }

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started:
      duePoll = poll.map { scene.now + $0 }
      dueFull = full.map { scene.now + $0 }
    case .timer(.orderPoll): duePoll = poll.map { scene.now + $0 }
    case .timer(.fullPass): dueFull = full.map { scene.now + $0 }
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .setTimer(.orderPoll, let instant):
      scene.require(instant == duePoll, PassClocks.text("poll", instant, duePoll), cause: "poll")
      duePoll = nil
    case .setTimer(.fullPass, let instant):
      scene.require(instant == dueFull, PassClocks.text("full pass", instant, dueFull), cause: "full")
      dueFull = nil
    case .cancelTimer(.orderPoll), .cancelTimer(.fullPass):
      scene.breach("a clock of the passes was stopped", cause: "cancelled")
    default: return
    }
  }

  private static func text(_ pass: String, _ instant: Instant, _ due: Instant?) -> String {
    "the next \(pass) is at \(instant), and \(due.map(\.description) ?? "none") is due"
  }

  mutating func end(_ scene: inout Scene) {
    if let duePoll { scene.breach("no poll is set for \(duePoll)", cause: "no poll") }
    if let dueFull { scene.breach("no full pass is set for \(dueFull)", cause: "no full pass") }
    duePoll = nil
    dueFull = nil
  }
}
