import Foundation
import Testing

/// Paths that lead nowhere, or where they should not.
@Suite struct PathTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test func missingPath() throws {
    let result = try Trueup.run("run", "nope", in: workspace)
    #expect(result.status == 4)
    #expect(
      result.errors == """
        error: nope: there is no such file or folder
          = a path counts from the folder in which trueup is called; `trueup run` alone runs Scenarios/


        """)
    #expect(try Trueup.run("run", "nope", "--allow-empty", in: workspace).status == 4)
    #expect(try Trueup.run("check", "nope", in: workspace).status == 4)
  }

  @Test func missingPathBesideAGoodOne() throws {
    try workspace.write("fine.scenario", Samples.fill())
    let result = try Trueup.run("run", "nope", "fine.scenario", in: workspace)
    #expect(result.status == 4)
    #expect(result.output.contains(" 1 case   1 passed"))
  }

  @Test func missingDefaultFolder() throws {
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 4)
    #expect(result.errors.hasPrefix("error: Scenarios: there is no such folder, and no path was given\n"))
  }

  @Test func folderWithoutScenarios() throws {
    try workspace.makeFolder("empty")
    try workspace.write("other/notes.txt", "hello")
    try workspace.write("other/.hidden.scenario", Samples.fill())
    for path in ["empty", "other"] {
      let result = try Trueup.run("run", path, in: workspace)
      #expect(result.status == 4)
      #expect(result.errors.hasPrefix("error: \(path): there is no scenario file in this folder\n"))
      #expect(try Trueup.run("run", path, "--allow-empty", in: workspace).status == 0)
    }
  }

  @Test func linkThatLeadsNowhere() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.link("Scenarios/gone.scenario", to: "nowhere")
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("error: Scenarios/gone.scenario: this link leads nowhere\n"))
    #expect(result.output.contains(" 1 case   1 passed"))
  }

  @Test func unreadableFile() throws {
    // A link to itself cannot be read by anyone, and permissions would not stop an administrator.
    try workspace.link("self.scenario", to: "self.scenario")
    let result = try Trueup.run("run", "self.scenario", in: workspace)
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("error: self.scenario: cannot be read: "))
    #expect(result.errors.contains("  = check that it is there and that you may read it: ls -l self.scenario\n"))
  }

  @Test(.enabled(if: geteuid() != 0)) func unreadableFolder() throws {
    try workspace.makeFolder("closed")
    let path = workspace.folder.appendingPathComponent("closed").path
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
    let result = try Trueup.run("run", "closed", in: workspace)
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("error: closed: cannot be read: permission denied\n"))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
  }

  @Test func linkThatLoops() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.link("Scenarios/again", to: "../Scenarios")
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 0)
    #expect(
      result.errors.hasPrefix(
        "warning: Scenarios/again: this link leads back to a folder above it and is not followed\n"))
    #expect(result.output.contains(" 1 case   1 passed"))
  }

  @Test func notText() throws {
    try workspace.write("latin.scenario", Data("scenario \"caf".utf8) + Data([0xE9]) + Data("\"\n".utf8))
    let result = try Trueup.run("run", "latin.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(
      result.output.hasPrefix(
        """
        error[E101]: the file is not UTF-8 text
         --> latin.scenario:1:14
          |
        1 | scenario "caf\u{FFFD}"
          |              ^ the byte 0xE9 starts no character
          |
          = save the file as UTF-8; from Latin-1: iconv -f latin1 -t utf-8 < latin.scenario

        """))
  }

  @Test func controlCharactersDoNotReachTheTerminal() throws {
    try workspace.write("a\u{1B}[31mb.scenario", Samples.fill(position: 101))
    let result = try Trueup.run("run", ".", "-v", in: workspace)
    #expect(result.status == 1)
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.output.contains("FAIL a\u{FFFD}[31mb: state check"))
  }
}
