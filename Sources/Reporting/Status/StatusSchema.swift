import Reconciliation

/// The schemas of `trueup status --format json` and of `trueup compliance --format json`, as JSON Schema 2020-12.
///
/// What the engine has names for comes from its catalogues. Quantities, prices and amounts are texts, since they are
/// exact; instants are virtual seconds since the start, spans milliseconds.
enum StatusSchema {
  /// The version of both; fields are only ever added to one.
  static let version = 1

  /// A field of a kind of line: its name, its type, and whether each line has it.
  private struct Field {
    var name: String
    var type: String
    var isRequired = true
  }

  private static let text = #"{"type": "string"}"#
  private static let count = #"{"type": "integer", "minimum": 0}"#
  private static let yes = #"{"type": "boolean"}"#
  private static let span = #"{"type": "number", "minimum": 0, "description": "milliseconds"}"#
  private static let instant = #"{"type": "number", "minimum": 0, "description": "virtual seconds since the start"}"#
  private static let share = #"{"type": "number", "minimum": 0, "maximum": 1}"#
  private static let decimal = #"{"type": "string", "pattern": "^-?[0-9]+([.][0-9]+)?$"}"#

  private static let reported =
    #"{"type": "object", "description": "what the broker has sent and was put aside, field by field", "#
    + #""required": ["report"], "additionalProperties": {"type": "string"}}"#

  private static func choice(_ words: [String]) -> String {
    #"{"enum": ["# + words.map { "\"\($0)\"" }.joined(separator: ", ") + "]}"
  }

  /// The schema of a status.
  static var status: String {
    schema(
      "A line of trueup status --format json", "Version 1: what an operator would see of an engine at an instant.",
      [
        ("engine", "The first line: how the engine is.", engine), ("order", "An order that has not ended.", order),
        (
          "position", "What is held of an instrument.",
          [
            Field(name: "symbol", type: text), Field(name: "quantity", type: decimal),
            Field(name: "average", type: decimal, isRequired: false), Field(name: "realized", type: decimal),
          ]
        ),
        (
          "cash", "The balance of a currency.",
          [Field(name: "currency", type: text), Field(name: "amount", type: decimal)]
        ), ("discrepancy", "A difference to the broker that is open.", discrepancy),
        ("ticket", "What waits for a person.", ticket),
        ("pass", "One of the last passes, one that runs, waits, or was kept from before the start.", pass),
        (
          "passes", "The sums of the passes of a kind since the start.",
          [Field(name: "kind", type: choice(PassKind.allCases.map(\.word.text)))]
            + ["runs", "failures", "partial"].map { Field(name: $0, type: count) }
            + [
              Field(name: "success", type: share), Field(name: "averageMs", type: span),
              Field(name: "longestMs", type: span),
            ]
        ),
      ])
  }

