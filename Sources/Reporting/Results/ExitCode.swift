/// What the process tells its caller.
public enum ExitCode: Int32, Hashable, Sendable {
  /// All is well; expected failures count as well.
  case success = 0
  /// At least one case failed.
  case failed = 1
  /// At least one scenario file is invalid.
  case invalidScenario = 2
  /// Something could not be read or written, or two runs of the same case differ.
  case toolError = 3
  /// Nothing matched, so nothing was run.
  case nothingToRun = 4
  /// Fuzzing found cases that fail by liveness oracles alone.
  case liveness = 5
  /// The engine trapped.
  case crashed = 6
  /// A case used up its steps, so that nothing is known about it.
  case inconclusive = 7
  /// The command line is wrong.
  case usage = 64
  /// Ended because the terminal was closed.
  case hungUp = 129
  /// Ended by Ctrl-C.
  case interrupted = 130
  /// Ended by a request to terminate.
  case terminated = 143

  /// How much it matters when several apply; more is worse.
  private var weight: Int {
    switch self {
    case .success: 0
    case .nothingToRun: 1
    case .inconclusive: 2
    case .liveness, .failed: 3
    case .invalidScenario: 4
    case .toolError: 5
    case .usage: 6
    case .crashed: 7
    case .hungUp, .interrupted, .terminated: 8
    }
  }

  /// The code to end with when both apply: 3 before 2 before 1 before 7 before 4.
  public func joined(with other: ExitCode) -> ExitCode {
    other.weight > weight ? other : self
  }
}
