public import Reconciliation
public import ScenarioLanguage
import Trading

/// Makes the scenario of a seed: nothing can be fuzzed that a file cannot say.
///
/// A minute of activity, then `net heal`, then a minute of healing. What the generator writes may miss: whether an
/// order has reached the broker by the time it is to be filled is for the run to tell.
public struct CaseGenerator {
  /// Counts changes of the generator: the same seed makes the same case only within one version.
  public static let version = 4

  static let activity = TimeSpan.seconds(60)
  static let healing = TimeSpan.seconds(60)

  var tape: ChoiceTape
  var swarm: Swarm
  var scenario: Scenario
  /// Lines with their instants, to be sorted.
  var lines: [(instant: TimeSpan, line: TimelineLine)] = []
  var executionCount = 0
  /// How many executions each instrument has, where the venue counts for each.
  var executionCounts: [Int] = []
  /// When each order is placed.
  var placeTimes: [TimeSpan] = []
  let market: Market
  /// Whether the account differs from the books, or will, without an order of the engine to explain it.
  var hasDrift = false
  /// Whether an order works at the broker that is none of the engine's.
  var hasForeignOrder = false
  /// Whether the engine takes over every drift.
  var adoptsBroker = true

  /// Makes the scenario of a seed.
  ///
  /// - Parameters:
  ///   - seed: the seed of the case.
  ///   - mode: a fixed trading mode; nil lets the seed choose.
  public static func scenario(seed: UInt64, mode: TradingMode? = nil) -> Scenario {
    var generator = CaseGenerator(seed: seed, mode: mode)
    generator.generate()
    return generator.scenario
  }

  init(seed: UInt64, mode: TradingMode?, isRecording: Bool = false) {
    tape = ChoiceTape(seed: seed, isRecording: isRecording)
    swarm = Swarm(&tape, mode: mode)
    market = Market(&tape)
    executionCounts = Array(repeating: 0, count: swarm.instrumentCount)
    scenario = Scenario(title: Located("generated"))
    scenario.header.mode = swarm.mode
    scenario.header.seed = seed
  }

  mutating func generate() {
    configure()
    makeOpening()
    for order in 0..<swarm.orderCount { makeOrder(order) }
    makeExternalChanges()
    for fault in 0..<swarm.faultCount { makeFault(fault) }
    if tape.choose(.operatorCommand, below: 8) == 1 {
      add(OperatorReconcile(), at: time(.operatorTime), mayMiss: true)
    }
    add(NetHeal(), at: CaseGenerator.activity)
    // The sort is stable by construction: equal instants keep the order of generation.
    let instants = lines.map(\.instant)
    let order = lines.indices.sorted { (instants[$0], $0) < (instants[$1], $1) }
    scenario.timeline = order.map { lines[$0].line }
    leaveToPersons()
    scenario.header.ends = Located(CaseGenerator.activity + CaseGenerator.healing)
    number()
  }

  /// Gives each line the number that it has in the printed file: the trace names lines, and so the run of the tree
  /// and the run of the file have the same digest.
  private mutating func number() {
    let header = 5
    let sections = [scenario.settings.count, scenario.setup.count].filter { $0 > 0 }.map { $0 + 2 }
    let first = header + sections.reduce(0, +) + 3
    for index in scenario.timeline.indices {
      scenario.timeline[index].span = SourceSpan(line: first + index, column: 3, length: 1)
    }
  }

  mutating func add(_ form: any LineForm, at instant: TimeSpan, mayMiss: Bool = false) {
    var line = TimelineLine(Located(.at(instant)), form)
    line.mayMiss = mayMiss
    lines.append((instant, line))
  }

  /// An instant of the activity: half of them on the grid of the polls, where races live, and half anywhere.
  mutating func time(_ label: ChoiceLabel, _ subject: Int = 0) -> TimeSpan {
    let second = tape.choose(label, subject, below: 50)
    let offsets = [0, 0, 0, 25, 50, 75, 100, 500, 975]
    return .seconds(second) + .milliseconds(tape.pick(label, subject + 10_000, offsets))
  }

  private mutating func configure() {
    func set(_ setting: EngineSetting, _ value: SettingValue) {
      scenario.settings.append(Located((setting: setting, value: value)))
    }
    switch tape.choose(.orderInterval, below: 3) {
    case 1: set(.orderInterval, .duration(.seconds(1)))
    case 2: set(.orderInterval, .duration(.seconds(3)))
    default: break
    }
    if tape.choose(.requestTimeout, below: 2) == 1 { set(.requestTimeout, .duration(.milliseconds(500))) }
    if tape.choose(.onTimeout, below: 4) == 1 { set(.onTimeout, .choice("lookup-then-reject")) }
    let checkpoints = tape.pick(.checkpointEvery, [1, 1, 3, 10])
    if checkpoints > 1 { set(.checkpointEvery, .integer(checkpoints)) }
    let confirmations = tape.pick(.missingConfirmations, [3, 2, 1])
    if confirmations != 3 { set(.missingConfirmations, .integer(confirmations)) }
    let retries = tape.pick(.maximumRetries, [3, 3, 1, 0])
    if retries != 3 { set(.maximumRetries, .integer(retries)) }
    if swarm.mode == .live {
      adoptsBroker = tape.choose(.driftPolicy, below: 2) == 0
      let others = ["within-limit", "within-limit", "review"]
      set(.driftPolicy, .choice(adoptsBroker ? "adopt-broker" : tape.pick(.driftPolicy, 1, others)))
      let sightings = tape.pick(.driftConfirmations, [2, 1, 3])
      if sightings != 2 { set(.driftConfirmations, .integer(sightings)) }
      let limit = tape.pick(.maximumCorrection, [100, 100, 20, 0])
      if limit != 100 { set(.maximumAutomaticCorrection, .decimal(Decimal(limit))) }
    }
    let profiles = ["scripted", "scripted", "scripted", "scripted-unique", "scripted-tagged"]
    scenario.header.broker = Located(tape.pick(.profile, profiles))
  }

  /// Says in the file what nothing but a person can end, so that nobody waits for it.
  private mutating func leaveToPersons() {
    let reason: String
    if hasForeignOrder {
      reason = "an order that is none of the engine's is left to a person"
    } else if !adoptsBroker, hasDrift || swarm.faults.contains(where: \.hidesTruth) {
      reason = "the policy leaves a drift to a person"
    } else {
      return
    }
    let line = InvariantLine {
      $0.invariant = InvariantName("converges")
      $0.off = QuotedText(reason)
    }
    scenario.always.append(Located(AlwaysItem(line)))
  }
}
