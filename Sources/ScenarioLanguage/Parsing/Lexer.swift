/// Cuts lines of a file into tokens.
///
/// Works on bytes; only a line with characters outside ASCII pays for counting characters.
struct Lexer {
  /// The bytes of the whole file.
  let bytes: [UInt8]
  /// What is wrong with the text so far.
  private(set) var diagnostics: [Diagnostic] = []
  /// The number of the line at hand.
  private(set) var lineNumber = 0
  /// The bytes of the line at hand.
  private(set) var line: Range<Int> = 0..<0
  /// The column of each byte of the line; empty if every byte is a character.
  private var columns: [Int] = []
  /// The next byte to look at.
  var position = 0
  /// Whether a character of the line at hand could not be read.
  private(set) var isBroken = false

  /// Makes a lexer for a file.
  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Goes to a line, to cut all of it or a part.
  mutating func enter(line number: Int, _ range: Range<Int>) {
    lineNumber = number
    line = range
    position = range.lowerBound
    isBroken = false
    columns.removeAll(keepingCapacity: true)
    guard bytes[range].contains(where: { $0 >= 0x80 }) else { return }
    var column = 1
    for character in String(decoding: bytes[range], as: UTF8.self) {
      columns.append(contentsOf: repeatElement(column, count: character.utf8.count))
      column += 1
    }
    columns.append(column)
  }

  /// Cuts the rest of the line into tokens; stops before a comment.
  mutating func tokens(until end: Int? = nil) -> [Token] {
    let end = end ?? line.upperBound
    var tokens: [Token] = []
    while let token = next(before: end) { tokens.append(token) }
    return tokens
  }

  /// The text of a stretch of bytes.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The span of a stretch of bytes of the line at hand.
  func span(_ start: Int, _ end: Int) -> SourceSpan {
    guard !columns.isEmpty else {
      return SourceSpan(line: lineNumber, column: start - line.lowerBound + 1, length: end - start)
    }
    let first = column(start)
    return SourceSpan(line: lineNumber, column: first, length: column(end) - first)
  }

  private func column(_ index: Int) -> Int {
    let offset = index - line.lowerBound
    return offset < columns.count ? columns[offset] : columns.last ?? 1
  }

  /// Notes that the line at hand cannot be read.
  mutating func report(_ diagnostic: Diagnostic) {
    isBroken = true
    diagnostics.append(diagnostic)
  }

  /// Skips blanks; a tab counts as one, but is reported.
  mutating func skipBlanks(before end: Int) {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: " "): position += 1
      case UInt8(ascii: "\t"):
        report(.tab(at: span(position, position + 1)))
        while position < end, bytes[position] == UInt8(ascii: "\t") { position += 1 }
      default: return
      }
    }
  }

  /// The next token, or nil at the end of the line or before a comment.
  private mutating func next(before end: Int) -> Token? {
    while true {
      skipBlanks(before: end)
      guard position < end else { return nil }
      if bytes[position] == UInt8(ascii: "#") { return nil }
      if let token = token(before: end) { return token }
    }
  }
}
