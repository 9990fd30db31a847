import Reconciliation
import Trading

extension Slot {
  /// An event and conditions on its fields, such as `fill.applied order=A qty>=40`.
  static func pattern(_ path: any WritableKeyPath<Owner, EventPattern> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in
        owner[keyPath: path] = try parser.eventPattern(allowsCaptures: true)
      },
      write: { owner, text in text += " \(ScenarioPrinter.text(owner[keyPath: path]))" },
      simpler: { _ in [] }, visit: { owner, body in owner[keyPath: path].conditions.visit(body) },
      grammar: "EVENT [FIELD=VALUE...]", isOptional: false, words: [],
      fields: [
        FieldDescription(placeholder: "EVENT", meaning: "the name of an event; see `trueup list events`", words: []),
        FieldDescription(
          placeholder: "FIELD=VALUE", meaning: "a field of the event, compared with a value or a capture such as `$d`",
          words: []),
      ])
  }

  /// The part of the log that is looked at: `after @heal`, `before @heal`, `between @a and @b`, or all of it.
  static func window(_ path: any WritableKeyPath<Owner, LogWindow> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in owner[keyPath: path] = try parser.window() },
      write: { owner, text in text += owner[keyPath: path].suffix },
      simpler: { _ in [] }, visit: { _, _ in },
      grammar: "after @MARK | before @MARK | between @MARK and @MARK", isOptional: true,
      words: ["after", "before", "between"],
      fields: [FieldDescription(placeholder: "@MARK", meaning: "a mark that some line sets", words: [])])
  }

  /// The patterns of events that a golden block is about.
  static func globs(_ path: any WritableKeyPath<Owner, [Located<String>]> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in owner[keyPath: path] = try parser.globs() },
      write: { owner, text in text += owner[keyPath: path].map { " \($0.value)" }.joined() },
      simpler: { _ in [] }, visit: { _, _ in },
      grammar: "PATTERN...", isOptional: false, words: [],
      fields: [
        FieldDescription(
          placeholder: "PATTERN", meaning: "an event, or a pattern of events such as `order.*`", words: [])
      ])
  }
}

extension CaseParser {
  /// `after @heal`, `before @heal`, `between @heal and @end`, or nothing.
  fileprivate mutating func window() throws(LineGivenUp) -> LogWindow {
    if skip("after") { return LogWindow(after: try usedMark()) }
    if skip("before") { return LogWindow(before: try usedMark()) }
    guard skip("between") else { return LogWindow() }
    let after = try usedMark()
    try keyword("and")
    return LogWindow(after: after, before: try usedMark())
  }
}

extension LogWindow {
  /// How it stands in a file, with a blank before it.
  fileprivate var suffix: String {
    switch (after, before) {
    case (let after?, let before?): " between @\(after.value) and @\(before.value)"
    case (let after?, nil): " after @\(after.value)"
    case (nil, let before?): " before @\(before.value)"
    case (nil, nil): ""
    }
  }

  /// The marks by their places.
  func compiled(in scope: some PlanScope) throws(PlanError) -> CompiledWindow {
    CompiledWindow(
      after: try after.map { (name) throws(PlanError) in try scope.mark(name) },
      before: try before.map { (name) throws(PlanError) in try scope.mark(name) })
  }
}

extension EventPattern {
  /// A pattern before one is read.
  static let blank = EventPattern(kind: Located(EventKind.allCases[0]))

  /// The pattern with indices in place of names.
  package func compiled(in scope: some PlanScope) throws(PlanError) -> CompiledPattern {
    var compiled = CompiledPattern(kind: kind.value, conditions: [])
    for condition in conditions {
      guard case .event(let field) = condition.field.value else {
        throw PlanError(message: "this is no field of an event", span: condition.field.span)
      }
      compiled.conditions.append(
        CompiledPattern.Condition(
          field: field, comparison: condition.comparison, value: try condition.value.compiled(for: field, in: scope)))
    }
    return compiled
  }
}

extension Located<Condition.Value> {
  fileprivate func compiled(
    for field: EventField, in scope: some PlanScope
  ) throws(PlanError) -> CompiledPattern.Value {
    switch value {
    case .decimal(let decimal, let places): return .decimal(decimal, places: places)
    case .integer(let number):
      if field.type == .decimal { return .decimal(Decimal(number), places: 0) }
      return .value(.integer(Int64(number)))
    case .word(let word): return .value(.word(word))
    case .duration(let span): return .value(.duration(span))
    case .capture(let name): return .capture(name)
    case .text(let text): return .text(text)
    case .name(let name):
      guard let value = scope.value(named: name, of: field) else {
        throw PlanError(message: "nothing in this scenario is called `\(name)`", span: span)
      }
      return .value(value)
    }
  }
}

extension [LogStep] {
  /// The steps with indices in place of names.
  func compiled(in scope: some PlanScope) throws(PlanError) -> [CompiledStep] {
    var compiled: [CompiledStep] = []
    for step in self {
      compiled.append(CompiledStep(pattern: try step.pattern.compiled(in: scope), form: step.form, span: step.span))
    }
    return compiled
  }
}
