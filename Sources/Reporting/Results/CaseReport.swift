public import Harness
public import ScenarioLanguage

/// One case of a suite and the file that it comes from.
public struct SuiteCase: Sendable {
  /// The identity of the case across runs: the stem of the file, and the parameters in brackets.
  public var identifier: String
  /// The file that holds the case.
  public var source: SourceFile
  /// The case.
  public var scenario: Scenario

  /// Makes a case.
  public init(_ identifier: String, in source: SourceFile, _ scenario: Scenario) {
    self.identifier = identifier
    self.source = source
    self.scenario = scenario
  }
}

/// One case with what its run came to: what reporters show.
public struct CaseReport: Sendable {
  /// What the outcome means, with the expectations of the file taken into account.
  public enum Verdict: String, Hashable, Sendable {
    /// It passed.
    case passed
    /// It failed.
    case failed
    /// It used up its steps before its end, so that nothing is known: no pass, whatever its file expects.
    case inconclusive
    /// It failed, as the file says it would.
    case expectedFailure = "xfailed"
    /// It passed although the file says that it fails.
    case unexpectedPass = "unexpected-pass"
    /// The file says that it is not to be run.
    case skipped

    /// Whether the run as a whole fails by it.
    public var isBad: Bool { self == .failed || self == .inconclusive || self == .unexpectedPass }
  }

  /// The case that was run.
  public var suiteCase: SuiteCase
  /// What the outcome means.
  public var verdict: Verdict
  /// Why the case is skipped or expected to fail.
  public var reason: String?
  /// What the run came to; empty for a skipped case.
  public var result: CaseResult
  /// How long the run took.
  public var elapsed: Duration

  /// Makes the report of a case that was run.
  public init(_ suiteCase: SuiteCase, result: CaseResult, elapsed: Duration) {
    self.suiteCase = suiteCase
    self.result = result
    self.elapsed = elapsed
    reason = suiteCase.scenario.header.expectedFailure?.value
    // A case that could not be run, or in which what it announces never happened, fails in no way that anybody expects.
    let isOff = result.failures.contains { $0.kind == .invalid || $0.kind == .vacuous }
    verdict =
      switch (result.isPassed, reason != nil) {
      case _ where result.isInconclusive: .inconclusive
      case (true, false): .passed
      case (true, true): .unexpectedPass
      case (false, true) where !isOff: .expectedFailure
      case (false, _): .failed
      }
  }

  /// Makes the report of a case that is not to be run.
  public init(skipped suiteCase: SuiteCase, reason: String) {
    self.suiteCase = suiteCase
    self.reason = reason
    verdict = .skipped
    result = CaseResult()
    elapsed = .zero
  }

  /// The identity of the case across runs.
  public var identifier: String { suiteCase.identifier }

  /// The file that holds the case.
  public var source: SourceFile { suiteCase.source }

  /// The case as it was run.
  public var scenario: Scenario { suiteCase.scenario }

  /// Whether the tree could not be compiled: the file is wrong, not the engine.
  public var isInvalid: Bool { result.failures.contains { $0.kind == .invalid } }
}
