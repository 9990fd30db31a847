import Reconciliation
import Trading

extension ScenarioPrinter {
  /// A check without the word `expect` or `never`.
  static func text(_ check: Check) -> String {
    switch check.statement {
    case .converged: return SubjectWord.converged.rawValue
    case .diverged: return SubjectWord.diverged.rawValue
    case .order(let party, let name, let conditions):
      return "\(side(party))\(SubjectWord.order) \(name.value)\(text(conditions, afterSubject: true))"
    case .orderCount(let party, let filters, let comparison, let count):
      return "\(side(party))\(SubjectWord.orders)\(text(filters)) \(comparison.rawValue) \(count.value)"
    case .position(let party, let symbol, let comparison, let quantity, let price):
      let at = price.map { " at \(money($0.value))" } ?? ""
      let what = "\(side(party))\(SubjectWord.position) \(symbol.value)"
      return "\(what) \(comparison.rawValue) \(quantity.value)\(at)"
    case .balance(let party, let currency, let comparison, let amount):
      let what = "\(side(party))\(SubjectWord.balance) \(currency.value)"
      return "\(what) \(comparison.rawValue) \(money(amount.value))"
    case .engine(let comparison, let state):
      return "\(SubjectWord.engine) \(comparison.rawValue) \(state.value.rawValue)"
    case .discrepancies(let onlyOpen, let comparison, let count):
      return "\(SubjectWord.discrepancies)\(onlyOpen ? " open" : "") \(comparison.rawValue) \(count.value)"
    case .alerts(let comparison, let count):
      return "\(SubjectWord.alerts) \(comparison.rawValue) \(count.value)"
    case .checkpoint(let comparison, let sequence):
      return "\(SubjectWord.checkpoint) seq \(comparison.rawValue) \(sequence.value)"
    }
  }

  private static func side(_ party: Party) -> String {
    party == .both ? "" : "\(party.spelling) "
  }

  /// Conditions, each with a blank before it; a lone status right after an order's name takes the short form.
  private static func text(_ conditions: [Condition], afterSubject: Bool = false) -> String {
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

  /// A line of the section `always`.
  static func text(_ item: AlwaysItem) -> String {
    switch item {
    case .never(let check): "never \(text(check))"
    case .invariant(let name, let reason):
      "invariant \(name.value)" + (reason.map { " off \(Quoting.quoted($0))" } ?? "")
    }
  }

  /// A line of the section `finally` with its block.
  static func finalLines(_ item: FinalItem) -> [String] {
    switch item {
    case .expect(let check): return ["  expect \(text(check))"]
    case .has(let pattern, let window): return ["  log \(LogWord.has) \(text(pattern))\(text(window))"]
    case .never(let pattern, let window): return ["  log \(LogWord.never) \(text(pattern))\(text(window))"]
    case .count(let pattern, let comparison, let count, let window):
      return ["  log \(LogWord.count) \(text(pattern)) \(comparison.rawValue) \(count.value)\(text(window))"]
    case .inOrder(let steps, let window):
      return ["  log \(LogWord.inOrder.rawValue)\(text(window))"] + steps.map { blockLine(text($0)) }
    case .unordered(let steps, let window):
      return ["  log \(LogWord.unordered)\(text(window))"] + steps.map { blockLine(text($0.pattern)) }
    case .golden(let globs, let withoutTimes, let lines):
      let head = "  log \(LogWord.golden)\(withoutTimes ? " no-times" : "")"
      return [head + globs.map { " \($0.value)" }.joined()]
        + lines.flatMap { singleLines($0.value) }.map(blockLine)
    }
  }

  private static func text(_ step: LogStep) -> String {
    switch step.form {
    case .later: text(step.pattern)
    case .next: "next \(text(step.pattern))"
    case .not: "not \(text(step.pattern))"
    }
  }

  private static func blockLine(_ text: String) -> String {
    text.isEmpty ? "    |" : "    | \(text)"
  }

  private static func text(_ window: LogWindow) -> String {
    switch (window.after, window.before) {
    case (let after?, let before?): " between @\(after.value) and @\(before.value)"
    case (let after?, nil): " after @\(after.value)"
    case (nil, let before?): " before @\(before.value)"
    case (nil, nil): ""
    }
  }
}
