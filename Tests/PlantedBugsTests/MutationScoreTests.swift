import Testing

@testable import planted

@Suite("The score of mutants")
struct MutationScoreTests {
  private func result(_ id: Int, file: String = "Sources/A/a.swift") -> MutantResult {
    MutantResult(
      mutant: Mutant(
        id: id, file: file, line: id, lineText: "x = \(id)", operation: .literal, what: "`0` is `1`", patches: []))
  }

  private var results: [MutantResult] {
    var all = (1...5).map { result($0) }
    all[0].fuzz.oracle = "converges"
    all[1].suite.oracle = "state"
    all[2].tests = true
    all[3].fuzz.reaching = 9
    all[3].fuzz.runs = 9
    all[3].fuzz.changed = 1
    return all
  }

  @Test("What was found, missed, unchanged and unreached are told apart")
  func outcomes() {
    var all = results
    all.append(result(6))
    all[5].suite.reaching = 1
    #expect(all.map(\.outcome) == [.found, .found, .found, .missed, .unreached, .unchanged])
    let score = MutationScore(all)
    #expect(score.cells == ["6", "16 %", "16 %", "33 %", "50 %", "1", "1", "1"])
  }

  @Test("A share is rounded down, and none of none is all")
  func shares() {
    #expect(MutationScore.percent(969, of: 1000) == 96)
    #expect(MutationScore.percent(0, of: 0) == 100)
  }

  @Test("The report has tables, and survivors with place, operator and line; those set aside do not count")
  func report() {
    let all = results
    let report = MutantReport(
      results: all, equivalent: [all[4].mutant: "Nobody asks."], dropped: [], conditions: "Mutants: 5")
    let lines = report.text.split(separator: "\n").map(String.init)
    #expect(lines.contains("all                      4  25 %   25 %    50 %   75 %       1          0          0"))
    #expect(lines.contains("Survivors: 1"))
    #expect(
      lines.suffix(3) == [
        "Sources/A/a.swift",
        "  Sources/A/a.swift:4: literal #1: `0` is `1` (missed: 1 of 9 cases differ, no file)",
        "      x = 4",
      ])
    #expect(report.wrongMarks.isEmpty)
  }

  @Test("A mark on what is found is reported")
  func wrongMark() {
    let all = results
    let report = MutantReport(results: all, equivalent: [all[0].mutant: "No."], dropped: [], conditions: "")
    #expect(report.wrongMarks.map(\.mutant.id) == [1])
    #expect(report.text.hasSuffix("Sources/A/a.swift:1: literal #1: `0` is `1` (case 0: converges)\n"))
  }

  @Test("The options choose by file, operator and a draw that stays the same")
  func options() throws {
    let options = try MutantOptions([
      "--mutants", "--files", "a*.swift", "--operators", "literal,sort", "--fuzz-cases", "5", "-j", "2", "--at-least",
      "80", "--with-bugs",
    ])
    #expect(options.fuzzCases == 5 && options.jobs == 2 && options.floor == 80 && options.plantsBugs)
    #expect(options.selects(result(1).mutant))
    #expect(!options.selects(result(1, file: "Sources/A/b.swift").mutant))
    let many = (1...2000).map { result($0).mutant }
    let drawn = try MutantOptions(["--mutants", "--sample", "1/10", "--seed", "x"])
    let chosen = many.filter(drawn.selects)
    #expect((150...250).contains(chosen.count))
    #expect(many.filter(drawn.selects) == chosen)
    #expect(many.filter(try MutantOptions(["--sample", "1/10", "--seed", "y"]).selects) != chosen)
    #expect(many.allSatisfy(try MutantOptions(["--sample", "1/10", "--bug-sample", "1/4"]).tries))
  }

  @Test("Of the described bugs those that are drawn are tried, and the canary always")
  func bugs() throws {
    var bugs = (1...400).map { result($0).mutant }
    for index in bugs.indices { (bugs[index].operation, bugs[index].lineText) = (.planted, "bug-\(index)") }
    #expect(bugs.allSatisfy(try MutantOptions(["--with-bugs"]).tries))
    let drawn = try MutantOptions(["--with-bugs", "--bug-sample", "1/4", "--seed", "x"])
    #expect((70...130).contains(bugs.count(where: drawn.tries)))
    for name in Session.canary {
      bugs[0].lineText = name
      #expect(drawn.tries(bugs[0]))
    }
  }

  @Test(
    "Words of the command line that are wrong are named",
    arguments: [
      (["--bug-sample", "0/4"], "`--bug-sample` needs a share such as `1/10`, not `0/4`"),
      (["--sample", "10"], "`--sample` needs a share such as `1/10`, not `10`"),
      (["--operators", "swap"], "no operator is called `swap`; the operators are condition-fixed"),
      (["--operators", "planted"], "no operator is called `planted`; the operators are condition-fixed"),
      (["--at-least", "101"], "`--at-least` needs a share in percent, not `101`"),
      (["--seeds", "3"], "no option of `--mutants` is called `--seeds`; see `planted --help`"),
    ])
  func wrong(words: [String], message: String) {
    let error = #expect(throws: Options.UsageError.self) { try MutantOptions(words) }
    #expect(error?.message.hasPrefix(message) == true)
  }
}
