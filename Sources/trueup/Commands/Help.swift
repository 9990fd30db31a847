import Reporting
import ScenarioLanguage

/// The pages of help, made from the table of commands.
enum Help {
  /// What `trueup` alone shows.
  static var overview: StyledText {
    var lines = [
      "\(ToolName.current) tests order and position reconciliation against a simulated broker, deterministically.",
      "",
      "  trueup run                              run all scenarios in Scenarios/",
      "  trueup run Scenarios/fills -t smoke     run those in one folder with a tag",
      "",
    ]
    let width = Command.visible.map(\.usage.count).max() ?? 0
    for command in Command.visible { lines.append("  \(padded(command.usage, width))   \(command.summary)") }
    lines += ["", "More about a command: trueup COMMAND --help.  Version: trueup --version."]
    return StyledText(lines: lines.joined(separator: "\n") + "\n")
  }

  /// The page of one command.
  static func page(of command: Command) -> StyledText {
    var lines = ["\(command.usage)", "", "\(command.summary.prefix(1).uppercased())\(command.summary.dropFirst())."]
    if !command.details.isEmpty { lines += [""] + command.details }
    let flags = command.allFlags.map { flag in
      let letter = flag.letter.map { "-\($0), " } ?? "    "
      return (letter + flag.name + (flag.placeholder.map { " \($0)" } ?? ""), flag.summary)
    }
    let width = flags.map(\.0.count).max() ?? 0
    lines += ["", "Flags:"] + flags.map { "  \(padded($0.0, width))   \($0.1)" }
    return StyledText(lines: lines.joined(separator: "\n") + "\n")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
