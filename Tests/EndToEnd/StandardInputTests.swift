import Testing

/// `-` is standard input wherever one scenario file can stand.
@Suite("A scenario from standard input") struct StandardInputTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("fine.txt", Samples.fill())
    try workspace.write("wrong.txt", Samples.fill(position: 101))
    try workspace.write("bad.txt", Samples.misspelt)
  }

  private func pipe(_ file: String, _ words: String) throws -> Trueup.Result {
    try Trueup.shell("\"$0\" \(words) <\(file)", in: workspace)
  }

  @Test func runs() throws {
    let result = try pipe("fine.txt", "run -")
    #expect(result.status == 0 && result.output.hasPrefix(" 1 case   1 passed   0 failed"), "\(result)")
  }

  @Test("What fails is shown, and the command that shows more reads standard input again")
  func fails() throws {
    let result = try pipe("wrong.txt", "run -")
    #expect(result.status == 1)
    #expect(result.output.contains("\n  --> <stdin>:14:10\n"), "\(result.output)")
    #expect(result.output.hasSuffix("\n next: trueup trace -\n"))
    #expect(try pipe("bad.txt", "run -").output.contains("--> <stdin>:11:17"))
    // What failed cannot be run again.
    let again = try Trueup.run("run", "--failed", in: workspace)
    #expect(
      again.status == 4
        && again.errors.hasPrefix(
          "error: Reports/results.jsonl: the last run read standard input, which cannot be read again\n"),
      "\(again.errors)")
  }

  @Test(arguments: [
    ("trace -", "broker.filled order=A exec=E1"), ("status - --at 3s", "position"), ("compliance -", ""),
    ("explain -", "passes: there is nothing to explain"), ("check -", " 1 file   1 case   0 errors"),
  ])
  func otherCommands(_ words: String, _ shown: String) throws {
    let result = try pipe("fine.txt", words)
    #expect(result.status == 0 && (shown.isEmpty || result.output.contains(shown)), "\(result)")
  }

  @Test func page() throws {
    #expect(try pipe("fine.txt", "trace - --html").output == " <stdin>: Reports/stdin.html\n")
  }

  @Test func notText() throws {
    let advice = "save the file as UTF-8; from Latin-1: iconv -f latin1 -t utf-8"
    let piped = try Trueup.shell("printf '\\377' | \"$0\" run -", in: workspace)
    #expect(piped.status == 2 && piped.output.contains("\(advice)\n"), "\(piped.output)")
    let named = try Trueup.shell("printf '\\377' >x.scenario; \"$0\" run x.scenario", in: workspace)
    #expect(named.output.contains("\(advice) < x.scenario\n"), "\(named.output)")
  }

  @Test func aFileOfThatName() throws {
    try workspace.write("-", Samples.fill(position: 101))
    #expect(try pipe("fine.txt", "run ./-").status == 1)
    #expect(try pipe("fine.txt", "run -").status == 0)
  }
}
