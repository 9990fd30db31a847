import Exploration
import Harness
import Reporting
import ScenarioLanguage
import Simulation

/// Runs the cases of a suite and tells reporters about it.
struct SuiteRun {
  let suite: Suite
  var jobs = 1
  var stopsAtFailure = false
  /// Whether each case is run a second time and compared with itself.
  var runsTwice = false

  /// Whether reporters want to see the logs.
  var keepsTraces = false

  /// A case that was run, and whether its second run was the same.
  private struct Outcome: Sendable {
    var report: CaseReport
    var divergence: Divergence?
  }

  /// Runs all cases in order.
  ///
  /// - Parameter tell: takes what happens, in order.
  func run(_ tell: (RunEvent) -> Void) {
    OrderedWork.run(suite.cases.count, jobs: jobs) { index in
      RunningCases.during(index) { outcome(index) }
    } deliver: { outcome in
      guard let outcome else { return false }
      tell(.ended(outcome.report))
      if let divergence = outcome.divergence { tell(.diverged(divergence)) }
      return !(stopsAtFailure && outcome.report.verdict.isBad)
    }
  }

  /// Runs one case; nil if the run is to end.
  private func outcome(_ index: Int) -> Outcome? {
    guard !Interruption.isRequested else { return nil }
    let suiteCase = suite.cases[index]
    if let reason = suiteCase.scenario.header.skip {
      return Outcome(report: CaseReport(skipped: suiteCase, reason: reason))
    }
    if let lack = Tool.engine.abilities.lack(for: suiteCase.scenario) {
      return Outcome(report: CaseReport(skipped: suiteCase, reason: lack))
    }
    let clock = ContinuousClock()
    let start = clock.now
    let result = SuiteRun.run(
      suiteCase.scenario, keepsTrace: keepsTraces, limits: RunLimits { Interruption.isRequested })
    guard !result.isInterrupted else { return nil }
    var outcome = Outcome(report: CaseReport(suiteCase, result: result, elapsed: clock.now - start))
    if runsTwice, !result.isInconclusive { outcome.divergence = SecondRun.divergence(of: suiteCase, from: result) }
    return outcome
  }

  /// Runs one case with the engine that this process tests.
  static func run(_ scenario: Scenario, keepsTrace: Bool, limits: RunLimits = RunLimits()) -> CaseResult {
    PlantedNondeterminism.isOn
      ? CaseRunner<PlantedNondeterminism>.run(
        scenario, keepsTrace: keepsTrace, limits: limits, judgesByClauses: false)
      : Tool.engine.run(scenario, keepsTrace: keepsTrace, limits: limits)
  }
}
