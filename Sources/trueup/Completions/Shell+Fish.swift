import Reporting

extension Shell {
  /// The script of fish.
  var fishScript: String {
    let name = ToolName.current
    var text = """
      # Completes \(ToolName.current) in fish: ~/.config/fish/completions/\(ToolName.current).fish
      complete -c \(name) -f

      """
    for line in lines {
      text += "complete -c \(name) -n __fish_use_subcommand -a \(line.name) -d \(quoted(line.summary))\n"
    }
    for line in lines {
      let condition = "complete -c \(name) -n \"__fish_seen_subcommand_from \(line.name)\""
      for flag in line.flags {
        let letter = flag.letter.map { " -s \($0)" } ?? ""
        let values = flag.placeholder == nil ? "" : " -x\(fishValues(flag.values))"
        text += "\(condition)\(letter) -l \(flag.name.dropFirst(2)) -d \(quoted(flag.summary))\(values)\n"
      }
      let operands = fishValues(line.operands)
      if !operands.isEmpty { text += "\(condition)\(operands)\n" }
    }
    return text
  }

  private func fishValues(_ words: Flag.Words) -> String {
    switch words {
    case .free: ""
    case .words(let words): " -a \(quoted(words.joined(separator: " ")))"
    case .scenarios: " -k -a '(__fish_complete_suffix .scenario)'"
    case .folders: " -a '(__fish_complete_directories)'"
    }
  }
}
