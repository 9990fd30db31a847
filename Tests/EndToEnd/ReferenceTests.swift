import Foundation
import Testing

/// The reference of the language is what the catalogues say, and every word of it has a page.
@Suite struct ReferenceTests {
  private let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private func committed() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Scenarios/README.md"), encoding: .utf8)
  }

  @Test("The committed reference is the generated one: trueup list reference > Scenarios/README.md")
  func generated() throws {
    let result = try Trueup.run("list", "reference", in: workspace)
    #expect(result.status == 0)
    #expect(result.output == (try committed()))
  }

  @Test("Its complete example passes without a warning")
  func example() throws {
    let parts = try committed().components(separatedBy: "```")
    let example = try #require(parts.first { $0.hasPrefix("text\n# Comments") })
    try workspace.write("Scenarios/example.scenario", String(example.dropFirst("text\n".count)))
    #expect(try Trueup.run("check", in: workspace).output.contains("0 errors   0 warnings"))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 0)
    #expect(result.output.contains("1 passed"))
  }

  @Test(
    "Every word that is listed has a page with its example",
    arguments: ["verbs", "faults", "checks", "setup", "header"])
  func pages(_ list: String) throws {
    let lines = try Trueup.run("list", list, in: workspace).lines.filter { !$0.isEmpty && !$0.hasPrefix(" ") }
    #expect(!lines.isEmpty)
    for line in lines {
      let name = try #require(line.components(separatedBy: "  ").first)
      let page = try Trueup.run("explain", name, in: workspace)
      #expect(page.status == 0)
      #expect(page.output.contains("\nexample  "))
      #expect(try committed().contains(name))
    }
  }

  @Test("A word with several meanings has a page for each")
  func meanings() throws {
    let page = try Trueup.run("explain", "position", in: workspace)
    #expect(page.output.contains("example  both position AAPL 300 at 148.00\n"))
    #expect(page.output.contains("example  expect position AAPL = 100 at 150.01\n"))
    let setting = try Trueup.run("explain", "order-interval", in: workspace)
    #expect(setting.output.contains("default  5s (paper), 2s (live)\n"))
    #expect(setting.output.contains("keys     reconciliation.interval_seconds\n"))
  }
}
