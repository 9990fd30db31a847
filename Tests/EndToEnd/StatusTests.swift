import Foundation
import Testing

/// What an operator sees of an engine at an instant, and who changed what.
@Suite struct StatusTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(
      "run.scenario",
      """
      scenario "A status"
        mode   live
        broker scripted
        ends   30s

      engine
        order-interval      off
        full-interval       off
        max-retries         0
        drift-policy        review
        drift-confirmations 1

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s   trader place A buy 100 AAPL limit 150.00
        2s   broker fill A 60 at 150.00 exec E1
        4s   broker adjust cash USD 50.00
        5s   operator reconcile
        20s  engine crash down 5s

      finally
        expect local order A = partial
      """)
  }

  @Test func showsTheInstantAndNothingAfterIt() throws {
    let early = try Trueup.run("status", "run.scenario", "--at", "1.5s", in: workspace)
    #expect(early.status == 0 && early.errors == "")
    #expect(early.lines.first == "engine       ready at +00:00:01.500")
    #expect(early.lines.contains("order        A buy 100 AAPL status=open filled=0"))
    #expect(early.lines.contains("discrepancies 0 found, 0 open"))
    let later = try Trueup.run("status", "run.scenario", "--at", "5.050s", in: workspace)
    #expect(later.status == 0)
    #expect(later.lines.contains("position     AAPL 60 at 150 realized=0"))
    #expect(later.lines.contains("cash         USD 91000"))
    #expect(
      later.lines.contains(
        "ticket       T1 about D1 cash-mismatch currency=USD status=open level=informational reason=mismatch "
          + "local=91000 broker=91050 opened=+00:00:05.050"))
    #expect(
      later.lines.contains(
        "pass         2 operator full intervention started=+00:00:05.000 took=50ms orders=1 executions=1 positions=1 "
          + "found=1 resolved=0 corrections=0"))
    #expect(
      later.lines.contains("passes       full runs=2 failures=0 partial=0 success=100.0% average=50ms longest=50ms"))
    let running = try Trueup.run("status", "run.scenario", "--at", "5.010s", in: workspace)
    #expect(running.lines.contains("pass         2 operator full running started=+00:00:05.000"))
  }

  @Test func saysWhereNoEngineRuns() throws {
    let result = try Trueup.run("status", "run.scenario", "--at", "22s", in: workspace)
    #expect(result.status == 1 && result.output == "")
    #expect(result.errors.hasPrefix("error: run.scenario: no engine runs at +00:00:22.000\n"))
  }

  /// Every sample has a name that HELP and TYPE have introduced just before, and labels and value of the right form.
  @Test func prometheusIsValid() throws {
    let result = try Trueup.run(
      "status", "run.scenario", "--at", "6s", "--format", "prometheus", in: workspace)
    #expect(result.status == 0 && result.output.hasSuffix("\n"))
    var introduced: [String] = []
    let sample = /^(trueup_[a-z_]+)(\{[a-z]+="([^"\\\n]|\\["\\n])*"\})? -?[0-9]+(\.[0-9]+)?$/
    for line in result.lines.dropLast() {
      if line.hasPrefix("# HELP ") {
        let name = String(line.split(separator: " ")[2])
        #expect(!introduced.contains(name))
        introduced.append(name)
      } else if line.hasPrefix("# TYPE ") {
        let words = line.split(separator: " ")
        #expect(String(words[2]) == introduced.last && ["counter", "gauge"].contains(words[3]))
        #expect(words[2].hasSuffix("_total") == (words[3] == "counter"))
      } else {
        let match = try #require(try sample.wholeMatch(in: line), "\(line)")
        #expect(String(match.output.1) == introduced.last)
      }
    }
    #expect(result.lines.contains("trueup_condition{condition=\"ready\"} 1"))
    #expect(result.lines.contains("trueup_cash{currency=\"USD\"} 91000"))
    #expect(result.lines.contains("trueup_discrepancies_open{kind=\"cash-mismatch\"} 1"))
    #expect(result.lines.contains("trueup_pass_duration_seconds_total{kind=\"full\"} 0.1"))
    #expect(result.lines.contains("trueup_tickets_open 1"))
  }

  @Test func jsonSaysTheSame() throws {
    let result = try Trueup.run("status", "run.scenario", "--at", "6s", "--format", "json", in: workspace)
    #expect(result.status == 0 && result.errors == "")
    let lines = try result.lines.dropLast().map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(
      lines.compactMap { $0["type"] as? String } == [
        "engine", "order", "position", "cash", "discrepancy", "ticket", "pass", "pass", "passes",
      ])
    try #require(lines.count == 9)
    #expect(lines[0]["t"] as? Double == 6 && lines[0]["condition"] as? String == "ready")
    #expect(lines[1]["order"] as? String == "A" && lines[1]["filled"] as? String == "60")
    #expect(lines[3]["currency"] as? String == "USD" && lines[3]["amount"] as? String == "91000")
    #expect(lines[5]["ticket"] as? String == "T1" && lines[5]["discrepancy"] as? String == "D1")
    #expect(lines[5]["broker"] as? String == "91050" && lines[5]["opened"] as? Double == 5.05)
    #expect(lines[7]["trigger"] as? String == "operator" && lines[7]["tookMs"] as? Double == 50)
  }

  @Test func complianceTellsWhoChangedWhat() throws {
    let result = try Trueup.run("compliance", "run.scenario", "--at", "6s", in: workspace)
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.lines.first == "#1 +00:00:01.000 trader: order A accepted: buy 100 AAPL; command (on trader)")
    #expect(
      result.lines.contains {
        $0.hasSuffix(" broker: execution E1 of order A counted: buy 60 at 150; told by stream (on stream)")
      })
    #expect(
      result.lines.contains {
        $0.contains("engine: discrepancy D1 found in balance USD: local 91000 -> broker 91050; cash-mismatch")
      })
    let csv = try Trueup.run("compliance", "run.scenario", "--at", "6s", "--format", "csv", in: workspace)
    let rows = csv.output.components(separatedBy: "\r\n")
    #expect(rows.first == "seq,when,who,what,why,before,after" && rows.last == "")
    #expect(rows.count == result.lines.count + 1)
    let json = try Trueup.run("compliance", "run.scenario", "--at", "6s", "--format", "json", in: workspace)
    for line in json.lines.dropLast() {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?.keys.sorted() == ["after", "before", "seq", "type", "v", "what", "when", "who", "why"])
    }
    #expect(json.lines.count == result.lines.count)
    // Before anything was durable there is nothing to tell.
    #expect(try Trueup.run("compliance", "run.scenario", "--at", "0s", in: workspace).output == "")
  }

  @Test func whatAPersonWroteSteersNothing() throws {
    let note = "a\\u{1b}[2J\\u{202e}b"
    let text = try workspace.read("run.scenario").replacing(
      "  20s  engine crash down 5s", with: "  9s   operator resolve T1 as ignore note \"\(note)\""
    )
    .replacing("\nfinally", with: "\nalways\n  invariant converges off \"left to a person\"\n\nfinally")
    try workspace.write("note.scenario", text)
    let result = try Trueup.run("compliance", "note.scenario", "--format", "csv", in: workspace)
    #expect(result.status == 0 && result.output.contains("a\u{FFFD}[2J\u{FFFD}b"), "\(result.errors)")
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\u{202E}"))
  }

  @Test func wrongUseIsSaid() throws {
    let two = try Trueup.run("status", "run.scenario", "run.scenario", in: workspace)
    #expect(two.status == 64 && two.errors.contains("status takes one scenario file, not 2"))
    let time = try Trueup.run("status", "run.scenario", "--at", "soon", in: workspace)
    #expect(time.status == 64 && time.errors.contains("a time such as 2.5s"))
    let format = try Trueup.run("compliance", "run.scenario", "--format", "prometheus", in: workspace)
    #expect(format.status == 64 && format.errors.contains("text, json, csv"))
    let other = try Trueup.run("status", "run.scenario", "--format", "csv", in: workspace)
    #expect(other.status == 64 && other.errors.contains("text, json, prometheus"))
  }
}
