import Reporting
import ScenarioLanguage

extension Command {
  /// Prints a script with which a shell completes command lines.
  static let completions = Command(
    name: "completions", usage: "trueup completions bash|zsh|fish", summary: "print a script that completes commands",
    details: [
      "The script comes from the tables of commands and flags that the tool itself reads.",
      "bash: source <(trueup completions bash)              or write it to ~/.local/share/bash-completion/completions/\(ToolName.current)",
      "zsh:  trueup completions zsh > DIR/_\(ToolName.current)           where DIR is in $fpath",
      "fish: trueup completions fish > ~/.config/fish/completions/\(ToolName.current).fish",
    ],
    operands: .words(Shell.allCases.map(\.rawValue))
  ) { arguments, terminal in
    let legal = Shell.allCases.map(\.rawValue)
    guard let word = arguments.operands.first, arguments.operands.count == 1 else {
      throw UsageError.operands("completions takes one of: \(legal.joined(separator: ", "))", arguments.command)
    }
    guard let shell = Shell(rawValue: word) else {
      throw UsageError.operands("there are no completions for \(word)", arguments.command)
    }
    terminal.write(StyledText(lines: shell.script))
    return .success
  }
}
