public import Exploration
public import Harness
public import Simulation

/// A case as a report shows it whole: what its run came to, its log, and what both sides held.
public struct RecordedCase: Sendable {
  /// What the run came to.
  public var report: CaseReport
  /// Its log.
  public let trace: Trace
  /// The texts behind the indices of the log.
  public let names: Names
  /// What both sides held.
  public let chronicle: Chronicle
  /// What it left on the engine's disk.
  public let store: StoreFiles?

  /// Runs a case and keeps what a report shows; nil if it cannot be run.
  public init?(
    _ suiteCase: SuiteCase, elapsed: Duration = .zero, limits: RunLimits = RunLimits(),
    on engine: EngineUnderTest = .real
  ) {
    guard let plan = try? PlanCompiler.compile(suiteCase.scenario) else { return nil }
    let (result, chronicle) = engine.chronicle(of: plan, limits: limits)
    guard let trace = result.trace else { return nil }
    report = CaseReport(suiteCase, result: result, elapsed: elapsed)
    self.trace = trace
    names = plan.names
    self.chronicle = chronicle
    store = result.store
  }

  /// The log for a comparison.
  public var side: TraceComparison.Side {
    TraceComparison.Side(report.identifier, trace, names)
  }
}
