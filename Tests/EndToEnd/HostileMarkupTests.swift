import Foundation
import Testing

/// Text that is markup somewhere, or is absurdly long, stays text in every report.
@Suite struct HostileMarkupTests {
  let workspace: Workspace
  /// Markup of HTML, XML, JSON, Markdown, Mermaid and URLs.
  private static let evil =
    "<script>alert(1)</script><img src=x onerror=alert(2)>'&amp;]]>--><!--;#quot;%%{init}%% `x` | javascript:alert(3)"
  private static let long = String(repeating: "<b>0123456</b>", count: 750)

  init() throws {
    workspace = try Workspace()
    let text = Samples.fill(["about \"\(Self.evil)\"", "tags smoke"], position: 101)
      .replacing("A fill arrives", with: "\(Self.evil) \\\"quoted\\\" \(Self.long)")
      .replacing("\n\nfinally", with: "\n  3s     broker adjust cash USD 1.00 note \"\(Self.evil)\"\n\nfinally")
      .replacing("AAPL", with: "A<B".replacing("<", with: "/"))
    try workspace.write("Scenarios/a<script>'&\".scenario", text)
  }

  /// The tags that a page has, and the attributes in them that run something.
  private func dangers(in page: String) -> [String] {
    ["<script>alert", "<img", "onerror=alert(2)>", "<b>0123456", "href=\"javascript:"].filter(page.contains)
  }

  @Test func pages() throws {
    #expect(try Trueup.run("run", "--html", in: workspace).status == 1)
    let page = try workspace.read("Reports/report.html")
    #expect(dangers(in: page) == [])
    #expect(page.contains("&lt;script&gt;alert(1)"), "it is shown as it is")
    #expect(page.components(separatedBy: "<script").count == page.components(separatedBy: "</script>").count)
    let own = try Trueup.run("trace", "Scenarios/a<script>'&\".scenario", "--html", in: workspace)
    #expect(own.status == 0)
    #expect(dangers(in: own.output) == [])
  }

  @Test func reports() throws {
    _ = try Trueup.run("run", in: workspace)
    let suites = try #require(JUnitDocument.parse(try workspace.read("Reports/junit.xml")))
    #expect(suites.first("testsuite")?.all("testcase").count == 1)
    let records = try workspace.read("Reports/results.jsonl").split(separator: "\n").map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
    #expect(records[1]?["title"] as? String == "\(Self.evil) \"quoted\" \(Self.long)")
    #expect(records[1]?["file"] as? String == "Scenarios/a<script>'&\".scenario")
  }

  @Test func traces() throws {
    let path = "Scenarios/a<script>'&\".scenario"
    let perfetto = try Trueup.run("trace", path, "--format", "perfetto", in: workspace)
    #expect((try JSONSerialization.jsonObject(with: Data(perfetto.output.utf8)) as? [String: Any]) != nil)
    let mermaid = try Trueup.run("trace", path, "--format", "mermaid", in: workspace)
    #expect(mermaid.output.hasPrefix("sequenceDiagram\n"))
    // What stands behind the colon is text: nothing in it may end it or start a comment or a directive.
    for line in mermaid.output.split(separator: "\n") {
      // A character that could do so stands as `#59;`, which is text.
      let text = (line.split(separator: ":", maxSplits: 1).last ?? "").replacing(/#[0-9]+;/, with: "")
      #expect(!text.contains(";") && !text.contains("%%") && !text.contains("<script"), "\(line)")
    }
  }

  @Test("Nothing shown to people is longer than they can read")
  func length() throws {
    let result = try Trueup.run("run", "-v", in: workspace)
    for line in result.output.split(separator: "\n") { #expect(line.count < 2200, "\(line.prefix(80))") }
  }
}
