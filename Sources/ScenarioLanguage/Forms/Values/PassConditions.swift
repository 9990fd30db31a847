import Reconciliation
package import Trading

/// Which pass is meant.
package struct PassChoice: SlotValue, Hashable {
  /// The number of the pass; nil for the one that ended last.
  package var number: UInt32?

  /// Chooses a pass.
  package init(_ number: UInt32? = nil) { self.number = number }

  package static var reading: Reading<PassChoice> {
    Reading("last | N", "the pass that ended last, or one by its number since the start of the engine") {
      parser throws(LineGivenUp) in
      if parser.skip("last") { return PassChoice() }
      return PassChoice(UInt32(try parser.integer("`last` or the number of a pass", in: 1...1_000_000).value))
    }
  }

  package var text: String { number.map { String($0) } ?? "last" }
}

/// A field of what a pass came to.
package enum PassField: String, CaseIterable, Sendable {
  case kind, trigger, status
  case orders, executions, positions, found, resolved, corrections, warnings, errors
  case duration

  /// The words that it can be; nil for a number or a time.
  var words: [String]? {
    switch self {
    case .kind: PassKind.allCases.map(\.word.text)
    case .trigger: ["poll", "mismatch", "post-trade", "full", "startup", "reconnect", "operator"]
    case .status: PassReport.Status.allCases.map(\.rawValue)
    default: nil
    }
  }

  /// What the field is in a report; nil while it has none.
  func value(of report: PassReport) -> PassCondition.Value? {
    switch self {
    case .kind: .word(report.kind.word.text)
    case .trigger: .word(report.trigger.text)
    case .status: .word(report.status.rawValue)
    case .orders: .number(report.orders)
    case .executions: .number(report.executions)
    case .positions: .number(report.positions)
    case .found: .number(report.found)
    case .resolved: .number(report.resolved)
    case .corrections: .number(report.corrections)
    case .warnings: .number(report.warnings.count)
    case .errors: .number(report.errors.count)
    case .duration: report.duration.map { .span($0) }
    }
  }
}

/// A condition such as `status=completed` or `found>0`.
package struct PassCondition: Sendable {
  /// What a field of a pass can be.
  package enum Value: Hashable, Sendable {
    case word(String)
    case number(Int)
    case span(TimeSpan)

    var text: String {
      switch self {
      case .word(let word): word
      case .number(let number): String(number)
      case .span(let span): span.description
      }
    }
  }

  let field: PassField
  let comparison: Comparison
  let value: Value

  func holds(of report: PassReport) -> Bool {
    switch (field.value(of: report), value) {
    case (.word(let left)?, .word(let right)): comparison.holds(same: left, right)
    case (.number(let left)?, .number(let right)): comparison.holds(left, right)
    case (.span(let left)?, .span(let right)): comparison.holds(left, right)
    default: false
    }
  }

  var text: String { "\(field.rawValue)\(comparison.rawValue)\(value.text)" }
}

extension Slot {
  /// Conditions on a pass, at least one.
  static func conditions(ofPass path: any WritableKeyPath<Owner, [PassCondition]> & Sendable) -> Slot {
    let words = PassField.allCases.map(\.rawValue)
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        repeat {
          owner[keyPath: path].append(try parser.passCondition())
        } while parser.current?.kind == .word
          && parser.following(is: .comparison)
      },
      write: { owner, text in text += owner[keyPath: path].map { " \($0.text)" }.joined() },
      simpler: { _ in [] }, visit: { _, _ in },
      grammar: "FIELD=VALUE...", isOptional: false, words: words,
      fields: [
        FieldDescription(placeholder: "FIELD", meaning: "a field of what a pass came to", words: words),
        FieldDescription(
          placeholder: "VALUE", meaning: "what it is compared with, a word, a whole number or a time", words: []),
      ])
  }
}

extension CaseParser {
  fileprivate mutating func passCondition() throws(LineGivenUp) -> PassCondition {
    guard let token = current, let field = PassField(rawValue: token.text) else {
      try fail(
        .unknownPassField(
          current?.spelling ?? "", legal: PassField.allCases.map(\.rawValue), at: current?.span ?? endSpan))
    }
    advance()
    guard field.words == nil else {
      let comparison = try comparison(CaseParser.equality)
      return PassCondition(field: field, comparison: comparison, value: .word(try passWord(of: field)))
    }
    let comparison = try comparison(CaseParser.numeric)
    if field == .duration {
      return PassCondition(field: field, comparison: comparison, value: .span(try duration().value))
    }
    let number: Int = try integer("a number", in: 0...Int.max).value
    return PassCondition(field: field, comparison: comparison, value: .number(number))
  }

  private mutating func passWord(of field: PassField) throws(LineGivenUp) -> String {
    let legal = field.words ?? []
    guard let token = current, legal.contains(token.text) else {
      try fail(
        .wrongPassWord(
          current?.spelling ?? "", field: field.rawValue, legal: legal, at: current?.span ?? endSpan))
    }
    advance()
    return token.text
  }
}

extension Diagnostic {
  fileprivate static func unknownPassField(_ word: String, legal: [String], at span: SourceSpan) -> Diagnostic {
    let guess = Suggestion.nearest(to: word, in: legal)
    return Diagnostic(
      .unknownField, word.isEmpty ? "what must hold of the pass is missing" : "a pass has no field `\(word)`", at: span,
      label: guess.map { "the name here is `\($0)`" } ?? "not a field of a pass",
      notes: [list("fields of a pass", legal)])
  }

  fileprivate static func wrongPassWord(
    _ word: String, field: String, legal: [String], at span: SourceSpan
  ) -> Diagnostic {
    let guess = Suggestion.nearest(to: word, in: legal)
    return Diagnostic(
      .unknownWord, "`\(word)` is not a \(field) of a pass", at: span,
      label: guess.map { "did you mean `\($0)`?" } ?? "not known here",
      notes: [list("values of \(field)", legal)])
  }
}
