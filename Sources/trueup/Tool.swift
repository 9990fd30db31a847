import Exploration
import Harness
import Reporting
import ScenarioLanguage
import Simulation

/// The tool as a whole: finds the command, reads its arguments, runs it.
public enum Tool {
  static let version = "0.1.0"

  /// Runs a command line.
  static func main() -> ExitCode {
    let terminal = Terminal()
    let code: ExitCode
    do throws(UsageError) {
      let faults = engine.abilities.faults
      guard faults.isEmpty else { throw .wrongAbilities(of: engine.abilities.name, faults) }
      code = try run(try ArgumentText.words(), on: terminal)
    } catch {
      terminal.complain(error.text)
      code = .usage
    }
    return code.joined(with: terminal.finish())
  }

  private static func run(_ words: [String], on terminal: Terminal) throws(UsageError) -> ExitCode {
    let (color, words) = colorFirst(words)
    try terminal.configure(Arguments(color, for: .none))
    guard let first = words.first else {
      terminal.write(Help.overview)
      return .success
    }
    let rest = Array(words.dropFirst())
    switch first {
    case "--help", "-h": terminal.write(Help.overview)
    case "--version", "-V":
      guard rest.isEmpty else { throw .wordsBehind(first) }
      terminal.write("trueup \(version)\n")
    case "help": terminal.write(try help(rest))
    default:
      guard let command = Command.named(first) else { throw .unknownCommand(first) }
      let arguments = try Arguments(color + rest, for: command)
      if arguments.has(.help) {
        terminal.write(Help.page(of: command))
        return .success
      }
      try terminal.configure(arguments)
      return try command.run(arguments, terminal)
    }
    return .success
  }

  /// The `--color` that stands before the command, as it is about all of them, and the words behind it.
  private static func colorFirst(_ words: [String]) -> (color: [String], rest: [String]) {
    var count = 0
    while count < words.count {
      let word = words[count]
      if word == Flag.color.name {
        count = min(count + 2, words.count)
      } else if word.hasPrefix("\(Flag.color.name)=") {
        count += 1
      } else {
        break
      }
    }
    return (Array(words[..<count]), Array(words[count...]))
  }

  private static func help(_ words: [String]) throws(UsageError) -> StyledText {
    guard let name = words.first else { return Help.overview }
    guard let command = Command.named(name) else { throw .unknownCommand(name) }
    guard words.count == 1 else { throw .wordsBehind("help \(name)") }
    return Help.page(of: command)
  }
}
