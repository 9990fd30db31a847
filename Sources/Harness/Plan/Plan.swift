import Reconciliation
public import ScenarioLanguage
public import Simulation
public import Trading

/// A scenario compiled once into dense indices: what a run executes without looking at a name again.
public struct Plan: Sendable {
  /// The case that was compiled.
  public let scenario: Scenario
  /// What is fixed before the run.
  public package(set) var configuration: WorldConfiguration
  /// The texts behind the indices.
  public internal(set) var names = Names()
  /// How many of the executions the lines name themselves; the compiler names the others, behind them.
  var declaredExecutions = 0
  /// When the run ends; nil while only run-time marks tell, then it is the last line carried out + 60 s.
  public internal(set) var ends = Instant.origin
  /// Whether the run ends before that once nothing new is to come.
  var endsWhenQuiet = false

  var openings: [Opening] = []
  var lines: [PlannedLine] = []
  /// The lines that wait for another one or for a mark, or whose fault a mark ends.
  var relativeLines: [Int] = []
  /// The names of marks by index.
  var marks: [String] = []
  var nevers: [(check: any StateCheck, span: SourceSpan)] = []
  var finals: [PlannedFinal] = []
  /// Whether the timeline has orders at the broker that are none of the engine's.
  var hasForeignOrder = false
  /// The settings of the engine after each restart that changes some, in the order of the file.
  var laterSettings: [EngineConfiguration] = []
  /// The oracles that the file switches off.
  var disabledOracles: Set<String> = []
  /// The invariants that the file names: a relation among them is tried wherever it can be.
  var insisted: Set<String> = []
  /// Those relations that it wants tried at the moments that the seed picks.
  var drawn: Set<String> = []

  init(scenario: Scenario, configuration: WorldConfiguration) {
    self.scenario = scenario
    self.configuration = configuration
  }

  /// The name under which a broken contract is told.
  public static let contract = "engine-contract"

  /// Whether the clauses of the specification judge the run, beside the oracles.
  public var isJudgedByClauses: Bool {
    get { configuration.keepsTurns }
    set { configuration.keepsTurns = newValue }
  }

  /// The plan for an engine that can do so much: whoever cannot judge it is switched off.
  func judged(as abilities: EngineAbilities) -> Plan {
    guard !abilities.areComplete else { return self }
    var plan = self
    plan.isJudgedByClauses = false
    let judges = Judges(of: abilities)
    for judge in judges.absent { plan.disabledOracles.insert(judge.name) }
    plan.insisted.formIntersection(judges.present)
    plan.drawn.formIntersection(judges.present)
    return plan
  }

  /// How long the engine may take to agree with the broker once nothing disturbs it any more: the passes that
  /// confirmations need, each with its retries, what waits for a repeat, and a margin.
  var settlingTime: TimeSpan {
    laterSettings.reduce(settlingTime(under: configuration.engine)) { max($0, settlingTime(under: $1)) }
  }

  private func settlingTime(under engine: EngineConfiguration) -> TimeSpan {
    // Half a minute is in the margin.
    let usual = EngineConfiguration(mode: engine.mode)
    let waits =
      engine.retryDelay > usual.retryDelay || engine.retryLimit > usual.retryLimit
      ? engine.retryLimit + engine.retryLimit : .zero
    let interval = engine.comparingInterval
    let passes = max(engine.missingConfirmations, engine.driftConfirmations) + 3
    return interval * passes + engine.requestTimeout * 4 + waits + timeToBelieveAbsence(under: engine) + .seconds(5)
  }

  /// How long a broker has to be asked about an order that it does not know, where only repetition proves anything:
  /// answers that lack it count `retry-delay` apart.
  private func timeToBelieveAbsence(under engine: EngineConfiguration) -> TimeSpan {
    let usual = EngineConfiguration(mode: engine.mode)
    // The usual ones are in the margin.
    guard engine.missingConfirmations > 3 || engine.retryDelay > usual.retryDelay || engine.readsLag != nil else {
      return .zero
    }
    return timeToBeAsked(times: engine.missingConfirmations, under: engine)
  }

  /// How long it takes until a broker was asked so often about one order that it does not know, ever less often; what is
  /// asked while its reads lag behind does not count.
  func timeToBeAsked(times: Int, under engine: EngineConfiguration) -> TimeSpan {
    var (sum, wait, left) = (TimeSpan.zero, engine.retryDelay, times)
    while left > 0 {
      sum = sum + max(min(wait, engine.retryLimit), engine.retryDelay) + engine.requestTimeout
      wait = min(wait + wait, engine.retryLimit)
      if sum > engine.readsLag ?? .zero { left -= 1 }
    }
    return sum
  }

  /// Whether the engine can be stopped or killed in the run.
  var hasRestart: Bool {
    lines.contains { line in
      if case .world(let action) = line.action { action.stopsEngine } else { false }
    }
  }

  /// State at the broker before the run; what is local is in ``WorldConfiguration/opening``.
  enum Opening: Sendable {
    case cash(CurrencyID, Decimal)
    case position(InstrumentID, Position)
    case order(NamedOrder, OrderTerms, fills: [OpeningFill])
    case mark(InstrumentID, Decimal)
  }
}

/// One execution of an order from before the run.
struct OpeningFill: Sendable {
  var execution: ExecutionID
  var quantity: Decimal
  var price: Decimal
}

/// One line of the timeline, compiled.
struct PlannedLine: Sendable {
  var time: PlannedTime
  var action: PlannedAction
  var mark: Int?
  var mayMiss: Bool
  /// The mark that ends the line's fault.
  var untilMark: Int?
  var span: SourceSpan

  var sourceLine: UInt32 { UInt32(clamping: span.line) }
}

/// When a line is carried out.
enum PlannedTime: Sendable {
  case beforeStart
  case at(Instant)
  /// So long after the line above was carried out, which is known only in the run.
  case afterLine(Int, TimeSpan)
  case afterMark(Int, TimeSpan)
  case on(CompiledPattern, nth: Int, delay: TimeSpan)
}

/// What a line does.
enum PlannedAction: Sendable {
  case world(WorldAction)
  case expect(any StateCheck, within: TimeSpan?, holding: Holding?, span: SourceSpan)
  case mark
}

/// One line of the `finally` section, compiled.
enum PlannedFinal: Sendable {
  case expect(any StateCheck, SourceSpan)
  case log(any CompiledLogCheck, SourceSpan)
}

extension EngineConfiguration {
  /// How far apart the passes are that compare everything: where polls do not, those of the other clock.
  fileprivate var comparingInterval: TimeSpan {
    let compares = pollKind != .delta && (mode == .paper || pollKind.contents.comparesPositions)
    return (compares ? orderInterval : nil) ?? fullInterval ?? .seconds(60)
  }
}
