import Foundation
import Testing

/// What `trueup trace` prints and ends with.
@Suite struct TraceTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("fine.scenario", Samples.fill())
    try workspace.write("two.scenario", Samples.twoCases)
  }

  @Test func text() throws {
    let result = try Trueup.run("trace", "fine.scenario", in: workspace)
    #expect(result.status == 0)
    #expect(result.lines[0] == " #0 +00:00:00.000 container container.started reason=start")
    #expect(result.lines[1] == " #1 +00:00:00.000 engine    engine.started reason=start seq=0 records=0  <- #0")
    #expect(
      result.output.contains(
        " +00:00:02.000 broker    broker.filled order=A exec=E1 qty=100 price=150.01 filled=100 leaves=0"))
    #expect(result.output.contains("(line 11)\n"))
    #expect(result.errors.contains(/\n fine passes {3}[0-9]+ of [0-9]+ entries {3}digest [0-9a-f]{16}\n/))
  }

  @Test func whatIsNotThere() throws {
    let other = try Trueup.run("trace", "fine.scenario", "--diff", "nosuch.scenario", in: workspace)
    #expect(other.status == 4)
    #expect(other.errors.hasPrefix("error: nosuch.scenario: there is no such file or folder\n"))
    for number in ["-1", "#99999"] {
      let entry = try Trueup.run("trace", "fine.scenario", "--around=\(number)", in: workspace)
      #expect(entry.status == 4)
      #expect(
        entry.errors.contains(
          /error: fine.scenario: the log has no entry (-1|99999)\n {2}= entries are numbered from 0 to [0-9]+;/))
    }
  }

  @Test func json() throws {
    let result = try Trueup.run("trace", "fine.scenario", "--format", "json", "--only", "broker.filled", in: workspace)
    let record = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(record["t"] as? Double == 2)
    #expect(record["lane"] as? String == "broker")
    #expect(record["event"] as? String == "broker.filled")
    #expect(record["qty"] as? String == "100")
    #expect(record["price"] as? String == "150.01")
    #expect(record["line"] as? Int == 11)
    let all = try Trueup.run("trace", "fine.scenario", "--format", "json", in: workspace)
    for line in all.output.split(separator: "\n") {
      let entry = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      #expect(entry["v"] as? Int == 1 && entry["type"] as? String == "entry")
      if let cause = entry["cause"] as? Int { #expect(cause < entry["n"] as? Int ?? 0) }
    }
  }

  @Test func around() throws {
    let result = try Trueup.run("trace", "fine.scenario", "--around", "E1", in: workspace)
    let all = try Trueup.run("trace", "fine.scenario", in: workspace)
    let naming = all.lines.filter { $0.contains("exec=E1") }
    #expect(!naming.isEmpty)
    #expect(naming.allSatisfy(result.lines.contains))
    #expect(result.lines.count < all.lines.count)
    // Causes are shown as far as they go back, and what an entry that names E1 led to.
    let numbers = result.lines.compactMap { $0.firstMatch(of: ##/#([0-9]+) /##).map { String($0.1) } }
    let causes = result.lines.filter { $0.contains("exec=E1") }.compactMap {
      $0.firstMatch(of: ##/<- #([0-9]+)/##).map { String($0.1) }
    }
    #expect(causes.allSatisfy(numbers.contains))
    let first = try #require(naming.first?.firstMatch(of: ##/#([0-9]+) /##)?.1)
    let byNumber = try Trueup.run("trace", "fine.scenario", "--around", String(first), in: workspace)
    #expect(byNumber.lines.contains { naming.first == $0 })
  }

  @Test func filtersAddUp() throws {
    let result = try Trueup.run(
      "trace", "fine.scenario", "--lane", "broker", "--lane=store", "--from", "2s", "--to", "+00:00:02.000",
      "--only=*", in: workspace)
    #expect(result.lines.dropLast().allSatisfy { $0.contains("+00:00:02.000 broker") || $0.contains(" store ") })
    #expect(result.status == 0)
  }

  @Test func caseMustBeChosen() throws {
    let result = try Trueup.run("trace", "two.scenario", in: workspace)
    #expect(result.status == 64)
    #expect(
      result.errors == """
        error: two.scenario has 2 cases
          = choose one with --case: case=all of it; case=some

        """)
    #expect(try Trueup.run("trace", "two.scenario", "--case", "all of it", in: workspace).status == 0)
  }

  @Test func nothingLeft() throws {
    let unknown = try Trueup.run("trace", "fine.scenario", "--around", "E9", in: workspace)
    #expect(unknown.status == 4)
    #expect(
      unknown.errors == """
        error: fine.scenario: nothing in the log is called `E9`
          = names in the log: A, AAPL, E1

        """)
    let none = try Trueup.run("trace", "fine.scenario", "--from", "1h", in: workspace)
    #expect(none.status == 4)
    #expect(none.errors.hasPrefix("error: fine.scenario: no entry of the log passes the filters\n"))
  }

  @Test func wrongFiles() throws {
    try workspace.write("bad.scenario", Samples.misspelt)
    #expect(try Trueup.run("trace", "bad.scenario", in: workspace).status == 2)
    #expect(try Trueup.run("trace", "nope.scenario", in: workspace).status == 4)
    #expect(try Trueup.run("trace", ".", in: workspace).status == 3)
  }
}
