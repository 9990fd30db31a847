import Foundation
import Testing

/// Runs that would not end, and runs with more failures than anybody reads.
@Suite struct LimitTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  /// A run of a thousand polls and more that may take a hundred steps.
  private static let endless = Samples.long.replacing("  ends ", with: "  max-steps 100\n  ends ")

  @Test func usedUpStepsAreInconclusive() throws {
    try workspace.write("long.scenario", LimitTests.endless)
    let result = try Trueup.run("run", "long.scenario", in: workspace)
    #expect(result.status == 7)
    #expect(
      result.output.withoutTimes.hasPrefix(
        """
        FAIL long: inconclusive
          --> long.scenario:4:10
           |
         4 |   ends   30m
           |          ^^^ 100 steps were used up at +00:00:
        """.replacing("  -->", with: " -->").replacing("\n   |", with: "\n  |").replacing("\n 4 |", with: "\n4 |")))
    #expect(result.output.contains("\n  = so nothing is known about the rest, and that is no pass\n  = busy     "))
    #expect(result.output.contains("or more steps in the header: `max-steps 400`\n"))
    #expect(
      result.output.contains(" 1 case   0 passed   0 failed   1 inconclusive   0 expected failures   0 skipped\n"))
    let records = try workspace.read("Reports/results.jsonl").split(separator: "\n").compactMap { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
    #expect(records.map { $0["type"] as? String } == ["run", "diagnostic", "case", "failure", "end"])
    #expect(records[2]["status"] as? String == "inconclusive")
    #expect(records[3]["kind"] as? String == "inconclusive" && records[3]["line"] as? Int == 4)
    #expect(records[4]["inconclusive"] as? Int == 1 && records[4]["exit"] as? Int == 7)
  }

  @Test func inconclusiveIsNeitherExpectedNorBetterThanAFailure() throws {
    let expected = LimitTests.endless.replacing("  max-steps", with: "  xfail \"issue 1\"\n  max-steps")
    try workspace.write("Scenarios/expected.scenario", expected)
    #expect(try Trueup.run("run", in: workspace).status == 7)
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    #expect(try Trueup.run("run", in: workspace).status == 1)
    #expect(try Trueup.run("trace", "Scenarios/expected.scenario", in: workspace).errors.contains("is inconclusive: "))
    #expect(try Trueup.run("explain", "Scenarios/expected.scenario", in: workspace).status == 7)
  }

  @Test(arguments: ["order-interval", "full-interval", "retry-delay", "request-timeout", "stream-silence"])
  func noTimeIsShorterThanAMillisecond(_ setting: String) throws {
    try workspace.write("short.scenario", Samples.fill().replacing("setup", with: "engine\n  \(setting) 1ns\n\nsetup"))
    let result = try Trueup.run("check", "short.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(result.output.contains("error[E105]: `\(setting)` is 1ms or more\n"))
    #expect(result.output.contains("^^^ write a longer time"))
  }

  @Test(arguments: ["ends   2562047h", "ends   11m"]) func checkSaysThatARunCannotEnd(_ ends: String) throws {
    let text = Samples.fill().replacing("ends   15s", with: ends)
      .replacing("setup", with: "engine\n  order-interval 1ms\n\nsetup")
    try workspace.write("long.scenario", text.replacing("  ends ", with: "  max-steps 500_000\n  ends "))
    let result = try Trueup.run("check", "long.scenario", in: workspace)
    #expect(result.output.hasPrefix("warning[E406]: "))
    #expect(result.output.contains("are more than the 500000 steps that the run may take\n"))
    #expect(result.output.contains("^ the run will not come to its end\n"))
    #expect(result.output.contains("- one poll every 1ms\n"))
    try workspace.write("long.scenario", text.replacing("  ends ", with: "  max-steps 700_000\n  ends "))
    #expect(try Trueup.run("check", "long.scenario", in: workspace).output.isEmpty == false)
  }

  /// A run of minutes: nothing but a signal ends it in time.
  private func startEndlessRun() throws -> Trueup.Running {
    try workspace.write("a.scenario", Samples.fill())
    let text = Samples.fill().replacing("ends   15s", with: "max-steps 1000000000\n  ends   2562047h")
    try workspace.write("b.scenario", text)
    let running = try Trueup.start(["run", "-v", "a.scenario", "b.scenario"], in: workspace)
    try running.waitForOutput()
    usleep(100_000)
    return running
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, 143), (SIGHUP, 129)].filter { InterruptionTests.isHeard($0.0) })
  func oneSignalEndsACaseThatRuns(_ signal: Int32, _ status: Int32) throws {
    let running = try startEndlessRun()
    let start = ContinuousClock.now
    kill(running.process.processIdentifier, signal)
    let result = try running.finish()
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(result.status == status)
    #expect(result.output.contains(" 2 cases   1 passed   0 failed"))
    #expect(result.output.contains(" interrupted: 1 case not run\n"))
    #expect(try workspace.names(in: "Reports") == ["junit.xml", "results.jsonl", "summary.txt"])
  }

  @Test func theSecondSignalLeavesNoPartialReports() throws {
    let running = try startEndlessRun()
    // The shell of a stopped process delivers both at once when it goes on.
    kill(running.process.processIdentifier, SIGSTOP)
    kill(running.process.processIdentifier, SIGTERM)
    kill(running.process.processIdentifier, SIGHUP)
    kill(running.process.processIdentifier, SIGCONT)
    let result = try running.finish()
    #expect([-SIGTERM, -SIGHUP].contains(result.status))
    #expect(try workspace.names(in: "Reports") == [])
  }

  @Test func failuresOfACaseAreCapped() throws {
    let line = "  3s     net drop stream fill of A next 1\n"
    let text = Samples.fill().replacing("\nfinally", with: String(repeating: line, count: 2000) + "\nfinally")
    try workspace.write("many.scenario", text)
    let start = ContinuousClock.now
    let result = try Trueup.run("run", "many.scenario", in: workspace)
    #expect(ContinuousClock.now - start < .seconds(30))
    #expect(result.status == 1)
    #expect(result.output.components(separatedBy: "FAIL many: ").count - 1 == 10)
    #expect(result.output.contains("\nand 1,990 more failures of many; correct these first\n"))
    let records = try workspace.read("Reports/results.jsonl").split(separator: "\n")
    #expect(records.count == 103)
    #expect(records[1].contains("\"failures\":2000,"))
  }

  @Test func diagnosticsOfAFileAreCapped() throws {
    let bad = String(repeating: "  3s     broker fil A 1\n", count: 2000)
    try workspace.write("bad.scenario", Samples.fill().replacing("\nfinally", with: bad + "\nfinally"))
    let result = try Trueup.run("check", "--format", "short", "bad.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(result.lines.count == 201)
    #expect(result.errors.contains("and 1,800 more in bad.scenario; correct these first\n"))
    let human = try Trueup.run("check", "bad.scenario", in: workspace)
    #expect(human.output.contains("\nand 1,980 more; correct these first\n"))
    #expect(human.output.contains("   2,000 errors   0 warnings\n"))
  }
}
