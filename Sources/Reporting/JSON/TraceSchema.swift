import Reconciliation

/// The schema of the lines of `trueup trace --format json`, as JSON Schema 2020-12, from the catalogue of events.
enum TraceSchema {
  /// The schema of version 1.
  static var text: String {
    let lanes = EventKind.Lane.allCases.map { "\"\($0)\"" }.joined(separator: ", ")
    let events = EventKind.allCases.map { "\"\($0.name)\"" }.joined(separator: ", ")
    var fields: [String] = []
    for field in EventField.allCases {
      fields.append("        \"\(field.name)\": \(type(of: field))")
    }
    return #"""
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A line of trueup trace --format json",
        "description": "Version 1: an entry of the log. Fields are only ever added.",
        "oneOf": [{"$ref": "#/$defs/entry"}],
        "$defs": {
          "entry": {
            "type": "object",
            "required": ["v", "type", "n", "t", "lane", "event"],
            "properties": {
              "v": {"const": 1, "description": "the version of this schema; fields are only ever added to one"},
              "type": {"const": "entry"},
              "n": {"type": "integer", "minimum": 0, "description": "the number of the entry"},
              "t": {"type": "number", "minimum": 0, "description": "virtual seconds since the start"},
              "lane": {"enum": [\#(lanes)]},
              "event": {"enum": [\#(events)]},
              "cause": {"type": "integer", "minimum": 0, "description": "the number of the entry behind it"},
              "line": {"type": "integer", "minimum": 1, "description": "the line of the scenario behind it"},
      \#(fields.map { "      \($0.drop { $0 == " " })" }.map { "        \($0.drop { $0 == " " })" }.joined(separator: ",\n"))
            }
          }
        }
      }

      """#
  }

  /// Numbers that count are numbers; names, words and decimals are texts, since they are exact.
  private static func type(of field: EventField) -> String {
    if case .integer = field.type { return #"{"type": "integer"}"# }
    return #"{"type": "string"}"#
  }
}
