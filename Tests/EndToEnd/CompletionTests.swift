import Foundation
import Testing

/// `trueup completions`, in the shells that are there.
@Suite struct CompletionTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("Scenarios/fills/one two.scenario", Samples.fill())
    try workspace.write("Scenarios/fills/notes.txt", "")
    for shell in ["bash", "zsh", "fish"] {
      try workspace.write("script.\(shell)", try Trueup.run("completions", shell, in: workspace).output)
    }
  }

  private static func path(of shell: String) -> String? {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/\(shell)" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// Command lines whose last word is to be completed, and what is offered.
  private static let lines: [(words: [String], offered: [String])] = [
    (["fu"], ["fuzz"]),
    (["list", "sch"], ["schema"]),
    (["run", "--form"], ["--format"]),
    (["run", "--format", "j"], ["json", "junit"]),
    (["new", "x", "--from", "full"], ["full-disk"]),
    (["help", "comple"], ["completions"]),
    (["completions", "z"], ["zsh"]),
    (["run", "Scenarios/fills/"], ["Scenarios/fills/one two.scenario"]),
    (["run", "--reports", "Sc"], ["Scenarios"]),
  ]

  @Test(.enabled(if: path(of: "bash") != nil, "bash is not there")) func bash() throws {
    let shell = try #require(CompletionTests.path(of: "bash"))
    for (words, offered) in CompletionTests.lines {
      let line = (["trueup"] + words).map { "'\($0)'" }.joined(separator: " ")
      let script = """
        source script.bash; COMP_WORDS=(\(line)); COMP_CWORD=\(words.count); _trueup; printf '%s\\n' "${COMPREPLY[@]}"
        """
      let result = try Trueup.shell(script, by: shell, in: workspace)
      #expect(result.errors == "")
      #expect(result.output.split(separator: "\n").map(String.init) == offered, "\(words)")
    }
  }

  @Test(.enabled(if: path(of: "fish") != nil, "fish is not there")) func fish() throws {
    let shell = try #require(CompletionTests.path(of: "fish"))
    for (words, offered) in CompletionTests.lines {
      let script = "source script.fish; complete -C 'trueup \(words.joined(separator: " "))'"
      let result = try Trueup.shell(script, by: shell, in: workspace)
      let found = result.output.split(separator: "\n").map { String($0.split(separator: "\t")[0]) }
      for offer in offered { #expect(found.contains { $0.hasPrefix(offer) }, "\(words): \(found)") }
    }
  }

  @Test(.enabled(if: path(of: "zsh") != nil, "zsh is not there")) func zsh() throws {
    let shell = try #require(CompletionTests.path(of: "zsh"))
    let script = "autoload -U compinit && compinit -D && source ./script.zsh && print $_comps[trueup]"
    let result = try Trueup.shell(script, by: shell, in: workspace)
    #expect(result.output == "_trueup\n")
    #expect(result.errors == "")
  }

  @Test func everyCommandAndFlagIsInEveryScript() throws {
    let overview = try Trueup.run(in: workspace).output
    let commands = overview.matches(of: #/\n  trueup ([a-z]+) /#).map { String($0.1) }
    #expect(Set(commands).count >= 10)
    for shell in ["bash", "zsh", "fish"] {
      let script = try workspace.read("script.\(shell)")
      #expect(!script.contains("__fingerprint"))
      for command in Set(commands) {
        #expect(script.contains(command))
        let page = try Trueup.run("help", command, in: workspace).output
        for flag in page.matches(of: #/\n  (?:-[a-z], |    )--([a-z-]+)/#) { #expect(script.contains(flag.1)) }
      }
    }
  }

  @Test func anotherShell() throws {
    let result = try Trueup.run("completions", "tcsh", in: workspace)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("error: there are no completions for tcsh\n"))
    #expect(
      try Trueup.run("completions", in: workspace).errors.hasPrefix(
        "error: completions takes one of: bash, zsh, fish\n"))
  }
}
