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
    #expect(result.errors.contains("plain-book: 26 of 40 oracles and relations judge it; see: foreign list judges"))
    #expect(try foreign("trace buy.scenario --only 'fill.*'").output.contains("fill.applied order=A exec=E1"))
  }

  @Test func fails() throws {
    try write("expect position X = 3")
    let result = try foreign("run buy.scenario")
    #expect(result.status == 1 && result.output.contains("FAIL buy: state check"), "\(result.output)")
    #expect(try foreign("explain buy.scenario").status == 1)
  }

  @Test("What a reader is told to run is this program, in the terminal and in reports")
  func namesItself() throws {
    try write("expect position X = 3")
    let result = try foreign("run buy.scenario --html --reports out")
    #expect(result.output.contains("  = look     foreign trace buy.scenario\n"), "\(result.output)")
    #expect(result.output.hasSuffix("\n next: foreign trace buy.scenario\n"))
    let folder = try #require(workspace)
    #expect(try folder.read("out/report.html").contains("foreign run buy.scenario"))
    #expect(try folder.read("out/junit.xml").contains("replay     foreign run buy.scenario"))
    #expect(try folder.read("out/results.jsonl").contains("\"repro\":\"foreign run buy.scenario\""))
    #expect(try foreign("rum").errors.hasPrefix("error: `rum` is not a command of foreign\n  = did you mean `run`?\n"))
    #expect(try foreign("trace").errors.contains("\n  = more: foreign trace --help\n"))
    #expect(try foreign("--help").output.hasPrefix("foreign tests order and position"))
    #expect(try foreign("completions bash").output.hasSuffix("\ncomplete -F _trueup foreign\n"))
    #expect(try foreign("fuzz --seed 7 --case 3").errors.contains("again: foreign fuzz --seed 0x7 --case 3"))
    for words in ["--help", "run --help", "list checks", "explain E102", "run buy.scenario", "completions bash"] {
      let text = try foreign(words)
      #expect(!(text.output + text.errors).contains(/(^|[^A-Za-z_])trueup [a-z-]/), "\(words)")
    }
  }

  @Test("A name that a shell would not read as one word is quoted, and harms no terminal")
  func strangeName() throws {
    let script = "ln -s \"$(dirname \"$0\")/foreign\" \"$(printf 'my \\033[31mtool')\"; ./my* rum"
    let result = try Trueup.shell(script, in: try #require(workspace))
    #expect(result.errors.hasPrefix("error: `rum` is not a command of $'my \\x1b[31mtool'\n"), "\(result.errors)")
  }

  @Test("A job for CI builds and runs this program") func jobs() throws {
    let job = try foreign("list github").output
    #expect(job.contains("run: swift build -c release --product foreign\n"))
    #expect(job.contains("run: .build/release/foreign run --verify --html\n"))
  }

  @Test func saysNothingOfJudgesWhereNothingRuns() throws {
    let result = try foreign("run .")
    #expect(result.status == 4 && !result.errors.contains("judge it"), "\(result.errors)")
  }

  @Test func showsAFileAsItIs() throws {
    try write("expect position X = 3  # see trueup run")
    #expect(try foreign("run buy.scenario").output.contains(" expect position X = 3  # see trueup run\n"))
  }

  @Test func skipsWhatItLacks() throws {
    try write("expect tickets = 0")
    let result = try foreign("run buy.scenario -v")
    #expect(result.status == 0 && result.output.contains("it looks for the figures `tickets`, and plain-book has none"))
  }

  @Test("A file about an invariant that cannot judge the engine is skipped, and says why")
  func skipsWhatCannotBeJudged() throws {
    try write("expect position X = 2")
    let folder = try #require(workspace)
    let text = try folder.read("buy.scenario")
    try folder.write(
      "buy.scenario", text.replacingOccurrences(of: "finally", with: "always\n  invariant told-once\n\nfinally"))
    let result = try foreign("run buy.scenario -v")
    #expect(result.status == 0 && result.output.contains(" 0 passed"), "\(result.output)")
    #expect(result.output.contains("skip   buy  it is about `told-once`, for which plain-book lacks the figures"))
  }

  @Test("Many that are skipped are told by reason, and even a quiet run says that there are")
  func tellsWhyItSkips() throws {
    try write("expect tickets = 0")
    let folder = try #require(workspace)
    let text = try folder.read("buy.scenario")
    for number in 1...21 { try folder.write("many/buy\(number).scenario", text) }
    let result = try foreign("run many")
    let reason = "it looks for the figures `tickets`, and plain-book has none"
    #expect(result.lines.count { $0.hasPrefix("skip ") } == 20, "\(result.output)")
    #expect(result.lines.contains(" skipped 21: \(reason)"), "\(result.output)")
    #expect(try foreign("run many -q").output == " 21 of 21 cases skipped\n")
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
    _ = try foreign("trace buy.scenario --store store")
    #expect(
      try foreign("journal store").errors == """
        error: journal reads the books and the journal of TrueUp, and plain-book has its own
          = see what it wrote, and when: foreign trace FILE --lane store

        """)
  }

  @Test func saysWhoJudges() throws {
    let lines = try foreign("list judges").lines
    #expect(lines.first == "plain-book is judged by:")
    #expect(lines.contains { $0.hasPrefix("  clauses ") && $0.hasSuffix("lacks the journal of TrueUp") })
    let ours = try Trueup.run("list", "judges", in: try #require(workspace)).output
    #expect(ours.hasPrefix("trueup is judged by:\n") && !ours.contains("and not by:"))
  }
}
