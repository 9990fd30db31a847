import Reconciliation
import Trading

extension ScenarioPrinter {
  /// Conditions, each with a blank before it; a lone status right after an order's name takes the short form.
  static func text(_ conditions: [Condition], afterSubject: Bool = false) -> String {
    if afterSubject, conditions.count == 1, let only = conditions.first, case .order(.status) = only.field.value {
      return " \(only.comparison.rawValue) \(text(only.value.value))"
    }
    return conditions.map { " \(text($0.field.value))\($0.comparison.rawValue)\(text($0.value.value))" }.joined()
  }

  private static func text(_ field: Condition.Field) -> String {
    switch field {
    case .event(let field): field.name
    case .order(let field): field.rawValue
    }
  }

  private static func text(_ value: Condition.Value) -> String {
    switch value {
    case .decimal(let number, let places): number.text(minimumPlaces: places)
    case .integer(let number): String(number)
    case .word(let word): word.text
    case .name(let name): name
    case .text(let text): Quoting.quoted(text)
    case .duration(let span): span.description
    case .capture(let name): "$\(name)"
    }
  }

  /// An event with its conditions.
  static func text(_ pattern: EventPattern) -> String {
    pattern.kind.value.name + text(pattern.conditions)
  }

  /// A line of the section `finally` with its block.
  static func finalLines(_ item: FinalItem) -> [String] {
    switch item {
    case .expect(let check): return ["  expect \(check.form.text)"]
    case .log(let check):
      let block = check.form.blockLines
      return ["  log \(check.form.text)"]
        + (check.form is any StepsLogForm ? aligned(steps: block) : block).map(blockLine)
    }
  }

  /// A line of a block with its bar.
  static func blockLine(_ text: String) -> String {
    text.isEmpty ? "    |" : "    | \(text)"
  }

  /// Events of a block in two columns; those with long names stand outside of them.
  static func aligned(steps: [String]) -> [String] {
    let columns = steps.map { step -> (event: String, fields: String) in
      var pieces = step.split(separator: " ", maxSplits: 1)
      if let first = pieces.first, first == "next" || first == "not" {
        pieces = step.split(separator: " ", maxSplits: 2)
        if pieces.count > 1 { pieces[0...1] = ["\(first) \(pieces[1])"] }
      }
      return (String(pieces.first ?? ""), pieces.count > 1 ? String(pieces[1]) : "")
    }
    let width = columns.filter { !$0.fields.isEmpty }.map(\.event.count).filter { $0 <= eventWidth }.max() ?? 0
    return columns.map { event, fields in fields.isEmpty ? event : "\(padded(event, width)) \(fields)" }
  }

  /// How wide the column of events gets.
  private static var eventWidth: Int { 24 }
}
