import Reconciliation
package import Trading

/// A field of something that an engine reports of itself.
package protocol ReportField: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// What the engine reports.
  associatedtype Report
  /// What has the field, as messages name it.
  static var owner: String { get }
  /// The words that it can be; nil for a number or a time.
  var words: [String]? { get }
  /// Whether it is a time.
  var isDuration: Bool { get }
  /// Whether it is an amount, which may be below zero and need not be whole.
  var isAmount: Bool { get }
  /// What the field is in a report; nil while it has none.
  func value(of report: Report) -> ReportValue?
}

extension ReportField {
  /// Most figures count something.
  package var isAmount: Bool { false }
}

/// What a field of a report can be.
package enum ReportValue: Hashable, Sendable {
  case word(String)
  case number(Int)
  case span(TimeSpan)
  /// An amount, and how many of its decimals are written.
  case amount(Decimal, places: Int)

  var text: String {
    switch self {
    case .word(let word): word
    case .number(let number): String(number)
    case .span(let span): span.description
    case .amount(let amount, let places): amount.text(minimumPlaces: places)
    }
  }
}

/// A condition such as `status=completed` or `found>0`.
package struct ReportCondition<Field: ReportField>: Sendable {
  let field: Field
  let comparison: Comparison
  let value: ReportValue

  func holds(of report: Field.Report) -> Bool {
    switch (field.value(of: report), value) {
    case (.word(let left)?, .word(let right)): comparison.holds(same: left, right)
    case (.number(let left)?, .number(let right)): comparison.holds(left, right)
    case (.span(let left)?, .span(let right)): comparison.holds(left, right)
    case (.amount(let left, _)?, .amount(let right, let places)): comparison.holds(left, right, places: places)
    default: false
    }
  }

  var text: String { "\(field.rawValue)\(comparison.rawValue)\(value.text)" }

  /// The field as it is.
  func actual(in report: Field.Report) -> String { "\(field.rawValue)=\(field.value(of: report)?.text ?? "none")" }
}

extension Slot {
  /// Conditions on a report, at least one.
  static func conditions<Field: ReportField>(
    _ path: any WritableKeyPath<Owner, [ReportCondition<Field>]> & Sendable
  ) -> Slot {
    let words = Field.allCases.map(\.rawValue)
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        repeat {
          owner[keyPath: path].append(try parser.reportCondition())
        } while parser.current?.kind == .word
          && parser.following(is: .comparison)
      },
      write: { owner, text in text += owner[keyPath: path].map { " \($0.text)" }.joined() },
      simpler: { _ in [] }, visit: { _, _ in },
      grammar: "FIELD=VALUE...", isOptional: false, words: words,
      fields: [
        FieldDescription(placeholder: "FIELD", meaning: "a field of what \(Field.owner) came to", words: words),
        FieldDescription(
          placeholder: "VALUE", meaning: "what it is compared with, a word, a whole number or a time", words: []),
      ])
  }
}

extension CaseParser {
  fileprivate mutating func reportCondition<Field: ReportField>() throws(LineGivenUp) -> ReportCondition<Field> {
    guard let token = current, let field = Field(rawValue: token.text) else {
      try fail(
        .unknownReportField(
          current?.spelling ?? "", of: Field.owner, legal: Field.allCases.map(\.rawValue),
          at: current?.span ?? endSpan))
    }
    advance()
    if let legal = field.words {
      let comparison = try comparison(CaseParser.equality)
      return ReportCondition(
        field: field, comparison: comparison,
        value: .word(try reportWord(field.rawValue, of: Field.owner, legal: legal)))
    }
    if field.isAmount {
      let comparison = try comparison(Comparison.allCases)
      guard case .decimal(let amount, let places) = try decimalValue().value else { throw LineGivenUp() }
      return ReportCondition(field: field, comparison: comparison, value: .amount(amount, places: places))
    }
    let comparison = try comparison(CaseParser.numeric)
    if field.isDuration {
      return ReportCondition(field: field, comparison: comparison, value: .span(try duration().value))
    }
    let number: Int = try integer("a number", in: 0...Int.max).value
    return ReportCondition(field: field, comparison: comparison, value: .number(number))
  }

  private mutating func reportWord(_ field: String, of owner: String, legal: [String]) throws(LineGivenUp) -> String {
    guard let token = current, legal.contains(token.text) else {
      try fail(
        .wrongReportWord(current?.spelling ?? "", field, of: owner, legal: legal, at: current?.span ?? endSpan))
    }
    advance()
    return token.text
  }
}

extension Diagnostic {
  fileprivate static func unknownReportField(
    _ word: String, of owner: String, legal: [String], at span: SourceSpan
  ) -> Diagnostic {
    let guess = Suggestion.nearest(to: word, in: legal)
    return Diagnostic(
      .unknownField, word.isEmpty ? "what must hold of \(owner) is missing" : "\(owner) has no field `\(word)`",
      at: span,
      label: guess.map { "the name here is `\($0)`" } ?? "not a field of \(owner)",
      notes: [list("fields of \(owner)", legal)])
  }

  fileprivate static func wrongReportWord(
    _ word: String, _ field: String, of owner: String, legal: [String], at span: SourceSpan
  ) -> Diagnostic {
    let guess = Suggestion.nearest(to: word, in: legal)
    return Diagnostic(
      .unknownWord, "`\(word)` is not a \(field) of \(owner)", at: span,
      label: guess.map { "did you mean `\($0)`?" } ?? "not known here",
      notes: [list("values of \(field)", legal)])
  }
}
