import Testing

/// What `trueup run` prints and ends with.
@Suite struct RunTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test func passIsThreeLines() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.lines.count == 4)
    #expect(result.lines[0] == " 1 case   1 passed   0 failed   0 expected failures   0 skipped")
    #expect(result.lines[1].withoutTimes.hasPrefix(" 15s simulated in TIME   RATE   digest "))
    #expect(result.lines[2] == " reports: Reports/results.jsonl, Reports/summary.txt, Reports/junit.xml")
  }

  @Test func failureHasTheFrameOfADiagnostic() throws {
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 1)
    #expect(
      result.output.hasPrefix(
        """
        FAIL wrong: state check
          --> Scenarios/wrong.scenario:14:10
           |
        14 |   expect position AAPL = 101
           |          ^^^^^^^^^^^^^^^^^^^
        """))
    #expect(result.output.contains(" local is 100, broker is 100\n   |\n   = at       +00:00:15.000 (end of run)\n"))
    #expect(result.output.contains("   = look     trueup trace Scenarios/wrong.scenario\n"))
    #expect(result.output.contains(" 1 case   0 passed   1 failed   0 expected failures   0 skipped\n"))
    #expect(result.output.hasSuffix("\n next: trueup trace Scenarios/wrong.scenario\n"))
  }

  @Test func invalidFileDoesNotStopTheOthers() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 2, "an invalid file weighs more than a failed case")
    #expect(result.output.hasPrefix("error[E102]: `fil` is not something the broker can do\n"))
    #expect(result.output.contains(" 2 cases   1 passed   1 failed"))
    #expect(result.output.contains(" 1 file with errors, not run\n"))
    #expect(result.output.hasSuffix(" next: trueup explain E102\n"))
  }

  @Test func expectedFailurePasses() throws {
    try workspace.write("Scenarios/known.scenario", Samples.fill(["xfail \"issue 12\""], position: 101))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 0)
    #expect(result.lines[0] == " 1 case   0 passed   0 failed   1 expected failure   0 skipped")
  }

  @Test func expectedFailureIsShownToWhoAsks() throws {
    try workspace.write("Scenarios/known.scenario", Samples.fill(["xfail \"issue 12\""], position: 101))
    let result = try Trueup.run("run", "-v", in: workspace)
    #expect(result.status == 0)
    #expect(result.lines[0].hasPrefix("xfail  known  "))
    #expect(
      result.lines[1] == "       Scenarios/known.scenario:14  state check: local is 100, broker is 100")
  }

  @Test func expectedFailureExcusesNoFaultThatNeverFired() throws {
    let text = Samples.fill(["xfail \"issue 12\""], position: 101)
    try workspace.write(
      "Scenarios/known.scenario",
      text.replacing("timeline\n", with: "timeline\n  0s net drop requests cancel next 1\n"))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 1)
    #expect(result.output.contains("FAIL known: a fault never fired\n"))
  }

  @Test func unexpectedPassFails() throws {
    try workspace.write("Scenarios/known.scenario", Samples.fill(["xfail \"issue 12\""]))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 1)
    #expect(
      result.output.hasPrefix(
        """
        FAIL known: it passes, and is expected to fail
         --> Scenarios/known.scenario:2:9
          |
        2 |   xfail "issue 12"
          |         ^^^^^^^^^^ what it waits for has come
          |
          = remove the line `xfail` from the file
        """))
  }

  @Test func skippedCaseIsShown() throws {
    try workspace.write("Scenarios/later.scenario", Samples.fill(["skip \"not yet\""], position: 101))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 0)
    #expect(result.lines[0] == "skip   later  not yet")
    #expect(result.output.contains(" 1 case   0 passed   0 failed   0 expected failures   1 skipped\n"))
  }

  @Test func verboseListsCasesInOrder() throws {
    try workspace.write("Scenarios/b/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/a/two.scenario", Samples.twoCases)
    let result = try Trueup.run("run", "-v", in: workspace)
    let passed = result.lines.filter { $0.hasPrefix("pass   ") }.map { String($0.withoutTimes.dropLast(16)) }
    #expect(
      passed == [
        "pass   two[case=all of it]  15s in TIME  ", "pass   two[case=some]  15s in TIME  ",
        "pass   fine  15s in TIME  ",
      ])
  }

  @Test func quietShowsOnlyWhatIsWrong() throws {
    try workspace.write("fine.scenario", Samples.fill())
    try workspace.write("wrong.scenario", Samples.fill(position: 101))
    #expect(try Trueup.run("run", "-q", "fine.scenario", in: workspace).output == "")
    let result = try Trueup.run("run", "-q", ".", in: workspace)
    #expect(result.output.hasPrefix("FAIL wrong: "))
    #expect(!result.output.contains("passed"))
  }

  @Test func failFastStops() throws {
    for name in ["a", "b", "c"] { try workspace.write("\(name).scenario", Samples.fill(position: 101)) }
    let result = try Trueup.run("run", "-x", ".", in: workspace)
    #expect(result.status == 1)
    #expect(result.output.contains(" stopped at the first failure: 2 cases not run\n"))
    #expect(!result.output.contains("FAIL b"))
  }

  @Test func threadsChangeNothing() throws {
    for number in 10..<60 {
      try workspace.write("case\(number).scenario", Samples.fill(position: number % 7 == 0 ? 101 : 100))
    }
    let one = try Trueup.run("run", "-v", ".", in: workspace)
    let four = try Trueup.run("run", "-v", "-j4", ".", in: workspace)
    #expect(one.status == 1 && four.status == 1)
    #expect(one.output.withoutTimes == four.output.withoutTimes)
  }
}
