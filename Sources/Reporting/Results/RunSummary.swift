import Harness
public import ScenarioLanguage
public import Trading

/// The figures of a run, gathered event by event.
public struct RunSummary: Sendable {
  /// How many cases were chosen.
  public internal(set) var cases = 0
  /// How many passed.
  public internal(set) var passed = 0
  /// How many failed, unexpected passes included.
  public internal(set) var failed = 0
  /// How many used up their steps, so that nothing is known about them.
  public internal(set) var inconclusive = 0
  /// How many failed as their file says.
  public internal(set) var expectedFailures = 0
  /// How many were skipped for each reason.
  public internal(set) var skips: [String: Int] = [:]
  /// How many files have errors.
  public internal(set) var refusedFiles = 0
  /// How many warnings there are.
  public internal(set) var warnings = 0
  /// How many cases ran differently when run again.
  public internal(set) var divergences = 0
  /// How much virtual time passed in all cases together.
  public internal(set) var simulated = TimeSpan.zero
  /// How many events the worlds handled.
  public internal(set) var steps = 0
  /// How many entries the traces have.
  public internal(set) var entries = 0
  /// The digests of all cases that ran, folded in order.
  public internal(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325
  /// The first case that failed: where to look next.
  public internal(set) var firstFailure: CaseReport?
  /// The code of the first error in a file: what to read next.
  public internal(set) var firstErrorCode: DiagnosticCode?
  /// The worst that was noticed so far.
  public internal(set) var exitCode = ExitCode.success

  /// How long finding and parsing took.
  public var parseTime = Duration.zero
  /// How long the cases took, all together.
  public var runTime = Duration.zero
  /// How long all of it took.
  public var elapsed = Duration.zero
  /// How many processes were compared; 0 if that was not asked for.
  public var verifiedProcesses = 0
  /// Whether a failure ended the run.
  public var isStoppedByFailure = false
  /// Where the reports are.
  public var reports: [String] = []

  /// Makes the summary of a run that has not started.
  public init() {}

  /// How many are not to be run.
  public var skipped: Int { skips.values.reduce(0, +) }

  /// How many chosen cases were not reached.
  public var notRun: Int { cases - passed - failed - inconclusive - expectedFailures - skipped }

  /// Whether the run was ended from outside before all cases were run.
  public var isPartial: Bool { exitCode == .interrupted || exitCode == .terminated || exitCode == .hungUp }

  /// Events handled in a second of running; 0 if that is not known.
  public var eventsPerSecond: Int {
    let nanoseconds = runTime.wholeNanoseconds
    return nanoseconds > 0 ? Int(clamping: Int128(steps) * 1_000_000_000 / Int128(nanoseconds)) : 0
  }

  /// Takes an exit code into account.
  public mutating func note(_ code: ExitCode) {
    exitCode = exitCode.joined(with: code)
  }

  /// Counts an event.
  public mutating func add(_ event: RunEvent) {
    switch event {
    case .started(let start): cases = start.cases
    case .hindered(let problem): note(problem.exitCode)
    case .diagnosed(_, let diagnostics):
      let errors = diagnostics.count { $0.severity == .error }
      warnings += diagnostics.count - errors
      guard errors > 0 else { return }
      if firstErrorCode == nil { firstErrorCode = diagnostics.first { $0.severity == .error }?.code }
      refusedFiles += 1
      note(.invalidScenario)
    case .ended(let report): add(report)
    case .diverged:
      divergences += 1
      note(.toolError)
    case .finished: break
    }
  }

  private mutating func add(_ report: CaseReport) {
    switch report.verdict {
    case .passed: passed += 1
    case .expectedFailure: expectedFailures += 1
    case .skipped: skips[report.reason ?? "", default: 0] += 1
    case .inconclusive:
      inconclusive += 1
      note(.inconclusive)
    case .failed, .unexpectedPass:
      failed += 1
      if firstFailure == nil { firstFailure = report }
      note(report.isInvalid ? .invalidScenario : .failed)
    }
    guard report.verdict != .skipped else { return }
    simulated = simulated + report.result.simulated
    steps += report.result.stepCount
    entries += report.result.entryCount
    digest = (digest ^ report.result.digest) &* 0x0000_0100_0000_01B3
    digest ^= digest >> 32
  }
}
