import Exploration
import Foundation
import Harness
import MutantChoice
import Reconciliation
import ScenarioLanguage

/// What the unchanged program and then each mutant is run against: all runs of one way, made beforehand.
protocol TrialWay {
  associatedtype Prepared
  var count: Int { get }
  /// Makes beforehand what can be.
  mutating func prepare()
  /// What was made beforehand for a run; nil if it is made each time.
  func prepared(_ run: Int) -> Prepared?
  /// Makes what a run needs.
  func make(_ run: Int) -> Prepared
  /// Runs.
  func run(_ prepared: Prepared, _ run: Int) -> (digest: UInt64, failure: String?)
}

/// The fuzzed cases, as a campaign runs them.
struct FuzzWay: TrialWay {
  let base: UInt64
  let count: Int

  func prepare() {}

  func prepared(_ run: Int) -> Void? { nil }

  func make(_ run: Int) {}

  func run(_ prepared: Void, _ run: Int) -> (digest: UInt64, failure: String?) {
    let result = FuzzCase.run(base: base, index: run).result
    return (result.digest, result.failures.first.map { $0.oracle ?? $0.kind.rawValue })
  }
}

/// The scenario files, those expected to fail left out.
struct SuiteWay: TrialWay {
  let files: [String]
  private var parsed: [Parsed] = []

  /// The cases of a file; nil where it cannot be read.
  struct Parsed {
    var cases: [Scenario]?
  }

  init(_ files: [String]) { self.files = files }

  var count: Int { files.count }

  mutating func prepare() { parsed = files.map(SuiteWay.parse) }

  func prepared(_ run: Int) -> Parsed? { parsed.isEmpty ? nil : parsed[run] }

  func make(_ run: Int) -> Parsed { SuiteWay.parse(files[run]) }

  private static func parse(_ path: String) -> Parsed {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let parsed = ScenarioParser.parse(SourceFile(path: path, text: text), invariants: Invariant.names)
    if parsed.hasErrors { return Parsed() }
    return Parsed(cases: parsed.cases.filter { $0.header.skip == nil && $0.header.expectedFailure == nil })
  }

  func run(_ prepared: Parsed, _ run: Int) -> (digest: UInt64, failure: String?) {
    guard let cases = prepared.cases else { return (0, "parse") }
    var digest: UInt64 = 0
    for scenario in cases {
      let result = CaseRunner<ReconciliationEngine>.run(scenario)
      digest = (digest ^ result.digest) &* 0x100_0000_01B3
      if let failure = result.failures.first { return (digest, failure.oracle ?? failure.kind.rawValue) }
    }
    return (digest, nil)
  }
}
