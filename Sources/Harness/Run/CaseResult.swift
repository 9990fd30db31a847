public import Simulation
public import Trading

/// What a run of one case came to.
public struct CaseResult: Sendable {
  /// The failures, first one first; empty for a pass.
  ///
  /// The first hundred only; ``failureCount`` says how many there are.
  public var failures: [Failure] = []
  /// How many failures there are.
  public var failureCount = 0
  /// Whether the run was ended from outside, so that nothing is said about it.
  public var isInterrupted = false
  /// The digest of the trace: the run's identity.
  public var digest: UInt64 = 0
  /// How many entries the trace has.
  public var entryCount = 0
  /// How many events the world handled.
  public var stepCount = 0
  /// How much virtual time passed.
  public var simulated = TimeSpan.zero
  /// How many faults did something.
  public var firedFaults = 0
  /// How many faults did nothing.
  public var missedFaults = 0
  /// How many discrepancies were found.
  public var discrepancies = 0
  /// How many discrepancies were open at the end.
  public var openDiscrepancies = 0
  /// The indices of the timeline's lines that did nothing: never reached, impossible, or a fault that never fired.
  public var idleLines: [Int] = []
  /// The number of the first entry after which engine and broker never agreed again, if that was asked for and so.
  public var divergence: UInt32?
  /// How often relations were tried on copies of the run.
  public var relations = RelationCounts()
  /// The trace, if it was asked for.
  public var trace: Trace?
  /// What the run left on the engine's disk, if the trace was asked for.
  public var store: StoreFiles?

  /// How often each clause of the specification was put to the test, by its place in the catalogue.
  public var trials: [UInt32] = []

  /// The liveness oracles that the case was judged by: those that could say something once all faults had ended.
  public var judgedOracles: Set<OracleName> = []

  /// Whether the case passed.
  public var isPassed: Bool { failures.isEmpty && !isInterrupted }

  /// Whether the run used up its steps and nothing failed before: neither a pass nor a failure of the engine.
  public var isInconclusive: Bool { !failures.isEmpty && failures.allSatisfy { $0.kind == .inconclusive } }

  /// Makes the result of a run that did not start.
  public init(failures: [Failure] = []) {
    self.failures = failures
    failureCount = failures.count
  }
}
