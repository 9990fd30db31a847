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
  /// The command line is wrong.
  case usage = 64
  /// Ended by Ctrl-C.
  case interrupted = 130
  /// Ended by a request to terminate.
  case terminated = 143

  /// How much it matters when several apply; more is worse.
  private var weight: Int {
    switch self {
    case .success: 0
    case .nothingToRun: 1
    case .liveness: 2
    case .failed: 2
    case .invalidScenario: 3
    case .toolError: 4
    case .usage: 5
    case .crashed: 6
    case .interrupted, .terminated: 7
    }
  }

  /// The code to end with when both apply: 3 before 2 before 1 before 4.
  public func joined(with other: ExitCode) -> ExitCode {
    other.weight > weight ? other : self
  }
}
