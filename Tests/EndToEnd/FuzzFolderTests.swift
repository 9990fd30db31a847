import Foundation
import Testing

/// Where `trueup fuzz --save` writes, and how Ctrl-C ends a run.
@Suite struct FuzzFolderTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test func folderIsMadeAndLeftClean() throws {
    let result = try Trueup.run(
      "fuzz", "--seed", "1", "--runs", "3", "--save", "a/new/folder", in: workspace)
    #expect(result.status == 0)
    #expect(try workspace.names(in: "a/new/folder").isEmpty)
  }

  @Test func aPlaceThatCannotBeWrittenIsToldBeforeTheRun() throws {
    try workspace.write("file", "not a folder")
    let result = try Trueup.run("fuzz", "--runs", "1000000", "--save", "file/found", in: workspace)
    #expect(result.status == 3)
    #expect(result.output.isEmpty, "nothing was run")
    #expect(
      result.errors == """
        error: file/found: counterexamples cannot be written there: not a directory
          = nothing was run
          = make it a folder that you may write to, or name another: --save DIR

        """)
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere")) func aFolderWithoutPermission() throws {
    try workspace.makeFolder("closed")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o555], ofItemAtPath: workspace.folder.appendingPathComponent("closed").path)
    let result = try Trueup.run("fuzz", "--runs", "1000000", "--save", "closed", in: workspace)
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("error: closed: counterexamples cannot be written there: permission denied\n"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/self/status")))
  func aFileSystemThatTakesNothing() throws {
    let result = try Trueup.run("fuzz", "--runs", "1000000", "--save", "/proc/found", in: workspace)
    #expect(result.status == 3)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: /proc/found: counterexamples cannot be written there: "))
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))].filter { InterruptionTests.isHeard($0.0) })
  func interruption(signal: Int32, status: Int32) throws {
    let running = try Trueup.start(
      ["fuzz", "--seed", "1", "--runs", "1000000000", "--json"], in: workspace)
    try running.waitForOutput()
    usleep(500_000)
    kill(running.process.processIdentifier, signal)
    let result = try running.finish()
    #expect(result.status == status)
    let lines = result.output.split(separator: "\n")
    let last = try #require(lines.last)
    let end = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    #expect(lines.count == 2 && end["type"] as? String == "end")
    #expect(end["partial"] as? Bool == true)
    #expect(end["exit"] as? Int32 == status)
    let cases = try #require(end["cases"] as? Int)
    #expect(result.errors.contains("   ended before the limit\n"))

    // A machine under load may not have come to its first case.
    guard cases > 0 else { return }
    // What there is is a run of its own: as many cases, asked for, give the same digest.
    let again = try Trueup.run("fuzz", "--seed", "1", "--runs", "\(cases)", in: workspace)
    #expect(again.output.contains("digest \(end["digest"] as? String ?? "")\n"))
  }
}
