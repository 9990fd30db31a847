import Foundation
import TestSupport
import Testing

/// What reports for programs hold is what `trueup list schema` says, and nothing else.
@Suite struct SchemaTests {
  private let workspace: Workspace
  private let schema: JSONSchema

  init() throws {
    workspace = try Workspace()
    schema = try JSONSchema(try Trueup.run("list", "schema", in: workspace).output)
  }

  /// Holds lines against a schema; the types of the lines, and which fields there were of each.
  private func check(_ text: String, _ other: JSONSchema? = nil) throws -> [String: Set<String>] {
    let (seen, problems) = try (other ?? schema).check(text)
    #expect(problems == [])
    return seen
  }

  @Test func everyLineAndEveryField() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    let back = Samples.fill().replacing("  2s     broker", with: "  2s     net cut for 1s\n  1s     broker")
    try workspace.write("Scenarios/back.scenario", back)
    try workspace.write("Scenarios/known.scenario", Samples.fill(["xfail \"issue 12\""], position: 101))
    try workspace.write("Scenarios/later.scenario", Samples.fill(["skip \"not yet\""]))
    try workspace.write("Scenarios/over.scenario", Samples.fill(["xfail \"issue 13\""]))
    try workspace.write("Scenarios/steps.scenario", Samples.fill(["max-steps 3"]))
    try workspace.write("Scenarios/two.scenario", Samples.twoCases)
    let crash = Samples.fill().replacing("expect position AAPL = 100", with: "log never fill.applied")
    try workspace.write("Scenarios/log.scenario", crash)
    try workspace.link("Scenarios/loop", to: ".")
    _ = try Trueup.run("run", "Scenarios", "nowhere", in: workspace)
    var seen = try check(try workspace.read("Reports/results.jsonl"))
    _ = try Trueup.run("run", "--verify", in: workspace, environment: ["TRUEUP_PLANTED": "run-order"])
    seen.merge(try check(try workspace.read("Reports/results.jsonl"))) { $0.union($1) }
    seen.merge(try check(try Trueup.run("check", "--format", "json", in: workspace).output)) { $0.union($1) }

    let definitions = schema.definitions
    #expect(Set(seen.keys) == Set(definitions.keys))
    for (type, definition) in definitions {
      let properties = try #require(definition["properties"] as? [String: Any])
      var missing = Set(properties.keys).subtracting(seen[type] ?? [])
      // A safety oracle that fires is a defect of the engine: its fields are seen in the lines of the fuzzer.
      if type == "failure" { missing.subtract(["oracle", "entry"]) }
      #expect(missing == [], "\(type)")
    }
  }

  @Test("Every entry of the log of every case, and every field of an event that is in one")
  func traces() throws {
    let schema = try JSONSchema(try Trueup.run("list", "trace-schema", in: workspace).output)
    try workspace.write("Scenarios/two.scenario", Samples.twoCases)
    for template in ["missed-fill", "lost-answer", "restart", "drift", "full-disk", "cancel-race"] {
      #expect(try Trueup.run("new", template, "--from", template, in: workspace).status == 0)
      let log = try Trueup.run("trace", "Scenarios/\(template).scenario", "--format", "json", in: workspace)
      #expect(log.status == 0)
      #expect(try check(log.output, schema).keys.sorted() == ["entry"])
    }
  }

  @Test("Every line and every field of a status, and of who changed what")
  func states() throws {
    let status = try JSONSchema(try Trueup.run("list", "status-schema", in: workspace).output)
    let compliance = try JSONSchema(try Trueup.run("list", "compliance-schema", in: workspace).output)
    var seen: [String: Set<String>] = [:]
    for (path, instants) in [
      ("tickets/assigned", ["1s", "8s", "15s"]), ("tickets/figure", ["10.001s", "15s"]),
      ("tickets/block-by-an-unknown-order", ["3.5s"]), ("tickets/decided-between-empty-answers", ["15s"]),
      ("fills/overfill", ["1.5s", "5s"]),
    ] {
      let file = Trueup.root.appendingPathComponent("Scenarios/\(path).scenario").path
      for instant in instants {
        let time = ["--at", instant]
        let states = try Trueup.run(["status", file, "--format", "json"] + time, in: workspace)
        #expect(states.status == 0, "\(path): \(states.errors)")
        seen.merge(try check(states.output, status)) { $0.union($1) }
        let changes = try Trueup.run(["compliance", file, "--format", "json"] + time, in: workspace)
        seen.merge(try check(changes.output, compliance)) { $0.union($1) }
      }
    }
    for (type, definition) in status.definitions.merging(compliance.definitions, uniquingKeysWith: { $1 }) {
      let properties = try #require(definition["properties"] as? [String: Any])
      #expect(Set(properties.keys).subtracting(seen[type] ?? []) == [], "\(type)")
    }
  }

  @Test func fuzz() throws {
    let schema = try JSONSchema(try Trueup.run("list", "fuzz-schema", in: workspace).output)
    try workspace.write("Scenarios/found/fine.scenario", Samples.fill(position: 101))
    let result = try Trueup.run("fuzz", "--seed", "7", "--runs", "20", "--json", in: workspace)
    #expect(result.status == 1, "what was found before fails again")
    #expect(try check(result.output, schema).keys.sorted() == ["end", "fuzz", "replay"])
  }

  @Test(arguments: ["schema", "fuzz-schema", "trace-schema", "status-schema", "compliance-schema"])
  func version(_ name: String) throws {
    let schema = try JSONSchema(try Trueup.run("list", name, in: workspace).output)
    for (type, definition) in schema.definitions {
      let properties = try #require(definition["properties"] as? [String: [String: Any]])
      #expect(properties["v"]?["const"] as? Int == 1)
      #expect(properties["type"]?["const"] as? String == type)
      #expect((definition["required"] as? [String] ?? []).allSatisfy { properties[$0] != nil })
    }
    #expect(schema.choices == schema.definitions.count)
  }
}
