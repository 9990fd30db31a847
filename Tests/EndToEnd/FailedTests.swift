import Testing

/// Running a part: `run --shard`, and `run --failed`.
@Suite struct FailedTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func ids(_ arguments: String...) throws -> [String] {
    let result = try Trueup.run(["run", "-v"] + arguments, in: workspace)
    return result.lines.compactMap { line in
      for prefix in ["pass   ", "FAIL "] where line.hasPrefix(prefix) {
        return String(line.dropFirst(prefix.count).prefix { $0 != " " && $0 != ":" })
      }
      return nil
    }
  }

  @Test func shardsAreEachCaseOnce() throws {
    for number in 10..<17 { try workspace.write("Scenarios/c\(number).scenario", Samples.fill()) }
    #expect(try ids("--shard", "1/3") == ["c10", "c13", "c16"])
    #expect(try ids("--shard", "2/3") == ["c11", "c14"])
    #expect(try ids("--shard=3/3") == ["c12", "c15"])
    #expect(try ids("--shard", "2/2", "-k", "c1") == ["c11", "c13", "c15"])
  }

  @Test func aShardMayBeEmptyAndAChoiceMayNot() throws {
    try workspace.write("Scenarios/one.scenario", Samples.fill())
    let empty = try Trueup.run("run", "--shard", "2/2", in: workspace)
    #expect(empty.status == 0)
    #expect(empty.output == " nothing was run\n")
    #expect(try Trueup.run("run", "--shard", "2/2", "-k", "zzz", in: workspace).status == 4)
    #expect(try Trueup.run("run", "--shard", "0/2", in: workspace).status == 64)
  }

  @Test func verificationComparesTheSameShard() throws {
    for number in 10..<14 { try workspace.write("Scenarios/c\(number).scenario", Samples.fill()) }
    let result = try Trueup.run("run", "--verify", "--shard", "2/2", in: workspace)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix(" 2 cases   2 passed"))
  }

  @Test func whatFailedRunsAgainUntilItPasses() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/ä \"q\".scenario", Samples.fill(position: 101))
    try workspace.write("Scenarios/two.scenario", Samples.twoCases.replacing("AAPL = <size>", with: "AAPL = 40"))
    #expect(try Trueup.run("run", in: workspace).status == 2)
    let again = try Trueup.run("run", "--failed", in: workspace)
    #expect(again.status == 2)
    #expect(again.output.contains(" 2 cases   0 passed   2 failed"))
    #expect(again.output.contains(" 1 file with errors, not run\n"))

    try workspace.write("Scenarios/bad.scenario", Samples.fill())
    try workspace.write("Scenarios/ä \"q\".scenario", Samples.fill())
    #expect(try ids("--failed") == ["bad", "two[case=all", "ä"])
    #expect(try ids("--failed") == ["two[case=all"])
    try workspace.write("Scenarios/two.scenario", Samples.twoCases)
    #expect(try Trueup.run("run", "--failed", in: workspace).status == 0)
    let clean = try Trueup.run("run", "--failed", in: workspace)
    #expect(clean.status == 0)
    #expect(clean.errors == " nothing failed in the last run (Reports/results.jsonl), so nothing is run\n")
  }

  @Test func filesOfTheLastRunAreFoundWithoutAPath() throws {
    try workspace.write("elsewhere/wrong.scenario", Samples.fill(position: 101))
    _ = try Trueup.run("run", "elsewhere", "--reports", "r", in: workspace)
    let again = try Trueup.run("run", "--failed", "--reports", "r", in: workspace)
    #expect(again.status == 1)
    #expect(again.output.contains(" 1 case   0 passed   1 failed"))
  }

  @Test func aRunOfNothingDoesNotSayThatNothingFailed() throws {
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    #expect(try Trueup.run("run", in: workspace).status == 1)
    #expect(try Trueup.run("run", "-k", "zzz", in: workspace).status == 4)
    let again = try Trueup.run("run", "--failed", in: workspace)
    #expect(again.status == 4)
    #expect(
      again.errors == """
        error: Reports/results.jsonl: the last run ran nothing, so it does not say what failed
          = run once without --failed

        """)
  }

  @Test func withoutALastRun() throws {
    let result = try Trueup.run("run", "--failed", in: workspace)
    #expect(result.status == 4)
    #expect(
      result.errors == """
        error: Reports/results.jsonl: there is no report of a last run
          = run once without --failed
          = if its reports are elsewhere, say where: --reports DIR

        """)
    let both = try Trueup.run("run", "--failed", "--verify", in: workspace)
    #expect(both.status == 64)
    #expect(
      both.errors.hasPrefix("error: `--failed` and `--verify` do not go together: a run is verified as a whole\n"))
  }
}
