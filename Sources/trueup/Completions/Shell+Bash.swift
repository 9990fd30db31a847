import Reporting

extension Shell {
  /// The script of bash: values of flags first, then flags, then operands.
  var bashScript: String {
    var text = """
      # Completes \(ToolName.current) in bash: source <(\(ToolName.current) completions bash)
      _trueup_files() {
        local file
        compopt -o filenames 2>/dev/null
        while IFS= read -r file; do
          if [[ -d $file || ( $1 == all && $file == *.scenario ) ]]; then COMPREPLY+=("$file"); fi
        done < <(compgen -f -- "$cur")
      }
      _trueup_words() { COMPREPLY=($(compgen -W "$1" -- "$cur")); }
      _trueup() {
        local cur="${COMP_WORDS[COMP_CWORD]}" prev="" command="${COMP_WORDS[1]}"
        COMPREPLY=()
        if ((COMP_CWORD == 1)); then
          _trueup_words '\((lines.map(\.name) + ["--help", "--version"]).joined(separator: " "))'
          return
        fi
        prev="${COMP_WORDS[COMP_CWORD-1]}"
        # bash cuts --flag=value at the sign.
        if [[ $cur == = ]]; then cur=""; elif [[ $prev == = ]]; then prev="${COMP_WORDS[COMP_CWORD-2]}"; fi
        case $command in

      """
    for line in lines {
      text += "    \(line.name))\n"
      let valued = line.flags.filter { $0.placeholder != nil }
      if !valued.isEmpty {
        text += "      case $prev in\n"
        for flag in valued {
          text += "        \(spellings(flag).joined(separator: "|"))) \(bashValues(flag.values)); return ;;\n"
        }
        text += "      esac\n"
      }
      let flags = line.flags.flatMap(spellings).joined(separator: " ")
      if !flags.isEmpty { text += "      if [[ $cur == -* ]]; then _trueup_words '\(flags)'; return; fi\n" }
      text += "      \(bashValues(line.operands)) ;;\n"
    }
    return text + "  esac\n}\ncomplete -F _trueup \(ToolName.current)\n"
  }

  private func bashValues(_ words: Flag.Words) -> String {
    switch words {
    case .free: ":"
    case .words(let words): "_trueup_words \(quoted(words.joined(separator: " ")))"
    case .scenarios: "_trueup_files all"
    case .folders: "_trueup_files folders"
    }
  }
}
