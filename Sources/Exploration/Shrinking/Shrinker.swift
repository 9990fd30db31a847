public import Harness
public import ScenarioLanguage
import Simulation
import Trading

/// Bounds of a shrink.
public struct ShrinkLimits: Hashable, Sendable {
  /// How many candidates are run at the most.
  public var runs: Int

  /// Makes limits.
  public init(runs: Int = 5000) {
    self.runs = runs
  }
}

/// What a shrink came to.
public struct ShrinkResult: Sendable {
  /// The smallest scenario found that still fails in the same way.
  public let scenario: Scenario
  /// The failure of that scenario.
  public let failure: Failure
  /// How many candidates were run.
  public let runs: Int
  /// How many lines the timeline had before.
  public let originalLineCount: Int
  /// Whether the limit ended the search before it had nothing left to try.
  public let reachedLimit: Bool
  /// Failures of another kind that candidates showed: finds of their own.
  public let others: [Fingerprint]
}

/// Makes a failing scenario small, on its own syntax tree, keeping oracle and normalised message.
///
/// Order of work (reference, simulation testing, section 5.4): what did nothing, what comes after the failure, lines
/// from the back with all that depend on them, settings and setup, faults milder, numbers and times simpler, names;
/// until nothing changes any more. A candidate counts only if its text parses: the result is a file.
public struct Shrinker {
  var best: Scenario
  var failure: Failure
  let fingerprint: Fingerprint
  let limits: ShrinkLimits
  private let engine: EngineUnderTest
  var runs = 0
  private var tried: Set<String> = []
  private var others: [Fingerprint] = []

  /// Shrinks a scenario.
  ///
  /// - Parameters:
  ///   - scenario: a scenario that fails.
  ///   - fingerprint: the failure to keep.
  ///   - limits: when to stop.
  ///   - engine: the engine that fails.
  /// - Returns: The result, or nil if the scenario does not fail in that way.
  public static func shrink(
    _ scenario: Scenario, keeping fingerprint: Fingerprint, limits: ShrinkLimits = ShrinkLimits(),
    on engine: EngineUnderTest = .real
  ) -> ShrinkResult? {
    var scenario = scenario
    let originalLineCount = scenario.timeline.count
    // A relation is tried at drawn moments; for one that was broken the file asks for all of them, so that what is left
    // out does not move the draw away from the moment.
    let isOfRelation = Relation.names.contains(fingerprint.oracle)
    if isOfRelation { scenario.insist(on: fingerprint.oracle) }
    var first = Self.run(scenario, on: engine)
    if isOfRelation, first?.result.failures.first(of: fingerprint) == nil {
      // All of them are too many to be tried in a long case.
      scenario.insist(on: fingerprint.oracle, whereDrawn: true)
      first = Self.run(scenario, on: engine)
    }
    guard let failure = first?.result.failures.first(of: fingerprint), let first else { return nil }
    var shrinker = Shrinker(first.scenario, failure, fingerprint, limits, engine)
    shrinker.shrink(first.result)
    return ShrinkResult(
      scenario: shrinker.best, failure: shrinker.failure, runs: shrinker.runs,
      originalLineCount: originalLineCount, reachedLimit: shrinker.runs >= limits.runs, others: shrinker.others)
  }

  private init(
    _ scenario: Scenario, _ failure: Failure, _ fingerprint: Fingerprint, _ limits: ShrinkLimits,
    _ engine: EngineUnderTest
  ) {
    best = scenario
    self.failure = failure
    self.fingerprint = fingerprint
    self.limits = limits
    self.engine = engine
  }

  private mutating func shrink(_ first: CaseResult) {
    fixEnd()
    removeIdleLines(first)
    truncate()
    var previous = ""
    while previous != ScenarioPrinter.print(best), runs < limits.runs {
      previous = ScenarioPrinter.print(best)
      removeLines()
      if best.isDrawn(fingerprint.oracle) { attempt { [fingerprint] in $0.insist(on: fingerprint.oracle) } }
      removeSettings()
      simplifySettings()
      removeSetup()
      simplifyHeader()
      simplifyFaults()
      simplifyMarket()
      simplifyNumbers()
      simplifyTimes()
      shortenEnd()
    }
    roundEnd()
    rename()
  }

  /// Runs what the text of a scenario says; nil if the text does not parse.
  static func run(
    _ scenario: Scenario, on engine: EngineUnderTest
  ) -> (scenario: Scenario, result: CaseResult)? {
    let text = ScenarioPrinter.print(scenario)
    let parsed = ScenarioParser.parse(
      SourceFile(path: "", text: text), invariants: Invariant.names)
    guard !parsed.hasErrors, let parsedCase = parsed.cases.first else { return nil }
    return (parsedCase, engine.run(parsedCase, relations: .none))
  }

  /// Takes a candidate if it fails in the same way.
  ///
  /// - Returns: Whether it was taken.
  @discardableResult
  mutating func take(_ candidate: Scenario, isRenamed: Bool = false) -> Bool {
    guard runs < limits.runs, isRenamed || asksTheSame(candidate),
      tried.insert(ScenarioPrinter.print(candidate)).inserted
    else {
      return false
    }
    runs += 1
    guard let (scenario, result) = Self.run(candidate, on: engine) else { return false }
    if result.isInterrupted { runs = limits.runs }
    guard let failure = result.failures.first(of: fingerprint) ?? result.failures.first else { return false }
    let fingerprint = Fingerprint(failure)
    guard fingerprint == self.fingerprint else {
      if failure.oracle != nil, !others.contains(fingerprint) { others.append(fingerprint) }
      return false
    }
    best = scenario
    self.failure = failure
    return true
  }

  /// Whether a candidate that does not converge would say something about the engine.
  ///
  /// A difference that no order explains must not come in by leaving out one side of it, nor stay for ever by another
  /// mode or policy: the right engine would fail as well.
  private func asksTheSame(_ candidate: Scenario) -> Bool {
    failure.kind != .liveness || !candidate.hasForeignDifference
      || candidate.termsOfDifference == best.termsOfDifference
  }

  /// Changes a copy of the best scenario and takes it if it still fails.
  @discardableResult
  mutating func attempt(isRenaming: Bool = false, _ change: (inout Scenario) -> Void) -> Bool {
    var candidate = best
    change(&candidate)
    return take(candidate, isRenamed: isRenaming)
  }
}

extension [Failure] {
  /// The failure of a fingerprint: a case can break several relations, or one in several ways.
  func first(of fingerprint: Fingerprint) -> Failure? { first { Fingerprint($0) == fingerprint } }
}
