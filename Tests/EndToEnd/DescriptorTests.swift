import Foundation
import Testing

/// Standard descriptors that are closed or full, for every command.
@Suite struct DescriptorTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("fine.scenario", Samples.fill())
  }

  static let commands = [
    "run fine.scenario", "run --json fine.scenario", "check fine.scenario", "check --format short bad.scenario",
    "trace fine.scenario", "fuzz --seed 1 --runs 2", "fuzz --seed 1 --case 2", "list events", "explain E205",
    "explain fine.scenario", "help", "run --help", "--version", "",
  ]

  @Test(arguments: commands) func closedOutput(_ command: String) throws {
    try workspace.write("bad.scenario", Samples.misspelt)
    let result = try Trueup.shell("\"$0\" \(command) >&-", in: workspace)
    #expect(result.status == 3)
    #expect(result.errors.contains("error: standard output: cannot be written: bad file descriptor\n"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")), arguments: commands)
  func fullOutput(_ command: String) throws {
    try workspace.write("bad.scenario", Samples.misspelt)
    let result = try Trueup.shell("\"$0\" \(command) > /dev/full", in: workspace)
    #expect(result.status == 3)
    #expect(result.errors.contains("error: standard output: cannot be written: no space left on device\n"))
  }

  @Test(arguments: ["<&- >&-", ">&- 2>&-", "<&- >&- 2>&-", "2>&-"])
  func noReportTakesTheNumberOfAClosedDescriptor(_ closed: String) throws {
    let result = try Trueup.shell("\"$0\" run fine.scenario --reports r \(closed); echo status $?", in: workspace)
    #expect(result.output.hasSuffix(closed == "2>&-" ? "status 0\n" : "status 3\n"))
    let records = try workspace.read("r/results.jsonl").split(separator: "\n")
    #expect(records.count == 3)
    for record in records { #expect((try? JSONSerialization.jsonObject(with: Data(record.utf8))) != nil) }
    #expect(try workspace.read("r/summary.txt").hasPrefix(" 1 case   1 passed"))
  }

  @Test func messagesThatCannotBeWrittenAreNoSuccess() throws {
    #expect(try Trueup.shell("\"$0\" run --json fine.scenario 2>&- >out", in: workspace).status == 3)
    #expect(try Trueup.shell("\"$0\" run nope 2>&-", in: workspace).status == 3)
  }
}
