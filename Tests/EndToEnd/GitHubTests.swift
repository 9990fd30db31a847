import Foundation
import Testing

/// Annotations and the summary of a step on GitHub Actions.
@Suite struct GitHubTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func commands(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.hasPrefix("::") }
  }

  private func onGitHub(_ arguments: String..., summary: String? = "summary.md") throws -> Trueup.Result {
    var environment = ["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": workspace.folder.path, "CI": "true"]
    environment["GITHUB_STEP_SUMMARY"] = summary.map { workspace.folder.appendingPathComponent($0).path }
    return try Trueup.run(arguments, in: workspace, environment: environment)
  }

  @Test func aFailingLineIsMarked() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    let expected =
      "::error file=Scenarios/wrong.scenario,line=14,col=10,endColumn=29,title=FAIL wrong%3A state check::"
      + "local is 100, broker is 100%0Aat       +00:00:15.000 (end of run)%0A"
      + "replay   trueup run Scenarios/wrong.scenario"
    #expect(commands(try onGitHub("run").output) == [expected])
    #expect(commands(try Trueup.run("run", "--format", "github", in: workspace).output) == [expected])
    #expect(commands(try Trueup.run("run", in: workspace).output) == [])
    #expect(commands(try onGitHub("run", "--format", "human").output) == [])
    let json = try onGitHub("run", "--json")
    #expect(commands(json.output) == [] && commands(json.errors) == [expected], "standard output is for a program")
  }

  @Test func checkMarksErrorsAndWarnings() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    let unchecked = Samples.fill().split(separator: "finally")[0]
    try workspace.write("Scenarios/none.scenario", String(unchecked))
    let marks = commands(try onGitHub("check").output)
    #expect(marks.count == 2)
    #expect(
      marks[0].hasPrefix("::error file=Scenarios/bad.scenario,line=11,col=17,endColumn=20,title=E102%3A `fil` is "))
    #expect(marks[1].hasPrefix("::warning file=Scenarios/none.scenario,line="))
    #expect(marks == commands(try Trueup.run("check", "--format", "github", in: workspace).output))
  }

  @Test func noMoreThanTenOfALevel() throws {
    for number in 10..<35 { try workspace.write("Scenarios/c\(number).scenario", Samples.fill(position: 101)) }
    let marks = commands(try onGitHub("run").output)
    #expect(marks.count == 10)
    #expect(marks[8].contains("file=Scenarios/c18.scenario,"))
    #expect(
      marks[9]
        == "::error title=trueup::and 16 more places, which are in the log and in the summary of the step")
  }

  @Test func casesThatFailInOnePlaceAreOneMark() throws {
    try workspace.write("Scenarios/two.scenario", Samples.twoCases.replacing("AAPL = <size>", with: "AAPL = 7"))
    let marks = commands(try onGitHub("run").output)
    #expect(marks.count == 1)
    #expect(marks[0].contains("title=FAIL two[case=all of it]%3A state check (and 1 more here)::"))
  }

  @Test func hostileTextIsNoCommand() throws {
    let evil = "::error::no\\n::stop-commands::x, 50% ##[add-mask]x"
    try workspace.write(
      "Scenarios/a,b:c%.scenario", Samples.fill(position: 101).replacing("A fill arrives", with: evil))
    try workspace.write("Scenarios/skip.scenario", Samples.fill(["skip \"\(evil)\""]))
    try workspace.write("::error::x/no.scenario", "")
    let result = try onGitHub("run", "Scenarios", "::error::x", "::warning::y")
    for text in [result.output, result.errors] {
      #expect(!text.contains("##["))
      for line in text.split(separator: "\n") where line.drop(while: { $0 == " " }).hasPrefix("::") {
        #expect(line.hasPrefix("::error file=") || line.hasPrefix("::error title="))
      }
    }
    let marks = commands(result.output)
    #expect(marks.contains { $0.hasPrefix("::error file=Scenarios/a%2Cb%3Ac%25.scenario,line=14,") })
    #expect(marks.allSatisfy { $0.dropFirst(2).contains("::") })
  }

  @Test func summaryHasFiguresATableAndEachFailure() throws {
    try workspace.write("summary.md", "# Earlier\n")
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    _ = try onGitHub("run")
    let summary = try workspace.read("summary.md")
    #expect(summary.hasPrefix("# Earlier\n## TrueUp: 1 of 2 cases failed\n\n1 passed, 1 failed, "))
    #expect(summary.contains("<summary>Scenarios/bad.scenario: 1 error</summary>\n\n```text\nerror[E102]: `fil` is "))
    #expect(
      summary.contains(
        """
        | case | place | what |
        |---|---|---|
        | wrong | Scenarios/wrong.scenario:14 | state check: local is 100, broker is 100 |
        """))
    #expect(summary.contains("\nreplay   trueup run Scenarios/wrong.scenario\n```\n\n</details>\n"))
  }

  @Test func summaryStaysBelowItsLimit() throws {
    try workspace.write("summary.md", String(repeating: "x", count: 880 << 10))
    for number in 100..<200 { try workspace.write("Scenarios/c\(number).scenario", Samples.fill(position: 101)) }
    _ = try onGitHub("run")
    let summary = try workspace.read("summary.md")
    #expect(summary.utf8.count < 900 << 10)
    #expect(summary.contains(#/\nShortened: [0-9]+ more parts are in the log of the step.\n$/#))
  }

  @Test func hostileTextIsNoMarkup() throws {
    let evil = "a|b <script> `c` ``` [x](y) *z* &amp;"
    try workspace.write("Scenarios/a|b.scenario", Samples.fill(position: 101).replacing("A fill", with: evil))
    _ = try onGitHub("run")
    let summary = try workspace.read("summary.md")
    #expect(summary.contains("| a&#124;b | Scenarios/a&#124;b.scenario:14 | "))
    let outside = summary.split(separator: "```text")[0]
    #expect(!outside.contains("<script>"))
  }

  @Test func aSummaryThatCannotBeWrittenIsTold() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    let result = try onGitHub("run", summary: "no/such/folder/summary.md")
    #expect(result.status == 3)
    #expect(result.errors.contains("the summary of the step cannot be written: no such file or directory\n"))
    #expect(result.output.contains(" 1 case   1 passed"))
  }
}
