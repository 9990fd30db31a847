import Reporting

extension Shell {
  /// The script of zsh, for a file `_trueup`; it can be sourced as well.
  var zshScript: String {
    var text = """
      #compdef \(ToolName.current)
      # Completes \(ToolName.current) in zsh: \(ToolName.current) completions zsh > DIR/_\(ToolName.current), where DIR is in $fpath
      _trueup() {
        local -a commands
        commands=(

      """
    for line in lines { text += "    \(quoted("\(line.name):\(line.summary.replacing(":", with: ","))"))\n" }
    text += """
        )
        if ((CURRENT == 2)); then
          _describe -t commands command commands
          return
        fi
        local command=$words[2]
        shift words
        ((CURRENT--))
        case $command in

      """
    for line in lines {
      text += "    \(line.name))\n      _arguments -s -S"
      for flag in line.flags { for spelling in spellings(flag) { text += " \\\n        \(zshFlag(flag, spelling))" } }
      let operands = zshValues(line.operands)
      if let operands { text += " \\\n        \(quoted("*:operand:\(operands)"))" }
      text += " ;;\n"
    }
    return text + """
        esac
      }
      if [ "$funcstack[1]" = _\(ToolName.current) ]; then _trueup "$@"; else compdef _trueup \(ToolName.current); fi

      """
  }

  private func zshFlag(_ flag: Flag, _ spelling: String) -> String {
    let summary = flag.summary.map { "[]:\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    let repeats = flag.isRepeatable ? "*" : ""
    guard let placeholder = flag.placeholder else { return quoted("\(repeats)\(spelling)[\(summary)]") }
    // `--flag=value` as well as `--flag value`; `-f value` as well as `-fvalue`.
    let sign = spelling.hasPrefix("--") ? "=" : "+"
    return quoted("\(repeats)\(spelling)\(sign)[\(summary)]:\(placeholder):\(zshValues(flag.values) ?? " ")")
  }

  private func zshValues(_ words: Flag.Words) -> String? {
    switch words {
    case .free: nil
    case .words(let words): "(\(words.joined(separator: " ")))"
    case .scenarios: "_files -g \"*.scenario(-.)\""
    case .folders: "_files -/"
    }
  }
}
