import Foundation
import Testing

/// The tool with an engine of somebody else in it: the same texts, reports and exit codes.
@Suite("The tool with another engine")
struct ForeignTests {
  private let workspace = try? Workspace()

  private func foreign(_ words: String) throws -> Trueup.Result {
    try Trueup.shell("\"$(dirname \"$0\")/foreign\" \(words)", in: try #require(workspace))
  }

  private func write(_ finally: String) throws {
    let text = """
      scenario "A buy"
        mode paper
        ends 10s

      setup
        market X 9.99 10.00

      timeline
        1s  trader place A buy 2 X limit 10.00
        2s  broker fill A 2 at 10.00 exec E1

      finally
        expect converged
        \(finally)

      """
    try #require(workspace).write("buy.scenario", text)
  }

  @Test func runs() throws {
    try write("expect position X = 2")
    let result = try foreign("run buy.scenario")
    #expect(result.status == 0 && result.output.contains("1 passed"), "\(result.output)\(result.errors)")
    #expect(result.errors.contains("plain-book: 25 of 39 oracles and relations judge it; see: list judges"))
    #expect(try foreign("trace buy.scenario --only 'fill.*'").output.contains("fill.applied order=A exec=E1"))
  }

  @Test func fails() throws {
    try write("expect position X = 3")
    let result = try foreign("run buy.scenario")
    #expect(result.status == 1 && result.output.contains("FAIL buy: state check"), "\(result.output)")
    #expect(try foreign("explain buy.scenario").status == 1)
  }

  @Test func skipsWhatItLacks() throws {
    try write("expect tickets = 0")
    let result = try foreign("run buy.scenario -v")
    #expect(result.status == 0 && result.output.contains("it looks for the figures `tickets`, and plain-book has none"))
  }

  @Test func fuzzes() throws {
    let result = try foreign("fuzz --seed 7 --runs 20")
    #expect(result.status == 0 && result.output.contains("20 cases   0 finds"), "\(result.output)")
  }

  @Test func readsNoJournalOfAnother() throws {
    try write("expect position X = 2")
    let result = try foreign("status buy.scenario")
    #expect(result.status == 64)
    #expect(result.errors.contains("status reads the books and the journal of TrueUp, and plain-book has its own"))
  }

  @Test func saysWhoJudges() throws {
    let lines = try foreign("list judges").lines
    #expect(lines.first == "plain-book is judged by:")
    #expect(lines.contains { $0.hasPrefix("  clauses ") && $0.hasSuffix("lacks the journal of TrueUp") })
    let ours = try Trueup.run("list", "judges", in: try #require(workspace)).output
    #expect(ours.hasPrefix("trueup is judged by:\n") && !ours.contains("and not by:"))
  }
}
