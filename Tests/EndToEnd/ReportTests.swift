import Foundation
import Testing

/// The files that a run writes, and what happens when it cannot.
@Suite struct ReportTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
  }

  @Test func summaryIsTheTerminalWithoutColour() throws {
    let result = try Trueup.run("run", "--color", "always", in: workspace)
    #expect(result.output.contains("\u{1B}[31mFAIL wrong\u{1B}[0m: \u{1B}[1mstate check\u{1B}[0m"))
    let plain = result.output.replacing(/\u{1B}\[[0-9]+m/, with: "")
    #expect(try workspace.read("Reports/summary.txt") == plain)
    #expect(try workspace.names(in: "Reports") == ["junit.xml", "results.jsonl", "summary.txt"])
  }

  @Test func folderOfOnesOwn() throws {
    let result = try Trueup.run("run", "--reports", "out/of/the/way", in: workspace)
    #expect(result.status == 1)
    #expect(
      result.output.contains(
        " reports: out/of/the/way/results.jsonl, out/of/the/way/summary.txt, out/of/the/way/junit.xml\n"))
    #expect(try workspace.names(in: "out/of/the/way") == ["junit.xml", "results.jsonl", "summary.txt"])
  }

  @Test func folderThatCannotBeMade() throws {
    try workspace.write("file", "")
    let result = try Trueup.run("run", "--reports", "file/reports", in: workspace)
    #expect(result.status == 3)
    #expect(result.output.contains(" 2 cases   1 passed   1 failed"), "the result is printed all the same")
    #expect(!result.output.contains("reports:"), "what cannot be written is not announced")
    #expect(
      result.errors == """

        error: file/reports: the reports cannot be written: not a directory
          = make it a folder that you may write to, or write elsewhere: --reports DIR
          = the results above are complete

        """)
  }

  @Test func fullDisk() throws {
    // No file can grow: what a full disk does, without one. Output goes through pipes, which have no size.
    let script = "trap '' XFSZ; (ulimit -f 0; \"$0\" run; echo status $? >&2) 2>&1 | cat"
    let result = try Trueup.shell(script, in: workspace)
    #expect(result.output.contains(" 2 cases   1 passed   1 failed"))
    #expect(!result.output.contains(" reports: "))
    #expect(result.output.contains("error: Reports/results.jsonl: the reports cannot be written: file too large\n"))
    #expect(result.output.contains("  = make room there, or write elsewhere: --reports DIR\n"))
    #expect(result.output.hasSuffix("status 3\n"))
    #expect(try workspace.names(in: "Reports") == [], "nothing is left behind")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func fullStandardOutput() throws {
    let result = try Trueup.shell("\"$0\" run > /dev/full", in: workspace)
    #expect(result.status == 3)
    #expect(
      result.errors == """
        error: standard output: cannot be written: no space left on device
          = part of the output is lost; send it somewhere else and run again

        """)
    #expect(try workspace.read("Reports/summary.txt").contains(" 2 cases   1 passed   1 failed"))
  }

  @Test func readerThatGoesAway() throws {
    let result = try Trueup.shell("\"$0\" run -v | true; test -s Reports/summary.txt", in: workspace)
    #expect(result.status == 0)
    #expect(result.errors == "")
  }
}
