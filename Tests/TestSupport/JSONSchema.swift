import Foundation

/// A schema of JSON lines, as far as ours use the language of schemas.
public struct JSONSchema {
  /// The kinds of line, by type.
  public let definitions: [String: [String: Any]]
  /// How many kinds of line there are to choose from.
  public let choices: Int

  /// Reads a schema.
  public init(_ text: String) throws {
    let all = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    guard let definitions = all?["$defs"] as? [String: [String: Any]] else { throw CocoaError(.coderInvalidValue) }
    self.definitions = definitions
    choices = (all?["oneOf"] as? [Any])?.count ?? 0
  }

  /// Holds lines against the schema.
  ///
  /// - Returns: The fields that there were of each kind of line, and what is wrong.
  public func check(_ lines: String) throws -> (seen: [String: Set<String>], problems: [String]) {
    var seen: [String: Set<String>] = [:]
    var problems: [String] = []
    for line in lines.split(separator: "\n") {
      guard let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
        let type = record["type"] as? String, let definition = definitions[type]
      else {
        problems.append("no line of this schema: \(line)")
        continue
      }
      problems += Self.problems(record, definition, at: type)
      seen[type, default: []].formUnion(record.keys)
    }
    return (seen, problems)
  }

  /// What is wrong with a value, by the keywords that our schema uses; a field that it does not name is wrong as well.
  private static func problems(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
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
      for (index, value) in values.enumerated() { problems += Self.problems(value, items, at: "\(path)[\(index)]") }
    }
    if let fields = value as? [String: Any] {
      let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
      for name in schema["required"] as? [String] ?? [] where fields[name] == nil { wrong("lacks \(name)") }
      for (name, value) in fields {
        guard let property = properties[name] ?? schema["additionalProperties"] as? [String: Any] else {
          problems.append("\(path): \(name) is not in the schema")
          continue
        }
        problems += Self.problems(value, property, at: "\(path).\(name)")
      }
    }
    return problems
  }
}
