import Foundation
import Testing

/// Ctrl-C ends a run with complete reports.
@Suite struct InterruptionTests {
  /// What is ignored here is ignored by the process as well: jobs in the background of a script ignore Ctrl-C.
  static func isHeard(_ signal: Int32) -> Bool {
    var action = sigaction()
    sigaction(signal, nil, &action)
    #if canImport(Darwin)
      let handler = action.__sigaction_u.__sa_handler
    #else
      let handler = action.__sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) != unsafeBitCast(SIG_IGN, to: Int.self)
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143)), (SIGQUIT, Int32(130))].filter { isHeard($0.0) })
  func reportsAreCompleteAndMarked(signal: Int32, status: Int32) throws {
    let workspace = try Workspace()
    for number in 100..<300 { try workspace.write("Scenarios/case\(number).scenario", Samples.long) }
    let running = try Trueup.start(["run", "-v"], in: workspace)
    try running.waitForOutput()
    kill(running.process.processIdentifier, signal)
    let result = try running.finish()
    #expect(result.status == status)
    #expect(result.output.contains(#/ interrupted: [0-9]+ cases? not run\n/#))
    #expect(try workspace.read("Reports/summary.txt") == result.output)

    let last = try #require(try workspace.read("Reports/results.jsonl").split(separator: "\n").last)
    let end = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    #expect(end["type"] as? String == "end")
    #expect(end["partial"] as? Bool == true)
    #expect(end["exit"] as? Int32 == status)
    #expect((end["notRun"] as? Int ?? 0) > 0)
    #expect(try workspace.names(in: "Reports") == ["junit.xml", "results.jsonl", "summary.txt"])
  }

  @Test("What a run leaves that was killed at once is taken away by the next one, what others write is not")
  func killedAtOnce() throws {
    let workspace = try Workspace()
    for number in 100..<300 { try workspace.write("Scenarios/case\(number).scenario", Samples.long) }
    let running = try Trueup.start(["run", "-v"], in: workspace)
    try running.waitForOutput()
    kill(running.process.processIdentifier, SIGKILL)
    #expect(try running.finish().status == -SIGKILL)
    let left = ["junit.xml", "results.jsonl", "summary.txt"].map {
      ".\($0).\(running.process.processIdentifier).partial"
    }
    #expect(try workspace.names(in: "Reports") == left)

    let others = ".results.jsonl.\(getpid()).partial"
    try workspace.write("Reports/\(others)", "")
    try workspace.write("Reports/.results.jsonl.partial", "")
    #expect(try Trueup.run("run", "Scenarios/case100.scenario", in: workspace).status == 0)
    #expect(
      try workspace.names(in: "Reports")
        == [others, ".results.jsonl.partial", "junit.xml", "results.jsonl", "summary.txt"].sorted())
  }

  @Test("A trap ends a run as a crash and names the case that ran; nothing of its reports is left")
  func trap() throws {
    let workspace = try Workspace()
    try workspace.write("Scenarios/case100.scenario", Samples.long)
    // Each runs for seconds, so that the trap comes while one does and not between two.
    for number in 101..<104 {
      try workspace.write(
        "Scenarios/case\(number).scenario", Samples.long.replacing("ends   30m", with: "ends   24h"))
    }
    let running = try Trueup.start(["run", "-v", "-j", "1"], in: workspace)
    try running.waitForOutput()
    usleep(100_000)
    kill(running.process.processIdentifier, SIGTRAP)
    let result = try running.finish()
    #expect(result.status == 6)
    #expect(result.errors.hasPrefix("\nFIND crash: the engine trapped, and no report of this run is written\n"))
    let named = result.errors.matches(
      of: #/  = replay   trueup run Scenarios/case([0-9]+)\.scenario   \(case([0-9]+)\)\n/#)
    #expect(named.count == 1 && named.allSatisfy { $0.output.1 == $0.output.2 })
    #expect(try workspace.names(in: "Reports") == [])
  }
}
