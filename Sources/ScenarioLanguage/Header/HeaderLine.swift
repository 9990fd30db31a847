/// A line of the header: what the file says about itself.
package struct HeaderLine: Sendable {
  /// The word that it starts with.
  package let word: String
  /// What follows the word, as a pattern.
  package let grammar: String
  /// What it says.
  package let summary: String
  /// One line as a file has it.
  package let example: String
  /// What holds without the line.
  package var usual: String?
  /// Whether a file may have several of it.
  var isRepeatable = false
  /// Takes what follows the word; false for a line that is read elsewhere.
  let read: @Sendable (inout CaseParser) throws(LineGivenUp) -> Bool
  /// What follows the word in each such line of a header.
  let write: @Sendable (Scenario.Header) -> [String]
}

/// All lines of the header.
package enum HeaderCatalogue {
  /// The lines, in the order in which they are printed.
  package static let lines: [HeaderLine] = [
    .format, .about, .tags, .mode, .seed, .broker, .ends, .maximumSteps, .each, .xfail, .skip, .pin,
  ]
}

extension CaseParser {
  /// One line of the header.
  mutating func headerLine(_ said: inout [String: SourceSpan]) throws(LineGivenUp) {
    let word = try word(.headerWord, of: HeaderCatalogue.lines.map(\.word))
    guard let line = HeaderCatalogue.lines.first(where: { $0.word == word.value }) else { throw LineGivenUp() }
    if !line.isRepeatable { try once(line.word, word.span, &said) }
    if try line.read(&self) { try finish() }
  }

  /// Makes sure that a key is given once.
  mutating func once(_ key: String, _ span: SourceSpan, _ said: inout [String: SourceSpan]) throws(LineGivenUp) {
    if let first = said[key] { try fail(.saidTwice(key, at: span, first: first)) }
    said[key] = span
  }
}

extension ScenarioPrinter {
  /// The lines of a header.
  static func header(_ header: Scenario.Header) -> [(key: String, rest: String)] {
    HeaderCatalogue.lines.flatMap { line in line.write(header).map { (line.word, $0) } }
  }
}