  /// The schema of who changed what.
  static var compliance: String {
    schema(
      "A line of trueup compliance --format json", "Version 1: who changed what, when, why, from what and to what.",
      [
        (
          "change", "A change that somebody may have to account for.",
          [Field(name: "seq", type: #"{"type": "integer", "minimum": 1, "description": "the number of the entry"}"#)]
            + ["when", "who", "what", "why", "before", "after"].map { Field(name: $0, type: text) }
        )
      ])
  }

  private static var engine: [Field] {
    [
      Field(name: "t", type: instant),
      Field(name: "condition", type: choice(["starting", "ready", "degraded", "halted"])),
      Field(name: "streamUp", type: yes), Field(name: "lastPassFailed", type: yes),
      Field(name: "accuracy", type: share, isRequired: false),
    ]
      + [
        "orders", "working", "discrepancies", "tickets", "unanswered", "unsynced", "withheld", "waitingPasses",
        "alerts",
      ].map { Field(name: $0, type: count) }
      + [
        Field(name: "alertDelayMs", type: span), Field(name: "divergedSince", type: instant, isRequired: false),
        Field(name: "convergedInMs", type: span, isRequired: false),
      ]
  }

  private static var order: [Field] {
    [
      Field(name: "order", type: text), Field(name: "side", type: choice(["buy", "sell"])),
      Field(name: "quantity", type: decimal), Field(name: "symbol", type: text), Field(name: "status", type: text),
      Field(name: "filled", type: decimal), Field(name: "cancelAsked", type: yes),
    ]
  }

  private static var subject: [Field] {
    ["order", "exec", "symbol", "currency"].map { Field(name: $0, type: text, isRequired: false) }
  }

  private static var kind: Field { Field(name: "kind", type: choice(Word.discrepancyKinds.map(\.text))) }
  private static var level: Field {
    Field(name: "level", type: choice(Level.allCases.map(\.word.text)), isRequired: false)
  }

  private static var discrepancy: [Field] {
    [Field(name: "discrepancy", type: #"{"type": "string", "pattern": "^D[0-9]+$"}"#), kind] + subject + [
      Field(name: "local", type: decimal), Field(name: "broker", type: decimal),
      Field(name: "impact", type: decimal, isRequired: false), level, Field(name: "since", type: instant),
      Field(name: "report", type: reported, isRequired: false),
    ]
  }

  private static var ticket: [Field] {
    [
      Field(name: "ticket", type: #"{"type": "string", "pattern": "^T[0-9]+$"}"#),
      Field(name: "discrepancy", type: #"{"type": "string", "pattern": "^D[0-9]+$"}"#), kind,
    ] + subject + [
      Field(name: "status", type: choice(["open", "acknowledged", "decided"])), level,
      Field(name: "assignee", type: text, isRequired: false), Field(name: "decision", type: text, isRequired: false),
      Field(name: "figure", type: decimal, isRequired: false), Field(name: "attempts", type: count),
      Field(name: "reason", type: text, isRequired: false), Field(name: "local", type: decimal),
      Field(name: "broker", type: decimal), Field(name: "opened", type: instant), Field(name: "told", type: instant),
    ]
  }

  private static var pass: [Field] {
    let remarks =
      #"{"type": "array", "items": {"type": "object", "required": ["query", "reason"], "#
      + #""properties": {"query": {"type": "string"}, "reason": {"type": "string"}}}}"#
    return [
      Field(name: "pass", type: count), Field(name: "trigger", type: text),
      Field(name: "kind", type: choice(PassKind.allCases.map(\.word.text))), Field(name: "look", type: yes),
      Field(name: "status", type: choice(PassReport.Status.allCases.map(\.rawValue))), Field(name: "kept", type: yes),
      Field(name: "started", type: instant, isRequired: false), Field(name: "tookMs", type: span, isRequired: false),
    ]
      + ["orders", "executions", "positions", "found", "resolved", "corrections"].map {
        Field(name: $0, type: count, isRequired: false)
      } + ["warnings", "errors"].map { Field(name: $0, type: remarks, isRequired: false) }
  }

  private static func joined(_ lines: [String]) -> String { lines.joined(separator: ",\n") }

  private static func schema(
    _ title: String, _ description: String, _ lines: [(type: String, description: String, fields: [Field])]
  ) -> String {
    let references: [String] = lines.map { "    {\"$ref\": \"#/$defs/\($0.type)\"}" }
    let definitions: [String] = lines.map { line in
      let required: [String] = (["v", "type"] + line.fields.filter(\.isRequired).map(\.name)).map { "\"\($0)\"" }
      let properties: [String] =
        [
          #""v": {"const": \#(version), "description": "the version of this schema; fields are only ever added to one"}"#,
          #""type": {"const": "\#(line.type)"}"#,
        ] + line.fields.map { "\"\($0.name)\": \($0.type)" }
      return """
            "\(line.type)": {
              "description": "\(line.description)",
              "type": "object",
              "required": [\(required.joined(separator: ", "))],
              "properties": {
        \(joined(properties.map { "        \($0)" }))
              }
            }
        """
    }
    return """
      {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "\(title)",
        "description": "\(description) Fields are only ever added.",
        "oneOf": [
      \(joined(references))
        ],
        "$defs": {
      \(joined(definitions))
        }
      }

      """
  }
}
