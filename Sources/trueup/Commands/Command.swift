import Reporting

/// A command of the tool; the table of commands is what is run and what help shows.
struct Command: Sendable {
  /// The word on the command line.
  let name: String
  /// How the command is written.
  let usage: String
  /// One line for the overview.
  let summary: String
  /// What the page of the command says beside its flags.
  var details: [String] = []
  /// The flags of this command alone.
  var flags: [Flag] = []
  /// What can stand for an operand, for completions.
  var operands = Flag.Words.free
  /// Whether help shows the command.
  var isVisible = true
  /// Carries the command out.
  let action: @Sendable (Arguments, Terminal) throws -> ExitCode

  /// The flags of this command and those of all.
  var allFlags: [Flag] { flags + [.color, .help] }

  /// All commands, in the order of the overview.
  static let all: [Command] = [
    .runCommand, .check, .format, .new, .trace, .journal, .status, .compliance, .fuzz, .list, .explain, .completions,
    .lsp, .fingerprint,
  ]

  /// What stands before the command: the flags of all of them.
  static let none = Command(name: "", usage: "trueup COMMAND", summary: "") { _, _ in .usage }

  /// The commands that help shows.
  static var visible: [Command] { all.filter(\.isVisible) }

  /// The command of that name.
  static func named(_ name: String) -> Command? { all.first { $0.name == name } }

  /// Carries the command out.
  func run(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) -> ExitCode {
    do {
      return try action(arguments, terminal)
    } catch let error as UsageError {
      throw error
    } catch let problem as Problem {
      terminal.complain(problem.text)
      return problem.exitCode
    } catch {
      terminal.complain(Problem("", "\(error)", exitCode: .toolError).text)
      return .toolError
    }
  }
}
