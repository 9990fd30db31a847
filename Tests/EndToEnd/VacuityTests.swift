import Foundation
import Testing

/// `trueup check --vacuity`: which lines of a timeline change nothing.
@Suite struct VacuityTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func scenario(_ lines: String..., ends: String = "15s") -> String {
    Samples.fill().replacing("  2s     broker", with: lines.map { "  \($0)\n" }.joined() + "  2s     broker")
      .replacing("ends   15s", with: "ends   \(ends)")
  }

  @Test func everyLineMatters() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    let result = try Trueup.run("check", "--vacuity", in: workspace)
    #expect(result.status == 0)
    #expect(
      result.output
        == " 1 file   1 case   2 lines left out   0 without effect   0 explained   0 that no check notices\n")
    #expect(try Trueup.run("check", "--vacuity", "-q", in: workspace).output == "")
  }

  @Test func aLineWithoutEffect() throws {
    try workspace.write("Scenarios/idle.scenario", scenario("1s     net drop stream reject next 1 may-miss"))
    let result = try Trueup.run("check", "--vacuity", in: workspace)
    #expect(result.status == 1)
    #expect(
      result.output == """
        IDLE: the line does nothing
          --> Scenarios/idle.scenario:11:3
           |
        11 |   1s     net drop stream reject next 1 may-miss
           |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ without it all the rest of the run is the same
           |
           = take it out, or make it matter: another time, another order, a larger extent
           = or explain it at the end of the line: # idle: WHY

         1 file   1 case   3 lines left out   1 without effect   0 explained   0 that no check notices

        """)
  }

  @Test func aLineThatIsExplained() throws {
    try workspace.write(
      "Scenarios/idle.scenario", scenario("1s     net drop stream reject next 1 may-miss  # idle: none comes"))
    let result = try Trueup.run("check", "--vacuity", in: workspace)
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("   0 without effect   1 explained   0 that no check notices\n"))
  }

  @Test func anExplanationThatIsWrong() throws {
    try workspace.write("Scenarios/stale.scenario", scenario("1s     net drop stream fill next 1  # idle: none comes"))
    let result = try Trueup.run("check", "--vacuity", in: workspace)
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("STALE: the line is said to do nothing, and it does something\n"))
    #expect(result.output.hasSuffix("   1 explanation that is wrong\n"))
  }

  @Test("A line whose effect no check notices is listed if it is asked for")
  func unnoticed() throws {
    try workspace.write("Scenarios/more.scenario", scenario("1s     net drop stream fill next 1"))
    let result = try Trueup.run("check", "--vacuity", in: workspace)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix(" 1 file   1 case   3 lines left out   0 without effect   0 explained   1 that "))
    let verbose = try Trueup.run("check", "--vacuity", "-v", in: workspace)
    #expect(verbose.status == 0)
    #expect(verbose.output.hasPrefix("UNNOTICED: no check notices the line\n  --> Scenarios/more.scenario:11:3\n"))
  }

  @Test("A line counts as one that does something if it does in one case of its file")
  func cases() throws {
    let text = Samples.twoCases.replacing(
      "drop stream fill of A next 1 may-miss", with: "drop stream <kind> next 1 may-miss"
    )
    .replacing("| case      | size |", with: "| case      | size | kind   |")
    .replacing("| all of it | 100  |", with: "| all of it | 100  | fill   |")
    .replacing("| some      | 40   |", with: "| some      | 40   | reject |")
    try workspace.write("Scenarios/two.scenario", text)
    #expect(try Trueup.run("check", "--vacuity", in: workspace).status == 0)
    try workspace.write("Scenarios/two.scenario", text.replacing("| fill   |", with: "| expire |"))
    #expect(try Trueup.run("check", "--vacuity", in: workspace).status == 1)
  }

  @Test("A line that counts from the line above keeps its time")
  func relativeTimes() throws {
    let text = scenario("1s     net drop stream reject next 1 may-miss").replacing(
      "2s     broker", with: "+1s    broker")
    try workspace.write("Scenarios/plus.scenario", text)
    let result = try Trueup.run("check", "--vacuity", in: workspace)
    #expect(result.output.hasSuffix("   3 lines left out   1 without effect   0 explained   0 that no check notices\n"))
  }

  @Test func usage() throws {
    try workspace.write("bad.scenario", Samples.misspelt)
    #expect(try Trueup.run("check", "--vacuity", "bad.scenario", in: workspace).status == 2)
    #expect(try Trueup.run("check", "--vacuity", "nowhere", in: workspace).status == 4)
    let format = try Trueup.run("check", "--vacuity", "--format", "json", in: workspace)
    #expect(format.status == 64)
    #expect(format.errors.hasPrefix("error: `--vacuity` and `--format` do not go together: "))
    let jobs = try Trueup.run("check", "-j", "2", in: workspace)
    #expect(jobs.status == 64)
    #expect(jobs.errors.hasPrefix("error: `--jobs` means nothing without `--vacuity`\n"))
  }
}
