import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Where text goes: results to standard output, everything else to standard error.
final class Terminal {
  private let output = ByteOutput(STDOUT_FILENO, name: "standard output")
  private let errors = ByteOutput(STDERR_FILENO, name: "standard error")
  private var colors = ColorChoice.auto

  /// When colour is used.
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  /// Takes what the arguments say about colour.
  func configure(_ arguments: Arguments) throws(UsageError) {
    if let choice = try arguments.choice(.color, of: ColorChoice.self) { colors = choice }
  }

  /// Writes to standard output.
  func write(_ text: String) { output.write(text) }

  /// Writes to standard output.
  func write(_ bytes: [UInt8]) { output.write(bytes) }

  /// Writes to standard error.
  func complain(_ text: String) { errors.write(text) }

  /// Whether results are coloured.
  var isColored: Bool { isColored(STDOUT_FILENO) }

  /// Whether messages on standard error are coloured.
  var areErrorsColored: Bool { isColored(STDERR_FILENO) }

  /// Whether a line that rewrites itself makes sense on standard error.
  var showsProgress: Bool { isatty(STDERR_FILENO) == 1 && Environment["TERM"] != "dumb" && Environment["CI"].isEmpty }

  /// The flag beats `NO_COLOR`, which beats `CLICOLOR_FORCE` and `FORCE_COLOR`, which beat "is it a terminal".
  private func isColored(_ descriptor: Int32) -> Bool {
    switch colors {
    case .always: return true
    case .never: return false
    case .auto: break
    }
    if !Environment["NO_COLOR"].isEmpty { return false }
    for name in ["CLICOLOR_FORCE", "FORCE_COLOR"] where !Environment[name].isEmpty && Environment[name] != "0" {
      return true
    }
    return isatty(descriptor) == 1 && Environment["TERM"] != "dumb"
  }

  /// Says whether all output got through; a reader that has gone away is no error.
  func finish() -> ExitCode {
    guard let error = output.error, !error.isClosedPipe else { return .success }
    complain(Problem.unwritableOutput(output.name, error).text(isColored: areErrorsColored))
    return .toolError
  }
}

/// The variables of the environment.
enum Environment {
  /// The value of a variable; empty if it is not set.
  static subscript(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
