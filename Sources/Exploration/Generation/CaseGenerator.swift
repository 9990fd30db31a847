import Harness
public import Reconciliation
public import ScenarioLanguage
import Trading

/// Makes the scenario of a seed: nothing can be fuzzed that a file cannot say.
///
/// A time of activity, mostly a minute, then `net heal`, then healing until it is proven, a minute at the most. What the generator writes may miss: whether an
/// order has reached the broker by the time it is to be filled is for the run to tell.
public struct CaseGenerator {
  /// Counts changes of the generator: the same seed makes the same case only within one version.
  public static let version = 19

  /// How long a question and its answer take on a network without faults.
  static let roundTrip = TimeSpan.milliseconds(50)
  /// How often the broker's stream tells that it is alive.
  static let heartbeat = TimeSpan.seconds(5)

  var tape: ChoiceTape
  var swarm: Swarm
  var scenario: Scenario
  /// Lines with their instants, to be sorted.
  var lines: [(instant: TimeSpan, line: TimelineLine)] = []
  var executionCount = 0
  /// How many executions each instrument has, where the venue counts for each.
  var executionCounts: [Int] = []
  /// The instrument of each order.
  var instruments: [Int] = []
  /// When each order is placed.
  var placeTimes: [TimeSpan] = []
  let market: Market
  /// The settings of the case.
  var configuration: EngineConfiguration
  /// How long things happen.
  var activity = TimeSpan.seconds(60)
  /// How long none do.
  var healing = TimeSpan.seconds(60)
  /// Whether the account differs from the books, or will, without an order of the engine to explain it.
  var hasDrift = false
  /// Whether an order works at the broker that is none of the engine's.
  var hasForeignOrder = false
  /// What of each instrument both sides hold at the start.
  var openings: [Decimal]
  /// Whether persons of each role are declared.
  var hasPersons = false
  /// Whether a position of the broker may have no price, so that nobody may take it over.
  var hasUnpriced = false
  /// Whether the broker may have less than is here for no money, or nothing at all.
  var losesForNothing = false
  /// Whether the engine takes over every drift.
  var adoptsBroker = true
  /// Whether passes do not compare all instruments.
  var leavesOut = false

  /// Whether the broker leaves the name of some executions out.
  var leavesNamesOut = false

  /// Whether the broker takes something for executions.
  var chargesFees = false

