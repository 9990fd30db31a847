import Foundation
import Testing

/// What is at a path and is no scenario file: devices, pipes, folders, too much, too long, other bytes.
@Suite struct StrangeFileTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func problem(_ arguments: String...) throws -> String {
    let result = try Trueup.run(arguments, in: workspace)
    #expect(result.status == 3)
    return result.errors
  }

  @Test(arguments: ["/dev/zero", "/dev/null"]) func device(_ path: String) throws {
    for command in ["run", "check", "trace"] {
      #expect(try problem(command, path).hasPrefix("error: \(path): this is a device, not a file\n"))
    }
    #expect(try problem("explain", path).hasPrefix("error: \(path): this is a device, not a file\n"))
  }

  @Test func folder() throws {
    try workspace.makeFolder("a.scenario")
    #expect(try problem("trace", "a.scenario").hasPrefix("error: a.scenario: this is a folder, not a file\n"))
    #expect(try problem("explain", "a.scenario").hasPrefix("error: a.scenario: this is a folder, not a file\n"))
  }

  @Test func pipes() throws {
    #expect(mkfifo(workspace.folder.appendingPathComponent("pipe").path, 0o600) == 0)
    #expect(
      try problem("check", "pipe").hasPrefix("error: pipe: this is a pipe, and nobody writes into it\n"))
    try workspace.write("fine.scenario", Samples.fill())
    let result = try Trueup.shell("(sleep 0.2; cat fine.scenario) | \"$0\" check /dev/stdin", in: workspace)
    #expect(result.output == " 1 file   1 case   0 errors   0 warnings\n")
  }

  @Test func tooLarge() throws {
    try workspace.write("large.scenario", Data(count: (16 << 20) + 1))
    let result = try Trueup.run("check", ".", in: workspace)
    #expect(result.status == 3)
    #expect(
      result.errors == """
        error: large.scenario: this file has more than 16,777,216 bytes and is not read
          = a scenario has a few thousand: is it the right file? If so, divide it into several

        """)
    let piped = try Trueup.shell("\"$0\" check /dev/stdin < /dev/zero", in: workspace)
    #expect(piped.status == 3)
    let endless = try Trueup.shell("cat /dev/zero | \"$0\" check /dev/stdin", in: workspace)
    #expect(endless.status == 3)
    #expect(endless.errors.hasPrefix("error: /dev/stdin: this file has more than 16,777,216 bytes"))
  }

  @Test func nameThatIsNoText() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    let made = try Trueup.shell("cp Scenarios/fine.scenario \"Scenarios/caf$(printf '\\351').scenario\"", in: workspace)
    try #require(made.status == 0)
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 3)
    #expect(
      result.errors.hasPrefix(
        "error: Scenarios: the name caf\\xE9.scenario in this folder is not UTF-8 text, so its file is not run\n"))
    #expect(result.output.contains(" 1 case   1 passed"))
  }

  @Test func returnsAloneEndNoLine() throws {
    try workspace.write("mac.scenario", Samples.fill().replacing("\n", with: "\r"))
    let result = try Trueup.run("check", "mac.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("error[E101]: the file has CR line ends\n --> mac.scenario:1:26\n"))
    #expect(result.output.contains("  = convert it: tr '\\r' '\\n' < mac.scenario > NEW\n"))
    #expect(result.output.utf8.count < 1000)
  }

  @Test(arguments: [
    String(repeating: "ab ?? \u{A7} ", count: 20_000), "scenario \"x\" " + String(repeating: "? ", count: 80_000),
    "scenario " + String(repeating: "x", count: 160_000), String(repeating: "\u{1F600}", count: 40_000),
    "scenario \"" + String(repeating: "x", count: 160_000) + "\"\n  ends 1",
  ]) func longLinesAreCut(_ text: String) throws {
    try workspace.write("long.scenario", text)
    for format in ["human", "short"] {
      let result = try Trueup.run("check", "--format", format, "long.scenario", in: workspace)
      #expect(result.status == 2)
      #expect(result.output.utf8.count < 40_000)
      #expect(result.lines.allSatisfy { $0.count < 700 })
    }
    #expect(try Trueup.run("run", "long.scenario", in: workspace).output.utf8.count < 40_000)
  }

  @Test func theCutIsAroundTheCaret() throws {
    let tags = "tags   " + (0..<60).map { "tag\($0)" }.joined(separator: ", ")
    try workspace.write("long.scenario", Samples.fill([tags + ", Wrong"]))
    let result = try Trueup.run("check", "long.scenario", in: workspace)
    let lines = result.lines
    let line = try #require(lines.first { $0.hasPrefix("2 | ") })
    let caret = try #require(lines.first { $0.hasPrefix("  | ") && $0.contains("^") })
    #expect(line.hasPrefix("2 | ...") && line.hasSuffix(", Wrong"))
    let start = try #require(caret.firstIndex(of: "^"))
    #expect(line.dropFirst(caret.distance(from: caret.startIndex, to: start)).hasPrefix("Wrong"))
  }
}
