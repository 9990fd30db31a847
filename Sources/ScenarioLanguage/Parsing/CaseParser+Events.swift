import Reconciliation
import Trading

extension CaseParser {
  /// An event and conditions on its fields.
  mutating func eventPattern(allowsCaptures: Bool) throws(LineGivenUp) -> EventPattern {
    guard let token = current else { try fail(.missing("the name of an event", at: endSpan)) }
    guard token.kind == .word, let kind = EventNames.kind(token.text) else {
      try fail(.unknownEvent(token.spelling, at: token.span))
    }
    advance()
    var pattern = EventPattern(kind: Located(kind, at: token.span))
    while let token = current, token.kind == .word {
      let field = EventNames.field(token.text)
      guard following(is: .comparison) else {
        guard let field, kind.fields.contains(field) else {
          expected = kind.fields.map(EventNames.name)
          break
        }
        try fail(.fieldWithoutComparison(token.text, legal: field.comparisons, at: token.span))
      }
      guard let field, kind.fields.contains(field) else {
        try fail(.unknownField(token.text, of: kind, at: token.span))
      }
      advance()
      pattern.conditions.append(try condition(Located(field, at: token.span), allowsCaptures))
    }
    try checkRepeats(pattern.conditions)
    return pattern
  }

  private mutating func condition(
    _ field: Located<EventField>, _ allowsCaptures: Bool
  ) throws(LineGivenUp) -> Condition {
    let comparison = try comparison(field.value.comparisons)
    let value: Located<Condition.Value>
    if let token = current, token.kind == .capture {
      guard allowsCaptures else { try fail(.captureOutsideLog(token.text, at: token.span)) }
      guard comparison == .equal else {
        try fail(.comparison(comparison.rawValue, legal: [.equal], at: tokens[index - 1].span))
      }
      facts.captures.append(Facts.CaptureUse(name: token.text, span: token.span, block: logBlock))
      advance()
      value = Located(.capture(token.text), at: token.span)
    } else {
      value = try fieldValue(field.value)
    }
    return Condition(field: Located(.event(field.value), at: field.span), comparison: comparison, value: value)
  }

  private mutating func fieldValue(_ field: EventField) throws(LineGivenUp) -> Located<Condition.Value> {
    switch field.type {
    case .order:
      let order = try mentionedOrder()
      return Located(.name(order.value), at: order.span)
    case .key: return try keyValue()
    case .execution:
      let execution = try name("the name of an execution")
      facts.executionUses.append(execution)
      return Located(.name(execution.value), at: execution.span)
    case .instrument:
      let symbol = try usedSymbol()
      return Located(.name(symbol.value), at: symbol.span)
    case .currency:
      let currency = try usedCurrency()
      return Located(.name(currency.value), at: currency.span)
    case .decimal: return try decimalValue()
    case .integer:
      let number = try integer("a whole number", in: 0...Int.max)
      return Located(.integer(number.value), at: number.span)
    case .discrepancy, .ticket:
      let letter: Character = field.type == .ticket ? "T" : "D"
      let name = try name(field.type == .ticket ? "a ticket such as `T1`" : "a discrepancy such as `D1`")
      let digits = name.value.dropFirst().utf8
      guard name.value.first == letter, let first = digits.first, first != UInt8(ascii: "0"), digits.count <= 9,
        digits.allSatisfy(Lexer.isDigit)
      else {
        try fail(
          field.type == .ticket ? .ticketName(name.value, at: name.span) : .discrepancyName(name.value, at: name.span))
      }
      return Located(.name(name.value), at: name.span)
    case .duration:
      let span = try duration()
      return Located(.duration(span.value), at: span.span)
    case .word(let words):
      let word = try choice(.fieldValue(field), of: words)
      return Located(.word(word.value), at: word.span)
    case .text:
      let text = try string("a text")
      return Located(.text(text.value), at: text.span)
    }
  }
}

extension EventField {
  /// The comparisons that make sense for the field.
  var comparisons: [Comparison] {
    switch type {
    case .decimal: Comparison.allCases
    case .integer, .duration: CaseParser.numeric
    case .order, .key, .execution, .instrument, .currency, .discrepancy, .ticket, .word, .text: CaseParser.equality
    }
  }
}
