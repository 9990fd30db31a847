import Reporting
import ScenarioLanguage

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
  /// Whether a line stands on standard error that is to go.
  private var hasStatus = false
  /// Whether a CI server reads commands out of what is written, so that no other text may be one.
  var guardsCommands = false

  /// Takes descriptors that the caller has closed, so that no file gets their numbers.
  ///
  /// They can be read only: what is written there fails, and ``finish()`` says so.
  static func occupyStandardDescriptors() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is taken, which is this one.
      guard open("/dev/null", O_RDONLY) == descriptor else { exit(ExitCode.toolError.rawValue) }
    }
  }

  /// When colour is used.
  enum ColorChoice: String, CaseIterable {
    case auto, always, never
  }

  /// Takes what the arguments say about colour.
  func configure(_ arguments: Arguments) throws(UsageError) {
    if let choice = try arguments.choice(.color, of: ColorChoice.self) { colors = choice }
  }

  /// Writes to standard output.
  func write(_ text: StyledText) {
    wipeStatus()
    output.write(guarded(ToolName.inCommands(of: text.rendered(isColored: isColored))))
  }

  /// Writes records for programs to standard output; a terminal may stand there all the same.
  func write(_ bytes: [UInt8]) {
    wipeStatus()
    output.write(StyledText.harmless(records: bytes))
  }

  /// Writes a file of the user to standard output, byte for byte, for it goes into a file again; what a terminal shows of
  /// it is harmless.
  func write(source text: String) {
    wipeStatus()
    output.write(isatty(STDOUT_FILENO) == 1 ? StyledText(lines: text).rendered(isColored: false) : text)
  }

  /// Writes to standard error.
  func complain(_ text: StyledText) {
    wipeStatus()
    errors.write(guarded(ToolName.inCommands(of: text.rendered(isColored: areErrorsColored))))
  }

  /// Writes a line that a CI server reads as a command.
  func command(_ text: String, isError: Bool = false) {
    wipeStatus()
    let bytes = StyledText.harmless(records: Array(text.utf8))
    isError ? errors.write(bytes) : output.write(bytes)
  }

  /// Empties the screen, where there is one.
  func clear() {
    wipeStatus()
    if isatty(STDOUT_FILENO) == 1 { output.write("\u{1B}[H\u{1B}[2J") }
  }

  private func guarded(_ text: String) -> String { guardsCommands ? WorkflowCommand.harmless(text) : text }

  /// Shows what is wrong with a file that one command is about.
  func complain(about file: LoadedFile) -> ExitCode {
    let renderer = DiagnosticRenderer(file.source)
    let errors = file.diagnostics.filter { $0.severity == .error }
    for diagnostic in errors.prefix(20) { complain("\(renderer.render(diagnostic))\n") }
    if errors.count > 20 { complain("and \(errors.count - 20) more; correct these first\n") }
    return .invalidScenario
  }

  /// Shows a line on standard error that the next one replaces; what is written wipes it.
  ///
  /// - Parameter parts: what it says, the most important first; those that do not fit are left out.
  func showStatus(_ parts: [String]) {
    guard showsProgress else { return }
    // A line as wide as the window would wrap on some terminals, and could not be wiped.
    let room = (columns(of: STDERR_FILENO) ?? 80) - 1
    var line = ""
    for part in parts {
      guard line.count + (line.isEmpty ? 1 : 3) + part.count <= room else { break }
      line += (line.isEmpty ? " " : "   ") + part
    }
    errors.write("\r\u{1B}[K\(StyledText(line))")
    hasStatus = !line.isEmpty
  }

  /// Wipes the line that ``showStatus(_:)`` has left.
  func wipeStatus() {
    guard hasStatus else { return }
    errors.write("\r\u{1B}[K")
    hasStatus = false
  }

  /// How many columns results have; nil where they go to no terminal.
  var columns: Int? { columns(of: STDOUT_FILENO) }

  private func columns(of descriptor: Int32) -> Int? {
    var size = winsize()
    guard isatty(descriptor) == 1, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

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
    wipeStatus()
    for stream in [output, errors] {
      guard let error = stream.error, !error.isClosedPipe else { continue }
      complain(Problem.unwritableOutput(stream.name, error).text)
      return .toolError
    }
    return .success
  }
}

/// The variables of the environment.
enum Environment {
  /// The value of a variable; empty if it is not set.
  static subscript(_ name: String) -> String {
    getenv(name).map { String(cString: $0) } ?? ""
  }
}
