import Reconciliation
import Trading

extension CaseParser {
  /// The comparisons of numbers that are not rounded.
  static let numeric: [Comparison] = Comparison.allCases.filter { $0 != .rounded }
  /// The comparisons of words and names.
  static let equality: [Comparison] = [.equal, .notEqual]

  /// What must hold of an order: at least one condition, and a lone status in its short form.
  mutating func orderConditionsWithShortStatus() throws(LineGivenUp) -> [Condition] {
    var conditions: [Condition] = []
    if let token = current, token.kind == .comparison {
      let comparison = try comparison(CaseParser.equality)
      let status = try choice(.orderStatus, of: Word.orderStatuses)
      conditions.append(
        Condition(
          field: Located(.order(.status), at: token.span), comparison: comparison,
          value: Located(.word(status.value), at: status.span)))
    }
    conditions += try orderConditions()
    try checkRepeats(conditions)
    if conditions.isEmpty {
      guard let token = current else {
        try fail(
          .missing(
            "what must hold, such as `status=filled`", legal: OrderField.allCases.map(\.rawValue),
            listName: WordRole.orderField.listName, at: endSpan))
      }
      try fail(.unknownOrderField(token.spelling, legal: OrderField.allCases.map(\.rawValue), at: token.span))
    }
    return conditions
  }

  /// Conditions on the fields of an order; none at all are fine.
  mutating func orderConditions() throws(LineGivenUp) -> [Condition] {
    var conditions: [Condition] = []
    while let token = current, token.kind == .word {
      guard let field = OrderField(rawValue: token.text) else {
        guard following(is: .comparison) else { break }
        try fail(.unknownOrderField(token.text, legal: OrderField.allCases.map(\.rawValue), at: token.span))
      }
      advance()
      let legal = field.isNumber ? Comparison.allCases : CaseParser.equality
      guard current?.kind == .comparison else {
        try fail(.fieldWithoutComparison(token.text, legal: legal, at: token.span))
      }
      let comparison = try comparison(legal)
      let value: Located<Condition.Value>
      switch field {
      case .status:
        let word = try choice(.orderStatus, of: Word.orderStatuses)
        value = Located(.word(word.value), at: word.span)
      case .key: value = try keyValue()
      case .qty, .filled, .leaves, .avg, .fees, .limit, .stop: value = try decimalValue()
      }
      conditions.append(
        Condition(field: Located(.order(field), at: token.span), comparison: comparison, value: value))
    }
    try checkRepeats(conditions)
    return conditions
  }

  /// Takes a comparison out of those that make sense here.
  mutating func comparison(_ legal: [Comparison]) throws(LineGivenUp) -> Comparison {
    guard let token = current else {
      try fail(.missing("a comparison and a value, such as `= 100`", at: endSpan))
    }
    guard token.kind == .comparison else { try fail(.noComparison(insteadOf: token, legal: legal)) }
    guard let comparison = Comparison(rawValue: token.text), legal.contains(comparison) else {
      try fail(.comparison(token.text, legal: legal, at: token.span))
    }
    advance()
    return comparison
  }

  /// A number of things is never below zero: `>= 0` and `< 0` check nothing.
  mutating func checkComparison(withZeroAt span: SourceSpan) throws(LineGivenUp) {
    guard index > 1, tokens[index - 2].kind == .comparison else { return }
    let comparison = tokens[index - 2]
    switch Comparison(rawValue: comparison.text) {
    case .less: try fail(.alwaysSo("< 0", never: true, at: comparison.span.through(span)))
    case .greaterOrEqual: try fail(.alwaysSo(">= 0", never: false, at: comparison.span.through(span)))
    default: break
    }
  }

  /// A field that must equal one thing has no room for a second condition.
  mutating func checkRepeats(_ conditions: [Condition]) throws(LineGivenUp) {
    for (place, condition) in conditions.enumerated() {
      guard let first = conditions[..<place].first(where: { $0.field.value == condition.field.value }),
        [first, condition].contains(where: { $0.comparison == .equal || $0.comparison == .rounded })
      else { continue }
      try fail(.saidTwice(condition.field.value.name, at: condition.field.span, first: first.field.span))
    }
  }

  /// Takes a decimal and remembers how many decimals are written.
  mutating func decimalValue() throws(LineGivenUp) -> Located<Condition.Value> {
    let value = try decimal("a number")
    let text = tokens[index - 1].text
    let places = text.utf8.firstIndex(of: UInt8(ascii: ".")).map { text.utf8.distance(from: $0, to: text.endIndex) - 1 }
    return Located(.decimal(value.value, places: places ?? 0), at: value.span)
  }

  /// Takes a client order id.
  mutating func keyValue() throws(LineGivenUp) -> Located<Condition.Value> {
    let key = try name("a client order id")
    facts.keyUses.append(key)
    return Located(.name(key.value), at: key.span)
  }
}

extension OrderField {
  /// Whether the field is compared as a number.
  var isNumber: Bool {
    switch self {
    case .status, .key: false
    case .qty, .filled, .leaves, .avg, .fees, .limit, .stop: true
    }
  }
}

extension Condition.Field {
  /// How a file writes it.
  fileprivate var name: String {
    switch self {
    case .event(let field): EventNames.name(field)
    case .order(let field): field.rawValue
    }
  }
}
