import Foundation
import Testing

/// The JSON lines of `run --json` and `results.jsonl`.
@Suite struct JSONTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func records(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func everyRecordHasItsFields() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/known.scenario", Samples.fill(["xfail \"issue 12\""], position: 101))
    try workspace.write("Scenarios/later.scenario", Samples.fill(["skip \"not yet\""]))
    try workspace.write("Scenarios/wrong.scenario", Samples.fill(position: 101))
    let result = try Trueup.run("run", "--json", in: workspace)
    #expect(result.status == 2)
    #expect(result.output == (try workspace.read("Reports/results.jsonl")))
    #expect(result.errors == (try workspace.read("Reports/summary.txt")))

    let records = try records(result.output)
    #expect(records.allSatisfy { $0["v"] as? Int == 1 })
    #expect(
      records.map { $0["type"] as? String } == [
        "run", "diagnostic", "case", "case", "failure", "case", "case", "failure", "end",
      ])
    let statuses = records.filter { $0["type"] as? String == "case" }.map { $0["status"] as? String }
    #expect(statuses == ["passed", "xfailed", "skipped", "failed"])

    #expect(records[0]["cases"] as? Int == 4)
    #expect(records[1]["code"] as? String == "E102")
    #expect(records[1]["line"] as? Int == 11 && records[1]["col"] as? Int == 17 && records[1]["endCol"] as? Int == 20)
    let passed = records[2]
    #expect(passed["id"] as? String == "fine")
    #expect(passed["file"] as? String == "Scenarios/fine.scenario")
    #expect(passed["tags"] as? [String] == ["smoke"])
    #expect(passed["virtualMs"] as? Int == 15000)
    #expect((passed["realMs"] as? Double ?? 0) > 0)
    #expect((passed["events"] as? Int ?? 0) > 0)
    #expect((passed["digest"] as? String)?.count == 16)
    #expect(passed["faults"] as? [String: Int] == ["fired": 0, "missed": 0])
    #expect(passed["discrepancies"] as? [String: Int] == ["found": 0, "open": 0])
    let failure = records[7]
    #expect(failure["id"] as? String == "wrong")
    #expect(failure["kind"] as? String == "state")
    #expect(failure["line"] as? Int == 14 && failure["col"] as? Int == 10)
    #expect(failure["at"] as? Double == 15)
    #expect(failure["expected"] as? String == "position AAPL = 101")
    #expect(failure["actual"] as? String == "local is 100, broker is 100")
    #expect(failure["repro"] as? String == "trueup run Scenarios/wrong.scenario")
    let end = records[8]
    for (field, count) in [
      ("cases", 4), ("passed", 1), ("failed", 1), ("xfailed", 1), ("skipped", 1), ("notRun", 0), ("refusedFiles", 1),
      ("exit", 2),
    ] {
      #expect(end[field] as? Int == count, "\(field)")
    }
    #expect(end["partial"] as? Bool == false)
  }

  @Test func textsAreEscapedExactly() throws {
    let title = #"a "quoted" \ back, a tab \t, a line end \n, Ünï and 🪙"#
    let scenario = Samples.fill().replacing(
      "\"A fill arrives\"", with: #""a \"quoted\" \\ back, a tab \\t, a line end \\n, Ünï and 🪙""#)
    try workspace.write("a \"b\"\t\u{1}.scenario", scenario)
    let result = try Trueup.run("run", "--json", ".", in: workspace)
    #expect(result.status == 0)
    let record = try records(result.output)[1]
    #expect(record["title"] as? String == title)
    #expect(record["file"] as? String == "a \"b\"\t\u{1}.scenario")
  }

  @Test func problemsAreRecords() throws {
    let result = try Trueup.run("run", "--json", "nope", in: workspace)
    #expect(result.status == 4)
    let records = try records(result.output)
    #expect(records.map { $0["type"] as? String } == ["run", "problem", "end"])
    #expect(records[1]["file"] as? String == "nope")
    #expect(records[1]["exit"] as? Int == 4)
    #expect(records[2]["exit"] as? Int == 4)
  }
}
