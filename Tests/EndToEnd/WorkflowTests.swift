import Foundation
import Testing

/// The files for CI servers that `trueup list github` and `trueup list gitlab` print.
@Suite struct WorkflowTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    #expect(try Trueup.run("fmt", in: workspace).status == 0)
  }

  /// A file of mappings, lists and scalars, as nested values; what is none of these is refused.
  private func parse(_ lines: ArraySlice<Substring>, _ indent: Int) throws -> Any {
    var lines = lines
    var mapping: [String: Any] = [:]
    var list: [Any] = []
    while let line = lines.first {
      let depth = line.prefix { $0 == " " }.count
      #expect(depth == indent, "\(line)")
      lines.removeFirst()
      var text = line.dropFirst(depth)
      let isItem = text.hasPrefix("- ")
      let body = lines.prefix { $0.prefix { $0 == " " }.count > indent }
      lines = lines.dropFirst(body.count)
      if isItem {
        text = text.dropFirst(2)
        guard text.contains(#/^[a-z]+: /#) else {
          #expect(body.isEmpty)
          list.append(String(text))
          continue
        }
        let first = Substring(String(repeating: " ", count: indent + 2)) + text
        list.append(try parse([first] + body, indent + 2))
        continue
      }
      let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      let key = try #require(parts.first)
      #expect(key.wholeMatch(of: /[a-z-]+/) != nil && mapping[key] == nil, "\(line)")
      if parts.count > 1, !parts[1].isEmpty {
        #expect(body.isEmpty, "\(line)")
        mapping[key] = parts[1]
      } else {
        mapping[key] = try parse(body, body.first?.prefix { $0 == " " }.count ?? 0)
      }
    }
    #expect(mapping.isEmpty || list.isEmpty)
    return list.isEmpty ? mapping : list
  }

  private func file(_ name: String) throws -> [String: Any] {
    let text = try Trueup.run("list", name, in: workspace).output
    let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return try #require(try parse(lines[...], 0) as? [String: Any])
  }

  /// Runs the commands that are ours, each as it stands, but for the time of the search.
  private func run(_ commands: [String], commit: String) throws {
    let own = commands.filter { $0.hasPrefix(".build/release/trueup ") }
    #expect(own.count == 4)
    for command in own {
      let script = command.replacing(".build/release/trueup", with: "\"$0\"").replacing("60s", with: "300ms")
      let result = try Trueup.shell("\(commit)=0123456789abcdef0123456789abcdef01234567; \(script)", in: workspace)
      #expect(result.status == 0, "\(command): \(result.errors)")
    }
    #expect(
      try workspace.names(in: "Reports") == ["found", "junit.xml", "report.html", "results.jsonl", "summary.txt"])
  }

  @Test func github() throws {
    let file = try file("github")
    #expect(Set(file.keys) == ["name", "on", "jobs"])
    let job = try #require((file["jobs"] as? [String: [String: Any]])?["scenarios"])
    let steps = try #require(job["steps"] as? [[String: Any]])
    #expect(steps.first?["uses"] as? String == "actions/checkout@v4")
    #expect(steps.allSatisfy { ($0["run"] == nil) != ($0["uses"] == nil) })
    let last = try #require(steps.last)
    #expect(last["if"] as? String == "always()")
    #expect((last["with"] as? [String: String])?["path"] == "Reports/")
    try run(steps.compactMap { $0["run"] as? String }, commit: "GITHUB_SHA")
  }

  @Test func gitlab() throws {
    let file = try file("gitlab")
    #expect(Set(file.keys) == ["stages", "scenarios", "fuzz"])
    let jobs = ["scenarios", "fuzz"].compactMap { file[$0] as? [String: Any] }
    for job in jobs {
      #expect((job["artifacts"] as? [String: Any])?["paths"] as? [String] == ["Reports/"])
      #expect((job["artifacts"] as? [String: Any])?["when"] as? String == "always")
    }
    let reports = (jobs.first?["artifacts"] as? [String: Any])?["reports"] as? [String: String]
    #expect(reports == ["junit": "Reports/junit.xml"])
    try run(jobs.flatMap { $0["script"] as? [String] ?? [] }, commit: "CI_COMMIT_SHA")
  }

  @Test("A search on GitHub adds to the summary of its step")
  func fuzzSummary() throws {
    try workspace.write("Scenarios/found/known.scenario", Samples.fill(position: 101))
    try workspace.write("summary.md", "# Earlier\n")
    let environment = [
      "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": workspace.folder.appendingPathComponent("summary.md").path,
    ]
    let result = try Trueup.run(["fuzz", "--seed", "7", "--runs", "20"], in: workspace, environment: environment)
    #expect(result.status == 1)
    let summary = try workspace.read("summary.md")
    #expect(
      summary.hasPrefix(
        "# Earlier\n## TrueUp fuzz: 1 find\n\n1 case found before, 1 failing; 20 cases, 0 failing, 0 inconclusive; seed `0x7`, "
      ))
    #expect(
      summary.hasSuffix(
        "| again | known | state check: local is 100, broker is 100 | trueup run Scenarios/found/known.scenario |\n"))
  }
}
