import Testing

/// Which cases run.
@Suite struct ChoiceTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("Scenarios/live.scenario", Samples.fill(["tags   live"]))
    try workspace.write("Scenarios/slow.scenario", Samples.fill(["tags   live, slow"]))
    try workspace.write("Scenarios/two.scenario", Samples.twoCases)
  }

  private func passed(_ arguments: String...) throws -> [String] {
    var words = ["run", "-v"]
    words += arguments
    let result = try Trueup.run(words, in: workspace)
    return result.lines.filter { $0.hasPrefix("pass") }.map { line in
      String(line.dropFirst(7).prefix { $0 != "]" && $0 != " " })
    }
  }

  @Test func tags() throws {
    #expect(try passed("-t", "live") == ["live", "slow"])
    #expect(try passed("--tag=live,!slow") == ["live"])
    #expect(try passed("-t", "live", "-t", "slow") == ["slow"])
    #expect(try passed("-t!live") == ["two[case=all", "two[case=some"])
    try workspace.write("Scenarios/seven.scenario", Samples.fill(["tags   case-7"]))
    #expect(try passed("--tag=case") == ["seven"], "of a family")
    #expect(try passed("--tag=cas") == [], "and not of what only starts so")
    #expect(try passed("--tag=!case,!live,!smoke") == [], "nor is one of the family left where it is not wanted")
  }

  @Test func names() throws {
    #expect(try passed("-k", "two[") == ["two[case=all", "two[case=some"])
    #expect(try passed("--case", "some") == ["two[case=some"])
    #expect(try passed("--case", "case=some") == ["two[case=some"])
    #expect(try passed("--match", "i", "--case", "live") == ["live"])
  }

  @Test func aPathThatIsNamedTwiceRunsOnce() throws {
    #expect(try passed("Scenarios/live.scenario", "./Scenarios//live.scenario") == ["live"])
    #expect(try passed("Scenarios/slow.scenario", "Scenarios/") == ["slow", "live", "two[case=all", "two[case=some"])
  }

  @Test func nothingMatches() throws {
    let result = try Trueup.run("run", "-t", "lvie", in: workspace)
    #expect(result.status == 4)
    #expect(
      result.errors == """
        error: no case matches --tag lvie
          = did you mean the tag `live`?
          = tags in use: live, slow, smoke
          = change the choice; if an empty run is intended, add --allow-empty


        """)
    #expect(result.output == " nothing was run\n")
    #expect(
      try Trueup.run("run", "-k", "zzz", in: workspace).errors.contains("there are 4 cases, such as live, slow, "))
    #expect(try Trueup.run("run", "-t", "lvie", "--allow-empty", in: workspace).status == 0)
  }
}