  /// Whether the engine starts from a store that holds nothing.
  var losesStore = false

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
    configuration = EngineConfiguration(mode: swarm.mode)
    executionCounts = Array(repeating: 0, count: swarm.instrumentCount)
    openings = Array(repeating: .zero, count: swarm.instrumentCount)
    scenario = Scenario(title: Located("generated"))
    scenario.header.mode = swarm.mode
    scenario.header.seed = seed
  }

  mutating func generate() {
    configure()
    leavesNamesOut = tape.choose(.revision, 2, below: 10) == 1
    chargesFees = tape.choose(.fee, below: 4) == 1
    makeOpening()
    for order in 0..<swarm.orderCount { makeOrder(order) }
    makeExternalChanges()
    makeRevisions()
    makeReturns()
    makeUnheardChange()
    makeMarketMoves()
    for fault in 0..<swarm.faultCount { makeFault(fault) }
    makeHolds()
    makeOperatorCommands()
    makeTicketCommands()
    makeDisputes()
    makeCorrections()
    makeSetAsides()
    makeRestless()
    makeUnheardReplaces()
    releaseStore()
    keepLiesVisible()
    // What was to come later comes no more, and nothing of what is about an order that was to come later.
    var left = lines.filter { $0.instant >= activity }.compactMap(\.line.placedOrder)
    lines.removeAll { $0.instant >= activity }
    if !left.isEmpty {
      left.removeAll { name in lines.contains { $0.line.placedOrder == name } }
      lines.removeAll { $0.line.orders.contains(where: left.contains) }
    }
    add(NetHeal(), at: activity)
    // The sort is stable by construction: equal instants keep the order of generation.
    let instants = lines.map(\.instant)
    let order = lines.indices.sorted { (instants[$0], $0) < (instants[$1], $1) }
    scenario.timeline = order.map { lines[$0].line }
    leaveToPersons()
    scenario.header.ends = Located(activity + healing)
    scenario.header.endsWhenQuiet = true
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

  /// Adds a line; what would come before the run does is drawn to its beginning, since no file can say otherwise.
  mutating func add(_ form: any LineForm, at instant: TimeSpan, mayMiss: Bool = false) {
    let instant = max(instant, .zero)
    var line = TimelineLine(Located(.at(instant)), form)
    line.mayMiss = mayMiss
    lines.append((instant, line))
  }

  /// Adds a fault that is there before the engine starts for the first time.
  mutating func addBeforeStart(_ form: any LineForm) {
    var line = TimelineLine(Located(.beforeStart), form)
    line.mayMiss = true
    lines.append((.zero - .milliseconds(1), line))
  }

  /// An instant of the activity: half of them on the grid of the polls, where races live, and half anywhere; what is
  /// made last has time to end.
  mutating func time(_ label: ChoiceLabel, _ subject: Int = 0) -> TimeSpan {
    let seconds = Int(activity.nanoseconds / 1_000_000_000)
    let second = tape.choose(label, subject, below: seconds * 5 / 6)
    let offsets = [0, 0, 0, 25, 50, 75, 100, 500, 975]
    return .seconds(second) + .milliseconds(tape.pick(label, subject + 10_000, offsets))
  }

  /// Says in the file what nothing but a person can end, so that nobody waits for it.
  private mutating func leaveToPersons() {
    let hidesTruth = swarm.faults.contains(where: \.hidesTruth)
    if let reason = reasonForSilence {
      for invariant in [OracleName.converges, .everyOrderResolves] { switchOff(invariant, reason) }
    } else if confirmsLate, hasDrift || hidesTruth {
      for invariant in [OracleName.converges, .everyOrderResolves] {
        switchOff(invariant, "a drift is not confirmed in time, and a start waits for that")
      }
    } else if hasForeignOrder {
      switchOff(.converges, "an order that is none of the engine's is left to a person")
    } else if let span = configuration.keepEnded, span < .seconds(60), hidesTruth {
      switchOff(.converges, "what is told late of an order that has left the books counts where it is told")
    } else if losesStore, hasDrift {
      switchOff(.converges, "what an empty store makes of the account is left to a person")
    } else if hasUnpriced {
      switchOff(.converges, "a position without a price is left to a person")
    } else if losesForNothing || canLoseForNothing {
      switchOff(.converges, "what is gone for no money is left to a person")
    } else if !adoptsBroker, hasDrift || hidesTruth {
      switchOff(.converges, "the policy leaves a drift to a person")
    } else if leavesOut, hasDrift || hidesTruth {
      switchOff(.converges, "what is left out is not compared")
    } else if isTolerant, hasDrift || hidesTruth {
      switchOff(.converges, "a drift within the tolerance is none")
    }
  }

  /// Whether what the broker was made to hold for no money can be closed by orders: then it holds nothing, and what was
  /// here before is gone for nothing.
  private var canLoseForNothing: Bool {
    let orders = lines.compactMap { ($0.line.form as? TraderPlace)?.order }
    return lines.contains { line in
      guard let adjusted = line.line.form as? BrokerAdjustPosition else { return false }
      let closes: Side = adjusted.quantity.value < .zero ? .buy : .sell
      let closed = orders.filter { $0.side == closes && $0.symbol.value == adjusted.symbol.located.value }
        .reduce(Decimal.zero) { (try? $0 + $1.quantity.value) ?? $0 }
      return closed >= adjusted.quantity.value.magnitude
    }
  }

  /// Why an engine with these settings may never come to know how an order stands.
  private var reasonForSilence: String? {
    if !configuration.isEnabled { return "nothing is reconciled" }
    if min(configuration.requestTimeout, configuration.passTimeout) < CaseGenerator.roundTrip {
      return "no answer comes in time"
    }
    let isEverSilent = configuration.streamSilence.map { $0 <= CaseGenerator.heartbeat } ?? false
    return configuration.holdsOrdersWhileDegraded && isEverSilent ? "orders are held while the stream is silent" : nil
  }

  /// Whether it takes longer to confirm a drift, and then another one beside it, than a case is given to settle.
  private var confirmsLate: Bool {
    let interval = max(configuration.retryDelay, configuration.orderInterval ?? configuration.fullInterval ?? .zero)
    return swarm.mode == .live && interval * configuration.driftConfirmations * 2 > healing
  }

  private var isTolerant: Bool {
    let usual = EngineConfiguration(mode: swarm.mode)
    return configuration.quantityEpsilon > usual.quantityEpsilon || configuration.tolerance > usual.tolerance
  }

  private mutating func switchOff(_ invariant: OracleName, _ reason: String) {
    let line = InvariantLine {
      $0.invariant = InvariantName(invariant.rawValue)
      $0.off = QuotedText(reason)
    }
    scenario.always.append(Located(AlwaysItem(line)))
  }
}
