import Foundation
import Testing

/// The other formats of `trueup trace`, and the comparison of two logs.
@Suite struct TraceFormatTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("fine.scenario", Samples.fill())
    try workspace.write("late.scenario", Samples.fill().replacing("2s     broker", with: "3s     broker"))
    try workspace.write("less.scenario", Samples.fill(position: 40).replacing("fill A 100", with: "fill A 40"))
    try workspace.write("two.scenario", Samples.twoCases)
  }

  @Test func mermaid() throws {
    let result = try Trueup.run(
      "trace", "two.scenario", "--case", "some", "--format", "mermaid", "--from", "2s", "--to", "2.1s", in: workspace)
    #expect(
      result.output == """
        sequenceDiagram
          participant net
          participant broker
          Note over broker: 2s later
          Note over broker: +00:00:02.000 broker.filled order=A exec=E1 qty=40 price=150.01 filled=40 leaves=60
          broker-xnet: +00:00:02.000 message.lost channel=stream kind=fill order=A exec=E1

        """)
  }

  @Test func mermaidHasNoWordOfItsOwnFromAFile() throws {
    try workspace.write(
      "note.scenario",
      Samples.fill().replacing("broker fill A", with: "broker reject A \"x; end #1 <b>\"\n  2s broker fill A"))
    let result = try Trueup.run("trace", "note.scenario", "--format", "mermaid", in: workspace)
    #expect(!result.output.contains(";  end") && !result.output.contains("<b>"))
  }

  @Test func perfetto() throws {
    let result = try Trueup.run("trace", "fine.scenario", "--format", "perfetto", in: workspace)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    let events = try #require(object["traceEvents"] as? [[String: Any]])
    func phase(_ name: String) -> [[String: Any]] { events.filter { $0["ph"] as? String == name } }
    let log = try Trueup.run("trace", "fine.scenario", in: workspace)
    #expect(phase("X").count == log.lines.count - 1)
    #expect(phase("s").count == phase("f").count && phase("s").count > 3)
    #expect(phase("s").compactMap { $0["id"] as? Int } == phase("f").compactMap { $0["id"] as? Int })
    let fill = try #require(phase("X").first { $0["name"] as? String == "broker.filled" })
    #expect(fill["ts"] as? Double == 2_000_000)
    #expect((fill["args"] as? [String: Any])?["price"] as? String == "150.01")
    let positions = phase("C").filter { $0["name"] as? String == "position AAPL local" }
    #expect(positions.compactMap { ($0["args"] as? [String: Any])?["value"] as? Double } == [0, 100])
    #expect(phase("M").contains { ($0["args"] as? [String: Any])?["name"] as? String == "fine" })
  }

  @Test func sameLogs() throws {
    let result = try Trueup.run("trace", "fine.scenario", "--diff", "fine.scenario", in: workspace)
    #expect(result.status == 0)
    #expect(result.output.contains(/^ [0-9]+ entries, all the same\n$/))
  }

  @Test func firstDifferenceAndThenByCause() throws {
    let result = try Trueup.run("trace", "fine.scenario", "--diff", "less.scenario", in: workspace)
    #expect(result.status == 1)
    let lines = result.lines
    let place = try #require(lines.firstIndex { $0.hasPrefix("- #") })
    #expect(lines[0] == "the first \(lines[place].split(separator: " ")[1].dropFirst()) entries are the same")
    #expect(lines[place].contains("broker.filled order=A exec=E1 qty=100"))
    #expect(lines[place + 1].contains("broker.filled order=A exec=E1 qty=40"))
    #expect(lines.contains("- fine") && lines.contains("+ less"))
    let cause = try #require(lines.firstIndex(of: "by cause"))
    // One root on each side: all else follows from it.
    #expect(lines[cause + 1].hasPrefix("- #") && lines[cause + 1].contains("qty=100"))
    #expect(lines[cause + 1].contains(/and [0-9]+ that follow from it$/))
    #expect(lines[cause + 2].hasPrefix("+ #") && lines[cause + 2].contains("qty=40"))
  }

  @Test func otherTimesAlone() throws {
    let result = try Trueup.run("trace", "fine.scenario", "--diff", "late.scenario", in: workspace)
    #expect(result.status == 1)
    #expect(result.output.hasSuffix("\nby cause both have the same entries, at other times\n"))
  }

  @Test func anotherCaseOfTheSameFile() throws {
    let result = try Trueup.run("trace", "two.scenario", "--case", "some", "--diff", "all of it", in: workspace)
    #expect(result.status == 1)
    #expect(result.lines.contains("+ two[case=all of it]"))
    let wrong = try Trueup.run("trace", "two.scenario", "--case", "some", "--diff", "none", in: workspace)
    #expect(wrong.status == 64)
    let filtered = try Trueup.run("trace", "fine.scenario", "--diff", "late.scenario", "--lane", "net", in: workspace)
    #expect(filtered.status == 64)
    #expect(filtered.errors.hasPrefix("error: `--diff` and `--lane` do not go together: whole logs are compared"))
  }
}
