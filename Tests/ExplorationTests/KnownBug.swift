import Harness
import Reconciliation
import ScenarioLanguage
import Synchronization
import Testing

@testable import Exploration

/// A bug of which the smallest scenario that shows it is known, because a person thought of it.
struct KnownBug: Sendable, CustomTestStringConvertible {
  var name: String
  var engine: EngineUnderTest
  var oracle: OracleName
  /// How many lines the timeline needs at the least, and how many of them are faults.
  var lineCount: Int
  var faultCount: Int
  /// What was found and shrunk, once for all tests.
  private let known = Known()

  var testDescription: String { name }

  init<Wrong: Defect>(_ wrong: Wrong.Type, _ oracle: OracleName, lines: Int, faults: Int) {
    name = "\(wrong)"
    // A clause speaks before the oracle that is meant.
    engine = EngineUnderTest(Tampered<Wrong>.self, judgesByClauses: false)
    self.oracle = oracle
    lineCount = lines
    faultCount = faults
  }

  /// How many lines of a timeline a person reads at a glance.
  static let readableLineCount = 12

  static let all: [KnownBug] = [
    // Place, fill.
    KnownBug(CountsTwice.self, .execOnce, lines: 2, faults: 0),
    // Place, lose the request.
    KnownBug(ResendsBlindly.self, .oneOrderPerIntent, lines: 2, faults: 1),
    // Place, lose the execution, fill.
    KnownBug(IgnoresMissedFills.self, .converges, lines: 3, faults: 1),
    // Place, kill, fill while the container is down.
    KnownBug(IgnoresMissedFillsAfterCrash.self, .converges, lines: 3, faults: 1),
    // Place, fill, kill.
    KnownBug(ForgetsExecutions.self, .execOnce, lines: 3, faults: 1),
    // Place, cancel, fill before the cancel arrives.
    KnownBug(IgnoresLateFills.self, .converges, lines: 3, faults: 0),
    // Place, cancel.
    KnownBug(ForgetsCancels.self, .everyOrderResolves, lines: 2, faults: 0),
    // Place, cut, fill once the connection is back; the position of before must not be zero.
    KnownBug(LosesPositionAfterCut.self, .fillsSumToPosition, lines: 3, faults: 1),
  ]

  /// What tests share: each bug has its own, so that tests of two bugs do not wait for each other.
  private final class Known: Sendable {
    let find = Mutex<(scenario: Scenario, fingerprint: Fingerprint)?>(nil)
    let shrunk = Mutex<ShrinkResult?>(nil)
  }

  /// The first generated case that fails by the oracle.
  func find() throws -> (scenario: Scenario, fingerprint: Fingerprint) {
    try known.find.withLock { find in
      if let find { return find }
      let new = try self.find(from: 0)
      find = new
      return new
    }
  }

  /// The first generated case from some number on that fails by the oracle; one that opens apart only if asked for.
  func find(
    from first: Int, limit: Int = 400, opensApart: Bool = false
  ) throws -> (scenario: Scenario, fingerprint: Fingerprint) {
    for index in first..<first + limit {
      let fuzzCase = FuzzCase.run(base: 12, index: index, relations: .none, on: engine)
      guard let fingerprint = fuzzCase.fingerprint, fingerprint.oracle == oracle.rawValue else { continue }
      let scenario = CaseGenerator.scenario(seed: fuzzCase.seed)
      let settings = scenario.settings.map(\.value.setting)
      // An engine that cancels by itself needs no line that asks for it, and where the first request for an order is to be
      // lost, one that waits for less time than an answer takes needs no fault.
      if settings.contains(.staleOrders) { continue }
      if oracle == .oneOrderPerIntent && settings.contains(.requestTimeout) { continue }
      if scenario.hasForeignDifference == opensApart { return (scenario, fingerprint) }
    }
    throw NotFound(bug: name)
  }

  struct NotFound: Error { var bug: String }

  /// The first find, shrunk under a limit.
  func shrink(limits: ShrinkLimits) throws -> ShrinkResult {
    let (scenario, fingerprint) = try find()
    return try #require(Shrinker.shrink(scenario, keeping: fingerprint, limits: limits, on: engine))
  }

  /// The first find, shrunk as far as it goes; made once for all tests.
  func shrink() throws -> ShrinkResult {
    try known.shrunk.withLock { shrunk in
      if let shrunk { return shrunk }
      let new = try shrink(limits: ShrinkLimits())
      shrunk = new
      return new
    }
  }

  func fingerprint(_ scenario: Scenario) -> Fingerprint? {
    engine.run(scenario).failures.first.map { Fingerprint($0) }
  }
}

/// Reads a text as `trueup run` does.
func parse(_ text: String) throws -> Scenario {
  let source = SourceFile(path: "x.scenario", text: text)
  let parsed = ScenarioParser.parse(source, invariants: Invariant.names)
  for diagnostic in parsed.diagnostics where diagnostic.severity == .error {
    Issue.record("\(DiagnosticRenderer(source).render(diagnostic))\(text)")
  }
  return try #require(parsed.cases.first)
}
