import Testing

/// `--verify` finds what depends on the process, and can fail.
@Suite struct VerifyTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/later.scenario", Samples.fill(["skip \"not yet\""]))
    try workspace.write("Scenarios/two.scenario", Samples.twoCases)
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
  }

  @Test func agreement() throws {
    let result = try Trueup.run("run", "--verify", in: workspace)
    #expect(result.status == 1, "the failed case, and nothing else")
    #expect(result.output.contains(" verified: 3 processes agree, and each case with its second run\n"))
  }

  @Test func agreementOfAChoice() throws {
    let result = try Trueup.run("run", "--verify", "--case", "some", "-t", "slow,!live", "Scenarios", in: workspace)
    #expect(result.status == 0)
    #expect(result.output.contains(" 1 case   1 passed"))
    #expect(result.output.contains(" verified: "))
  }

  @Test(arguments: ["", "1"])
  func dependenceOnHashSeeds(deterministicHashing: String) throws {
    // A seed that the caller has fixed must not hide anything.
    let environment = ["TRUEUP_PLANTED": "hash-order", "SWIFT_DETERMINISTIC_HASHING": deterministicHashing].filter {
      !$0.value.isEmpty
    }
    let result = try Trueup.run("run", "--verify", in: workspace, environment: environment)
    #expect(result.status == 3)
    #expect(
      result.output.contains("DIFFERS fine: the run in another process is not the same; the first case that differs"))
    #expect(result.output.contains("  = process 1  "))
    #expect(result.output.contains("  = the first entry that differs:\n  =   this process  #"))
    #expect(result.output.contains(" engine reconcile.started reason=poll"))
    #expect(!result.output.contains("verified:"))
  }

  @Test func dependenceOnEarlierRuns() throws {
    let result = try Trueup.run(
      "run", "--verify", "Scenarios/fine.scenario", in: workspace, environment: ["TRUEUP_PLANTED": "run-order"])
    #expect(result.status == 3)
    #expect(result.output.contains("DIFFERS fine: two runs in one process are not the same\n  = first run   "))
  }

  @Test func plantedDependenceIsNotNoticedWithoutVerify() throws {
    let result = try Trueup.run(
      "run", "Scenarios/fine.scenario", in: workspace, environment: ["TRUEUP_PLANTED": "hash-order"])
    #expect(result.status == 0)
  }
}
