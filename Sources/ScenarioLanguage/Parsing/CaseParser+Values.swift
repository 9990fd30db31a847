import Reconciliation
import Trading

extension CaseParser {
  /// Takes a name of the user's.
  mutating func name(_ what: String) throws(LineGivenUp) -> Located<String> {
    guard let token = current else { try fail(.missing(what, legal: expected, at: endSpan)) }
    guard token.kind == .name else {
      try failIfMistyped(token)
      try fail(.name(token.spelling, of: what, at: token.span))
    }
    advance()
    return Located(token.text, at: token.span)
  }

  /// Takes a mark and gives its name without the `@`.
  mutating func mark() throws(LineGivenUp) -> Located<String> {
    guard let token = current else { try fail(.missing("a mark such as `@heal`", at: endSpan)) }
    guard token.kind == .mark else {
      try fail(.wrong(token.spelling, needed: "a mark such as `@heal`", at: token.span))
    }
    advance()
    return Located(token.text, at: token.span)
  }

  /// Takes a mark that some line must set.
  mutating func usedMark() throws(LineGivenUp) -> Located<String> {
    let mark = try mark()
    facts.markUses.append(mark)
    return mark
  }

  /// Takes a text in quotes.
  mutating func string(_ what: String) throws(LineGivenUp) -> Located<String> {
    guard let token = current else { try fail(.missing("\(what) in quotes", at: endSpan)) }
    guard token.kind == .string else {
      try fail(.wrong(token.spelling, needed: "\(what) in quotes", at: token.span))
    }
    advance()
    return Located(token.text, at: token.span)
  }

  /// Takes a text in quotes that says something: a reason that is empty is none.
  mutating func reason(_ what: String) throws(LineGivenUp) -> Located<String> {
    let text = try string(what)
    guard text.value.contains(where: { !$0.isWhitespace }) else { try fail(.blankText(what, at: text.span)) }
    return text
  }

  /// Takes a decimal number.
  mutating func decimal(_ what: String) throws(LineGivenUp) -> Located<Decimal> {
    let token = try numeric(what)
    do throws(DecimalError) {
      let value = try Decimal(token.text)
      return Located(value, at: token.span)
    } catch {
      let reason =
        switch error {
        case .overflow, .divisionByZero: "too large: at most 26 digits before the point"
        case .tooPrecise: "too fine: at most \(Decimal.fractionDigits) decimals"
        case .malformed: "write \(what) like this: 100 or 150.01"
        }
      try fail(.number(token.text, because: reason, at: token.span))
    }
  }

  /// Takes a whole number in a range.
  mutating func integer<Number: FixedWidthInteger & Sendable>(
    _ what: String, in range: ClosedRange<Number>
  ) throws(LineGivenUp) -> Located<Number> {
    let token = try numeric(what)
    let digits = token.text.filter { $0 != "_" }
    let isWhole = token.text.utf8.enumerated().allSatisfy { offset, byte in
      Lexer.isDigit(byte) || byte == UInt8(ascii: "_") || (offset == 0 && byte == UInt8(ascii: "-"))
    }
    guard isWhole else {
      try fail(.number(token.text, because: "write a whole number", at: token.span))
    }
    guard let value = Number(digits), range.contains(value) else {
      let reason =
        range.upperBound == .max
        ? "write \(range.lowerBound) or more" : "write a number from \(range.lowerBound) to \(range.upperBound)"
      try fail(.number(token.text, because: reason, at: token.span))
    }
    return Located(value, at: token.span)
  }

  /// Takes a token that starts with a digit, or with a sign before one.
  private mutating func numeric(_ what: String) throws(LineGivenUp) -> Token {
    guard var token = current else { try fail(.missing(what, legal: expected, at: endSpan)) }
    if token.kind == .plus, following(is: .number) {
      let start = token.span
      advance()
      token = tokens[index]
      token.span = start.through(token.span)
    }
    guard token.kind == .number else {
      try failIfMistyped(token)
      try fail(.wrong(token.spelling, needed: what, at: token.span))
    }
    advance()
    return token
  }

  /// Fails if a word is near to one that would be legal in place of the value that is needed here.
  private mutating func failIfMistyped(_ token: Token) throws(LineGivenUp) {
    guard token.kind == .word, let guess = Suggestion.nearest(to: token.text, in: expected) else { return }
    try fail(.mistyped(token.text, guess: guess, at: token.span))
  }

  /// Takes a length of time.
  mutating func duration(_ what: String = "a time such as `30s`") throws(LineGivenUp) -> Located<TimeSpan> {
    guard let token = current else { try fail(.missing(what, at: endSpan)) }
    guard token.kind == .number else {
      try failIfMistyped(token)
      try fail(.wrong(token.spelling, needed: what, at: token.span))
    }
    switch DurationReader.read(token) {
    case .success(let span):
      advance()
      return Located(span, at: token.span)
    case .failure(let problem):
      try fail(problem.diagnostic)
    }
  }

  /// Takes a length of time above zero.
  mutating func positiveDuration(_ what: String) throws(LineGivenUp) -> Located<TimeSpan> {
    let span = try duration()
    if span.value <= .zero { try fail(.zeroDuration(what, at: span.span)) }
    return span
  }
}
