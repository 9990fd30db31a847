/// What running the saved counterexamples again came to.
public struct ReplayTally: Sendable {
  /// How many cases were run.
  public private(set) var cases = 0
  /// The ones that fail, in order.
  public private(set) var failing: [CaseReport] = []

  /// Starts with nothing.
  public init() {}

  /// Adds a case.
  public mutating func add(_ report: CaseReport) {
    cases += 1
    if report.verdict.isBad { failing.append(report) }
  }
}
