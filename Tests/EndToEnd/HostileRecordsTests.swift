import Foundation
import Testing

/// What a person writes into a file or tells an engine harms nobody, in whatever format of whatever command it is shown.
///
/// The formats are those that the pages of the commands name: a new one is tried without a word here, and a new command
/// fails until it is.
@Suite struct HostileRecordsTests {
  let workspace: Workspace
  /// As a scenario writes it: an escape of one byte and of two, a direction mark, an invisible blank, a line separator.
  private static let evil = #"x\u{1b}[31m\u{9b}2J\u{202e}\u{2066}\u{200b}\u{2028}\u{feff}\u{7f}y"#

  /// What each command is given beside its format.
  private static let operands: [String: [String]] = [
    "run": ["told.scenario", "--reports", "reports", "--html"], "check": ["bad.scenario", "told.scenario"],
    "fmt": ["told.scenario", "--check"], "new": [HostileTextTests.evil], "trace": ["told.scenario"],
    "journal": ["store"], "status": ["told.scenario", "--at", "30s"], "compliance": ["told.scenario"],
    "fuzz": ["--runs", "1", "--mode", HostileTextTests.evil], "list": ["scenarios", "told.scenario"],
    "explain": ["failing.scenario"], "completions": [HostileTextTests.evil], "lsp": [HostileTextTests.evil],
  ]

  init() throws {
    workspace = try Workspace()
    let evil = HostileRecordsTests.evil
    let told = """
      scenario "\(evil)"
        about  "\(evil)"
        mode   live
        broker scripted
        ends   60s

      setup
        operator ANNA is supervisor
        both     cash USD 100000.00
        market   AAPL 149.99 150.01

      timeline
        1s   trader place A buy 100 AAPL limit 150.00
        2s   broker fill A 100 at 150.00 exec E1
        3s   broker trade AAPL sell 1 at 150.00 note "\(evil)"
        4s   trader place B buy 1 AAPL limit 150.00
        5s   broker reject B "\(evil)"
        25s  operator resolve T1 as accept-broker note "\(evil)" by ANNA

      finally
        expect order B status=rejected

      """
    try workspace.write("told.scenario", told)
    try workspace.write("failing.scenario", told.replacing("=rejected", with: "=filled"))
    try workspace.write("bad.scenario", told.replacing("expect order", with: "expect \"\(evil)\" order"))
    let trace = try Trueup.run("trace", "told.scenario", "--store", "store", in: workspace)
    #expect(trace.status == 0, "the note is on the disk: \(trace.errors)")
  }

  /// The commands of the overview, each with the formats of its page.
  private func commands() throws -> [(name: String, formats: [String])] {
    let overview = try Trueup.run("help", in: workspace).output
    var names: [String] = []
    for match in overview.matches(of: #/\n  trueup ([a-z]+) /#) where !names.contains(String(match.1)) {
      names.append(String(match.1))
    }
    return try names.map { name in
      let page = try Trueup.run("help", name, in: workspace).output
      let line = (page.firstMatch(of: #/--format KIND +([^(\n]*)/#)?.1).map { String($0) } ?? ""
      let words = line.replacing("on standard output", with: "").replacing(" or ", with: ", ").split(separator: ", ")
      return (name, words.map { $0.trimmingCharacters(in: .whitespaces) })
    }
  }

  @Test func everyCommandInEveryFormat() throws {
    let commands = try commands()
    #expect(commands.map(\.name).sorted() == HostileRecordsTests.operands.keys.sorted(), "a command is not tried")
    #expect(commands.map(\.formats.count).reduce(0, +) >= 17, "\(commands)")
    for (name, formats) in commands {
      let words = [name] + HostileRecordsTests.operands[name, default: []]
      for arguments in formats.isEmpty ? [words] : formats.map({ words + ["--format", $0] }) {
        let result = try Trueup.run(arguments, in: workspace)
        #expect(result.output.utf8.count + result.errors.utf8.count > 0, "\(arguments)")
        for text in [result.output, result.errors] {
          #expect(HostileTextTests.harmful(in: text.replacing("\r\n", with: "\n")) == [], "\(arguments)")
        }
      }
    }
    for name in try workspace.names(in: "reports") {
      #expect(HostileTextTests.harmful(in: try workspace.read("reports/\(name)")) == [], "\(name)")
    }
  }

  @Test("What is told shows the note, with a sign for each character that is harmful")
  func notesAreShown() throws {
    for arguments in [
      ["compliance", "told.scenario"], ["compliance", "told.scenario", "--format", "csv"],
      ["trace", "told.scenario"], ["journal", "store"],
    ] {
      let result = try Trueup.run(arguments, in: workspace)
      #expect(result.status == 0 && result.output.contains("x\u{FFFD}[31m\u{FFFD}2J\u{FFFD}"), "\(arguments)")
    }
  }

  @Test("A file laid out for another file keeps its bytes, and does not steer a terminal")
  func formattedSource() throws {
    let text = Samples.fill().replacing("exec E1", with: "exec E1  # \u{1B}[35mred")
    try workspace.write("input", text)
    let piped = try Trueup.shell("exec \"$0\" fmt - <input", in: workspace)
    #expect(piped.status == 0 && piped.output.contains("# \u{1B}[35mred"))
    let terminal = try PseudoTerminal(["fmt", "-"], in: workspace, columns: 100)
    try terminal.type(text + "\u{4}")
    let shown = terminal.finish()
    #expect(shown.contains("# \u{FFFD}[35mred") && !shown.contains("\u{1B}[35m"))
  }
}
