import Foundation
import Testing

/// How far a command has come: told on a terminal after a second, and nowhere else.
@Suite struct ProgressTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  /// The lines that rewrite themselves.
  private func lines(_ text: String) -> [String] {
    text.components(separatedBy: "\r\u{1B}[K").dropFirst().map { String($0.prefix { $0 != "\n" }) }.filter {
      !$0.isEmpty
    }
  }

  @Test(
    "The line fits any width and says count, time left and rate, the most important first", arguments: [40, 80, 200])
  func fuzz(columns: Int) throws {
    let terminal = try PseudoTerminal(
      ["fuzz", "--seed", "0x5eed", "--runs", "100000", "--time", "2s"], in: workspace, columns: columns,
      hasOutput: false)
    let lines = lines(terminal.finish())
    let progress = lines.filter { $0.contains("/100,000 cases   ") }
    #expect(!progress.isEmpty)
    #expect(lines.allSatisfy { $0.count < columns })
    for line in progress { #expect(line.contains(#/^ [0-9,]+\/100,000 cases   [0-9]+s left/#), "\(line)") }
    if columns >= 80 { #expect(progress.allSatisfy { $0.contains(#/   [0-9.,]+\/s   0 finds$/#) }) }
  }

  @Test("It is gone when the command ends, and results stand on lines of their own")
  func run() throws {
    // Long enough for more than a second, also where the tool is optimised.
    let long = Samples.long.replacing("ends   30m", with: "ends   1h")
    for number in 10..<20 { try workspace.write("Scenarios/case\(number).scenario", long) }
    let terminal = try PseudoTerminal(["run"], in: workspace, columns: 100)
    let shown = terminal.finish()
    #expect(lines(shown).contains { $0.contains(#/^ [0-9]+\/10 cases   [0-9]+s left   [0-9.]+\/s$/#) })
    #expect(shown.contains("\r\u{1B}[K\u{1B}[1m") || shown.contains("\r\u{1B}[K \u{1B}[1m10 cases"))
    #expect(terminal.process.terminationStatus == 0)
  }

  @Test("A run of less than a second shows none, and no pipe ever gets one")
  func none() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    let terminal = try PseudoTerminal(["run"], in: workspace, columns: 100)
    #expect(!terminal.finish().contains("\u{1B}[K"))
    let piped = try Trueup.run("fuzz", "--seed", "0x5eed", "--time", "1500ms", in: workspace)
    #expect(piped.status == 0)
    #expect(piped.errors == "" && !piped.output.contains("\u{1B}") && !piped.output.contains("\r"))
  }

  @Test("On a narrow terminal the figures take several lines and the frames stay true")
  func narrow() throws {
    let long = Samples.fill(position: 101).replacing(
      "expect position AAPL", with: "expect local position AAPL >= 0 at 150.01\n  expect position AAPL")
    try workspace.write("Scenarios/wrong.scenario", long)
    let terminal = try PseudoTerminal(["run", "--color", "never"], in: workspace, columns: 40)
    let shown = terminal.finish()
    let summary = " 1 case   0 passed   1 failed\n 0 expected failures   0 skipped\n"
    #expect(shown.contains(summary))
    let marked = Samples.misspelt.replacing(
      "  2s     broker fil A", with: "  2s     broker fill A 50 at 150.01 exec\n  2s broker fil A")
    try workspace.write("Scenarios/wrong.scenario", marked)
    let check = try PseudoTerminal(["run", "--color", "never"], in: workspace, columns: 40)
    for line in check.finish().split(separator: "\n") where line.contains(" | ") {
      #expect(line.count <= 40 || line.contains("^"), "\(line)")
    }
  }
}
