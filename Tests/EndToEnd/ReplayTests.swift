import Foundation
import Testing

/// `trueup fuzz` runs what was found before again, before it looks for more.
@Suite struct ReplayTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("Scenarios/found/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/found/known.scenario", Samples.fill(["xfail \"#12\""], position: 101))
    try workspace.write("Scenarios/other.scenario", Samples.fill(position: 101))
    try workspace.write("saved/two.scenario", Samples.twoCases)
  }

  private func fuzz(_ arguments: String..., environment: [String: String] = [:]) throws -> Trueup.Result {
    try Trueup.run(["fuzz", "--seed", "1", "--runs", "2"] + arguments, in: workspace, environment: environment)
  }

  @Test func whatPassesIsCounted() throws {
    let result = try fuzz()
    #expect(result.status == 0)
    #expect(result.lines[1] == "replay   2 cases found before, none fails")
    #expect(try fuzz("--save", "saved").lines[1] == "replay   4 cases found before, none fails")
    #expect(try fuzz("--save", "Scenarios/found").lines[1] == "replay   2 cases found before, none fails")
  }

  @Test func whatFailsIsAFind() throws {
    try workspace.write("saved/back.scenario", Samples.fill(position: 101))
    for arguments in [["--save", "saved"], ["--save", "saved", "-q"]] {
      let result = try Trueup.run(["fuzz", "--seed", "1", "--runs", "2"] + arguments, in: workspace)
      #expect(result.status == 1)
      #expect(
        result.output.contains(
          """
          replay   5 cases found before, 1 failing

          FIND again back: state check: local is 100, broker is 100
            = replay   trueup run saved/back.scenario

          """))
    }
    let json = try fuzz("--save", "saved", "--json")
    let line = try #require(json.output.split(separator: "\n").dropFirst().first)
    #expect(line == "{\"v\":1,\"type\":\"replay\",\"cases\":5,\"failing\":[\"back\"]}")
    let marks = try fuzz("--save", "saved", environment: ["GITHUB_ACTIONS": "true"])
    #expect(marks.output.contains("\n::error file=saved/back.scenario,line=14,col=10,endColumn=29,title=FAIL back%3A "))
  }

  @Test func aFileThatCannotBeReadAnyMoreIsTold() throws {
    try workspace.write("saved/bad.scenario", Samples.misspelt)
    let result = try fuzz("--save", "saved")
    #expect(result.status == 2)
    #expect(result.errors.contains("error[E102]: `fil` is not something the broker can do\n"))
    #expect(result.output.contains("replay   4 cases found before, none fails\n"))
  }

  @Test func onlyTheFirstShardAndNeverASingleCase() throws {
    #expect(try fuzz("--shard", "1/2").output.contains("replay "))
    #expect(!(try fuzz("--shard", "2/2").output.contains("replay ")))
    let single = try Trueup.run("fuzz", "--seed", "1", "--case", "0", in: workspace)
    #expect(!(single.output + single.errors).contains("found before"))
    let digests = try fuzz("--digests")
    #expect(digests.lines.filter { !$0.isEmpty }.count == 2 && digests.errors.contains("replay   2 cases"))
  }
}
