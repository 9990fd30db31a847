import Foundation
import Testing

/// No text that is not ours steers a terminal, hides itself or turns the direction of writing, whatever the command.
@Suite struct HostileTextTests {
  let workspace: Workspace
  /// An escape, a one-byte escape of eight bits, direction marks, an invisible blank and a line separator.
  static let evil = "x\u{1B}[2J\u{9B}31m\u{202E}\u{2066}\u{200B}\u{2028}\u{FEFF}\u{7F}y"

  init() throws {
    workspace = try Workspace()
    let evil = HostileTextTests.evil
    let quoted = evil.replacing("\u{1B}", with: "\\u{1b}").replacing("\u{9B}", with: "\\u{9b}")
      .replacing("\u{7F}", with: "\\u{7f}").replacing("\u{2028}", with: "\\u{2028}")
    let title = Samples.fill().replacing("A fill arrives", with: "title \(quoted)")
    try workspace.write("\(evil)/wrong.scenario", title.replacing("= 100", with: "= 101"))
    try workspace.write("\(evil)/skip.scenario", Samples.fill(["skip \"\(quoted)\""]))
    try workspace.write("\(evil)/xfail.scenario", Samples.fill(["xfail \"\(quoted)\""], position: 101))
    try workspace.write("\(evil)/bad.scenario", Samples.misspelt.replacing("broker fil", with: "broker \(evil)"))
    try workspace.write("\(evil)/cases.scenario", Samples.twoCases.replacing("all of it", with: quoted))
    try workspace.write("\(evil)/\(evil).scenario", Samples.fill(position: 102))
    try workspace.write("\(evil)/latin.scenario", Data("scenario \"\(evil)".utf8) + Data([0xE9, 0x0A]))
    try workspace.link("\(evil)/gone\(evil).scenario", to: "nowhere")
    try workspace.link("\(evil)/loop\(evil)", to: ".")
  }

  private static let commands: [[String]] = [
    ["run", evil], ["run", evil, "-v"], ["run", evil, "--json"], ["run", evil, "-q"], ["run", "no\(evil)"],
    ["run", evil, "-t", evil], ["run", evil, "-k", evil], ["run", evil, "--case", evil], ["run", evil, "--fail-fast"],
    ["run", evil, "--reports", "\(evil)/wrong.scenario"], ["run", evil, "--reports", "\(evil)/r"],
    ["run", evil, "--\(evil)"], ["run", "-\(evil)"], ["run", "--color", evil], ["run", "-j", evil], [evil],
    ["run", "--verify", evil], ["run", evil, "--format", "junit"], ["run", evil, "--format", "github"],
    ["run", evil, "--format", evil], ["run", evil, "--bless"], ["run", evil, "--failed"], ["run", "--shard", evil],
    ["run", "--failed", "--reports", evil], ["fmt", evil], ["fmt", evil, "--check"], ["fmt", "no\(evil)"],
    ["check", evil, "--format", "github"], ["new", evil], ["new", "x", "--from", evil], ["completions", evil],
    ["check", evil], ["check", evil, "--format", "short"], ["check", evil, "--format", "json"],
    ["check", evil + "/gone"],
    ["check", "--format", evil], ["trace", "\(evil)/\(evil).scenario"], ["trace", "\(evil)/cases.scenario"],
    ["trace", "\(evil)/bad.scenario"], ["trace", "\(evil)/wrong.scenario", "--around", evil],
    ["trace", "\(evil)/wrong.scenario", "--format", "json"], ["trace", evil], ["trace", "x", "--lane", evil],
    ["trace", "x", "--only", evil], ["trace", "x", "--from", evil],
    ["trace", "\(evil)/cases.scenario", "--case", evil],
    ["run", evil, "--html"], ["trace", "\(evil)/wrong.scenario", "--html"],
    ["trace", "\(evil)/wrong.scenario", "--diff", evil],
    ["trace", "\(evil)/wrong.scenario", "--diff", "\(evil)/\(evil).scenario"],
    ["trace", "\(evil)/wrong.scenario", "--format", "mermaid"],
    ["trace", "\(evil)/wrong.scenario", "--format", "perfetto"],
    ["explain", evil], ["explain", "\(evil)/wrong.scenario"], ["explain", "\(evil)/cases.scenario", "--case", evil],
    ["explain", "\(evil)/bad.scenario"], ["list", evil], ["help", evil], ["fuzz", evil], ["fuzz", "--seed", evil],
    ["fuzz", "--time", evil], ["fuzz", "--shard", evil], ["fuzz", "--mode", evil],
    ["fuzz", "--runs", "1", "--save", "\(evil)/wrong.scenario/x"],
  ]

  private func harmful(in text: String) -> [String] { HostileTextTests.harmful(in: text) }

  /// What is harmful, judged apart from the code that removes it.
  static func harmful(in text: String) -> [String] {
    text.unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x0A: false
      case 0..<0x20, 0x7F..<0xA0, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
      default: false
      }
    }.map { String($0.value, radix: 16) }
  }

  @Test(arguments: commands) func nothingHarmfulIsWritten(_ arguments: [String]) throws {
    let result = try Trueup.run(arguments, in: workspace)
    #expect(result.output.utf8.count + result.errors.utf8.count > 0)
    #expect(harmful(in: result.output) == [])
    #expect(harmful(in: result.errors) == [])
    guard arguments.contains("json") || arguments.contains("--json") else { return }
    for line in result.output.split(separator: "\n") {
      #expect((try? JSONSerialization.jsonObject(with: Data(line.utf8))) != nil)
    }
  }

  @Test func coloursAreOursAlone() throws {
    for arguments in HostileTextTests.commands where ["run", "check", "trace", "explain"].contains(arguments[0]) {
      let result = try Trueup.run(arguments + ["--color=always"], in: workspace)
      for text in [result.output, result.errors] {
        #expect(harmful(in: text.replacing(/\u{1B}\[(?:0|1|31|32|33)m/, with: "")) == [])
      }
    }
  }

  @Test func reportsAreHarmlessAndKeepTheText() throws {
    _ = try Trueup.run("run", HostileTextTests.evil, "--reports", "out", in: workspace)
    #expect(harmful(in: try workspace.read("out/summary.txt")) == [])
    let results = try workspace.read("out/results.jsonl")
    #expect(harmful(in: results) == [])
    let titles = try results.split(separator: "\n").compactMap { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }.compactMap { $0["title"] as? String }
    #expect(titles.contains("title \(HostileTextTests.evil)"), "a program reads what the file says")
  }

  @Test func commandsToCopyFindTheFile() throws {
    let result = try Trueup.run("run", "\(HostileTextTests.evil)/wrong.scenario", in: workspace)
    let next = try #require(result.output.firstMatch(of: /next: trueup (trace .*)\n/)?.1)
    try workspace.write("again.sh", "\"$0\" \(next)")
    let again = try Trueup.shell("bash -c \"$(cat again.sh)\" \"$0\"", in: workspace)
    #expect(again.status == 0)
  }
}
