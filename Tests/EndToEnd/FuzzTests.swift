import Foundation
import Testing

/// `trueup fuzz` as a user calls it.
@Suite struct FuzzTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func fuzz(_ arguments: String...) throws -> Trueup.Result {
    try Trueup.run(["fuzz"] + arguments, in: workspace)
  }

  /// The digest of a whole run, which its last line shows.
  private func digest(_ result: Trueup.Result) throws -> String {
    String(try #require(result.output.firstMatch(of: /digest ([0-9a-f]{16})\n/)).1)
  }

  @Test func wholeOutput() throws {
    let result = try fuzz("--seed", "1", "--runs", "20")
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    let output = result.output.replacing(/[0-9.]+ (?:ms|s)   [0-9,]+ cases/, with: "TIME   RATE cases")
      .replacing(/[0-9,]+ events/, with: "RATE events").replacing(/digest [0-9a-f]{16}/, with: "digest DIGEST")
      .replacing(/generator [0-9]+/, with: "generator VERSION")
    #expect(
      output == """
        fuzz   seed 0x1   generator VERSION

         20 cases   0 finds   0 failing cases
         TIME   RATE cases/s   RATE events/s   digest DIGEST

        """)
  }

  @Test(arguments: [
    ("255", "0xff"), ("0xff", "0xff"), ("0", "0x0"), ("18446744073709551615", "0xffffffffffffffff"),
    ("0017371b8d7a2c1e09f45e6d3c2b1a0918273645", "0x17371b8d7a2c1e"),
    ("fe17371b8d7a2c1e09f45e6d3c2b1a0918273645", "0xfe17371b8d7a2c1e"),
  ]) func seeds(word: String, shown: String) throws {
    let result = try fuzz("--seed", word, "--runs", "1")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("fuzz   seed \(shown)   generator "))
  }

  @Test(arguments: ["x", "0x", "0xg", "-1", "1.5", "18446744073709551616", "0x10000000000000000", "17371b8d"])
  func nonsenseIsNoSeed(word: String) throws {
    let result = try fuzz("--seed", word, "--runs", "1")
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("a number, 0x and hexadecimal digits, or a commit hash"))
  }

  @Test(arguments: [
    ["--runs", "0"], ["--runs", "many"], ["--time", "0s"], ["--time", "soon"], ["-j", "0"], ["--shard", "0/2"],
    ["--shard", "3/2"], ["--shard", "1"], ["--shard", "1/0"], ["--mode", "dream"], ["--case", "-1"], ["path"],
    ["--unknown"],
  ]) func wrongUsage(arguments: [String]) throws {
    let result = try Trueup.run(["fuzz"] + arguments, in: workspace)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("error: "))
  }

  @Test("One page holds what was put to the test, and where the page is stands beside the figures")
  func page() throws {
    try workspace.write("Scenarios/found/wrong.scenario", Samples.fill(position: 101))
    let result = try fuzz("--seed", "1", "--runs", "3", "--html", "--reports", "out")
    #expect(result.status == 1)
    #expect(result.errors == " page: out/fuzz.html\n")
    let page = try workspace.read("out/fuzz.html")
    #expect(page.contains("<title>1 find in 3 cases - TrueUp fuzz</title>"))
    #expect(page.contains("<pre class=failure>FIND again: state check: local is 100, broker is 100</pre>"))
    #expect(page.contains("<tr><td>again</td><td><a href=\"#case=wrong\">wrong</a></td>"))
    #expect(page.contains("<code>trueup run Scenarios/found/wrong.scenario</code>") && page.contains("<ol class=rows>"))
    for title in ["Oracles of the end", "Relations", "Clauses"] { #expect(page.contains("<h3>\(title) <small>")) }
    #expect(page.contains("<th scope=row>recover-now</th>") && page.contains("<th scope=row>converges</th>"))
    let misuse = try fuzz("--reports", "out")
    #expect(misuse.errors.hasPrefix("error: `--reports` means nothing without `--html`\n"))
  }

  @Test func oneCaseSaysHowToRunItAgain() throws {
    let result = try fuzz("--seed", "5", "--case", "3")
    #expect(result.errors.hasSuffix("\n again: trueup fuzz --seed 0x5 --case 3\n"))
  }

  @Test func drawnSeedIsShownAndRunsTheSameCases() throws {
    let drawn = try fuzz("--runs", "10")
    let first = try #require(drawn.lines.first)
    let seed = try #require(first.wholeMatch(of: /fuzz   seed (0x[0-9a-f]+)   generator [0-9]+/)).1
    let again = try fuzz("--runs", "10", "--seed", String(seed))
    #expect(again.lines.first == first)
    #expect(try digest(again) == digest(drawn))
    #expect(try fuzz("--runs", "1").lines.first != first, "another run draws another seed")
  }

  @Test func threadsChangeNothing() throws {
    let results = try [["-j", "1"], ["-j", "2"], ["-j", "5"]].map { jobs in
      try Trueup.run(["fuzz", "--seed", "3", "--runs", "24", "--digests"] + jobs, in: workspace)
    }
    #expect(results.allSatisfy { $0.status == 0 && $0.output == results[0].output })
    let lines = results[0].lines.dropLast()
    #expect(lines.count == 24)
    for (index, line) in lines.enumerated() {
      #expect(line.wholeMatch(of: /([0-9]+) [0-9a-f]{16} pass/)?.1 == Substring(String(index)))
    }
    #expect(results[0].errors.hasPrefix("fuzz   seed 0x3   generator "), "figures for people go elsewhere")
  }

  @Test func countsSayHowOftenTheEndWasJudged() throws {
    let shown = try fuzz("--seed", "3", "--runs", "25", "--counts")
    let start = try #require(shown.lines.firstIndex(of: " oracle of the end                   cases it was judged in"))
    let rows = shown.lines[(start + 1)...].prefix(5).map { $0.split(separator: " ") }
    #expect(
      rows.map(\.first) == ["converges", "every-order-resolves", "no-lost-command", "no-lost-event", "quiet-at-end"])
    let json = try fuzz("--seed", "3", "--runs", "25", "--json")
    let last = try #require(json.lines.dropLast().last)
    let end = try #require(try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: Any])
    let judged = try #require(end["judged"] as? [String: Int])
    #expect(rows.map { judged[String($0[0])] } == rows.map { Int($0[1]) })
    #expect(judged.count == 5 && judged.values.allSatisfy { (1...25).contains($0) })
  }

  @Test func shardsAreTheWhole() throws {
    func digests(_ arguments: String...) throws -> [String] {
      let result = try Trueup.run(["fuzz", "--seed", "3", "--digests"] + arguments, in: workspace)
      #expect(result.status == 0)
      return result.lines.dropLast()
    }
    let whole = try digests("--runs", "20")
    let first = try digests("--runs", "20", "--shard", "1/2")
    let second = try digests("--runs", "20", "--shard", "2/2")
    #expect(first.count == 10 && second.count == 10)
    #expect(try (1...3).map { try digests("--runs", "20", "--shard", "\($0)/3").count } == [7, 7, 6])
    #expect(zip(first, second).flatMap { [$0, $1] } == whole)
    let shown = try fuzz("--seed", "3", "--runs", "8", "--mode", "live", "--shard", "2/8")
    #expect(shown.lines.first?.hasSuffix("   mode live   shard 2/8") ?? false)
  }

  @Test func oneCaseIsAScenarioFile() throws {
    let shown = try fuzz("--seed", "3", "--case", "7")
    #expect(shown.status == 0)
    #expect(shown.output.hasPrefix("scenario \"generated\"\n"))
    let verdict = try #require(
      shown.errors.wholeMatch(of: /\n case 7 passes   digest ([0-9a-f]{16})\n again: trueup fuzz --seed 0x3 --case 7\n/)
    )
    let listed = try fuzz("--seed", "3", "--runs", "8", "--digests")
    #expect(listed.lines[7] == "7 \(verdict.1) pass")

    try workspace.write("shown.scenario", shown.output)
    let run = try Trueup.run("run", "--json", "shown.scenario", in: workspace)
    #expect(run.status == 0)
    #expect(run.output.contains("\"digest\":\"\(verdict.1)\""), "the file runs as the case did")
  }

  @Test func json() throws {
    let result = try fuzz("--seed", "255", "--runs", "10", "--json", "--shard", "1/3")
    #expect(result.status == 0)
    let records = try result.lines.dropLast().map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(records.map { $0["type"] as? String } == ["fuzz", "end"])
    #expect(records.allSatisfy { $0["v"] as? Int == 1 })
    #expect(records[0]["seed"] as? String == "0xff")
    #expect((records[0]["generator"] as? Int ?? 0) > 0)
    #expect(records[0]["shard"] as? Int == 1 && records[0]["shards"] as? Int == 3)
    #expect(records[1]["cases"] as? Int == 4)
    #expect(records[1]["failing"] as? Int == 0 && records[1]["finds"] as? Int == 0)
    #expect((records[1]["events"] as? Int ?? 0) > 0)
    #expect((records[1]["digest"] as? String)?.count == 16)
    #expect(records[1]["partial"] as? Bool == false)
    #expect(records[1]["exit"] as? Int == 0)
    #expect(result.errors.hasPrefix("fuzz   seed 0xff"), "what people read goes elsewhere")
  }

  @Test func quiet() throws {
    let result = try fuzz("--seed", "1", "--runs", "5", "--quiet")
    #expect(result.status == 0)
    #expect(result.output.isEmpty && result.errors.isEmpty)
  }

  @Test func timeEndsTheRun() throws {
    let result = try fuzz("--seed", "1", "--time", "300ms")
    #expect(result.status == 0)
    let end = try #require(result.output.firstMatch(of: /\n ([0-9,]+) cases?   0 finds   0 failing cases\n/))
    #expect(end.1 != "0")
    #expect(result.output.contains("digest "))
    let few = try fuzz("--seed", "1", "--time", "1h", "--runs", "3")
    #expect(few.output.contains("\n 3 cases   0 finds"), "whichever comes first")
  }
}
