import Foundation
import Testing

/// What reports for programs hold is what `trueup list schema` says, and nothing else.
@Suite struct SchemaTests {
  private let workspace: Workspace
  private let schema: [String: Any]

  init() throws {
    workspace = try Workspace()
    let text = try Trueup.run("list", "schema", in: workspace).output
    schema = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// The definition of a kind of line.
  private func definition(_ type: String) throws -> [String: Any] {
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    return try #require(definitions[type])
  }

  /// What is wrong with a value, by the keywords that our schema uses; a field that it does not name is wrong as well.
  private func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
    var problems: [String] = []
    func wrong(_ what: String) { problems.append("\(path): \(what): \(value)") }
    let number = value as? NSNumber
    switch schema["type"] as? String {
    case "object": if !(value is [String: Any]) { wrong("no object") }
    case "array": if !(value is [Any]) { wrong("no array") }
    case "string": if !(value is String) { wrong("no text") }
    case "boolean": if !(value is Bool) { wrong("neither true nor false") }
    case "integer":
      if number == nil || number?.doubleValue != number?.doubleValue.rounded() { wrong("no whole number") }
    case "number": if number == nil { wrong("no number") }
    default: break
    }
    if let constant = schema["const"], "\(constant)" != "\(value)" { wrong("not \(constant)") }
    if let choices = schema["enum"] as? [Any], !choices.contains(where: { "\($0)" == "\(value)" }) {
      wrong("no choice")
    }
    if let minimum = schema["minimum"] as? NSNumber, let number, number.doubleValue < minimum.doubleValue {
      wrong("below \(minimum)")
    }
    if let pattern = schema["pattern"] as? String, let text = value as? String,
      text.range(of: pattern, options: .regularExpression) == nil
    {
      wrong("not like \(pattern)")
    }
    if let items = schema["items"] as? [String: Any], let values = value as? [Any] {
      for (index, value) in values.enumerated() { problems += self.problems(value, items, at: "\(path)[\(index)]") }
    }
    if let fields = value as? [String: Any], let properties = schema["properties"] as? [String: [String: Any]] {
      for name in schema["required"] as? [String] ?? [] where fields[name] == nil { wrong("lacks \(name)") }
      for (name, value) in fields {
        guard let property = properties[name] else {
          problems.append("\(path): \(name) is not in the schema")
          continue
        }
        problems += self.problems(value, property, at: "\(path).\(name)")
      }
    }
    return problems
  }

  /// Holds lines against the schema; the types of the lines, and which fields there were of each.
  private func check(_ text: String) throws -> [String: Set<String>] {
    var seen: [String: Set<String>] = [:]
    for line in text.split(separator: "\n") {
      let record = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let type = try #require(record["type"] as? String)
      #expect(problems(record, try definition(type), at: type) == [])
      seen[type, default: []].formUnion(record.keys)
    }
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

    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    #expect(Set(seen.keys) == Set(definitions.keys))
    for (type, definition) in definitions {
      let properties = try #require(definition["properties"] as? [String: Any])
      var missing = Set(properties.keys).subtracting(seen[type] ?? [])
      // A safety oracle that fires is a defect of the engine: its fields are seen in the lines of the fuzzer.
      if type == "failure" { missing.subtract(["oracle", "entry"]) }
      #expect(missing == [], "\(type)")
    }
  }

  @Test func version() throws {
    for (type, definition) in try #require(schema["$defs"] as? [String: [String: Any]]) {
      let properties = try #require(definition["properties"] as? [String: [String: Any]])
      #expect(properties["v"]?["const"] as? Int == 1)
      #expect(properties["type"]?["const"] as? String == type)
      #expect((definition["required"] as? [String] ?? []).allSatisfy { properties[$0] != nil })
    }
    let choices = try #require(schema["oneOf"] as? [[String: String]])
    #expect(choices.count == (schema["$defs"] as? [String: Any])?.count)
  }
}
