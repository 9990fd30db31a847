import Reconciliation
import Trading

extension CaseParser {
  /// The next token; nil at the end of the line.
  var current: Token? { index < tokens.count ? tokens[index] : nil }

  /// Whether the token after the next one is of a kind.
  func following(is kind: Token.Kind) -> Bool {
    index + 1 < tokens.count && tokens[index + 1].kind == kind
  }

  /// Where something missing at the end of the line would stand.
  var endSpan: SourceSpan {
    SourceSpan(line: lineSpan.line, column: lineSpan.column + lineSpan.length + 1, length: 1)
  }

  /// The span from a token to the last one taken.
  func span(from first: SourceSpan) -> SourceSpan {
    index > 0 ? first.through(tokens[index - 1].span) : first
  }

  /// Takes the next token.
  mutating func advance() {
    index += 1
    expected.removeAll(keepingCapacity: true)
  }

  /// Takes a word if it is the next token; if not, remembers that it would be legal here.
  mutating func skip(_ word: String) -> Bool {
    if let token = current, token.kind == .word, token.text == word {
      advance()
      return true
    }
    expected.append(word)
    return false
  }

  /// Takes a token of a kind without a text of its own.
  mutating func skip(_ kind: Token.Kind) -> Bool {
    guard let token = current, token.kind == kind else { return false }
    advance()
    return true
  }

  /// Takes a word that must stand here.
  mutating func keyword(_ word: String) throws(LineGivenUp) {
    let others = expected
    if skip(word) { return }
    let legal = others + [word]
    guard let token = current else { try fail(.missing("`\(word)`", at: endSpan)) }
    try fail(.unknown(token.spelling, as: .keyword(word), legal: legal, at: token.span))
  }

  /// Takes one of the words of a list and tells which.
  mutating func word(
    _ role: WordRole, of legal: some Collection<String>
  ) throws(LineGivenUp) -> Located<String> {
    guard let token = current else {
      try fail(.missing(role.missing, legal: Array(legal), listName: role.listName, at: endSpan))
    }
    guard token.kind == .word, legal.contains(token.text) else {
      let others = legal.filter { !expected.contains($0) }
      try fail(.unknown(token.spelling, as: role, legal: expected + others, at: token.span))
    }
    advance()
    return Located(token.text, at: token.span)
  }

  /// Takes one of the words that an enumeration knows.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ role: WordRole, _ type: Choice.Type = Choice.self
  ) throws(LineGivenUp) -> Located<Choice> {
    if let token = current, token.kind == .word, let choice = Choice(rawValue: token.text) {
      advance()
      return Located(choice, at: token.span)
    }
    let taken = try word(role, of: Choice.allCases.map(\.rawValue))
    guard let choice = Choice(rawValue: taken.value) else { throw LineGivenUp() }
    return Located(choice, at: taken.span)
  }

  /// Takes one of the words of the event vocabulary.
  mutating func choice(_ role: WordRole, of words: [Word]) throws(LineGivenUp) -> Located<Word> {
    if let token = current, token.kind == .word, let word = words.first(where: { $0.text == token.text }) {
      advance()
      return Located(word, at: token.span)
    }
    let taken = try word(role, of: words.map(\.text))
    guard let word = Word(text: taken.value) else { throw LineGivenUp() }
    return Located(word, at: taken.span)
  }

  /// Takes a word of no list, such as a tag.
  mutating func freeWord(_ what: String) throws(LineGivenUp) -> Located<String> {
    guard let token = current else { try fail(.missing(what, at: endSpan)) }
    guard token.kind == .word else { try fail(.wrong(token.spelling, needed: what, at: token.span)) }
    advance()
    return Located(token.text, at: token.span)
  }

  /// Makes sure that nothing is left on the line.
  mutating func finish() throws(LineGivenUp) {
    guard let token = current else { return }
    try fail(.leftOver(token, legal: expected))
  }
}
