/// The shells that there are completions for.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  /// The script, made from the table of commands.
  var script: String {
    switch self {
    case .bash: bashScript
    case .zsh: zshScript
    case .fish: fishScript
    }
  }

  /// What can follow a command: its name, flags and operands.
  struct Line {
    var name: String
    var summary: String
    var flags: [Flag]
    var operands: Flag.Words
  }

  /// All commands, and `help`, which is none.
  var lines: [Line] {
    Command.visible.map {
      Line(name: $0.name, summary: $0.summary, flags: $0.allFlags, operands: $0.operands)
    } + [
      Line(
        name: "help", summary: "show the page of a command", flags: [],
        operands: .words(Command.visible.map(\.name)))
    ]
  }

  /// A text in single quotes, as all three shells read it but for quotes in it, which none of ours has.
  func quoted(_ text: String) -> String { "'\(text.replacing("'", with: ""))'" }

  /// The spellings of a flag.
  func spellings(_ flag: Flag) -> [String] { flag.letter.map { ["-\($0)", flag.name] } ?? [flag.name] }
}
