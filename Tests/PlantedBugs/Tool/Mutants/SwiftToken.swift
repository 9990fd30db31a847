/// One token of a Swift source, with what is needed to tell an operator from a piece of a type.
struct SwiftToken: Hashable, Sendable {
  /// The sorts of token.
  enum Kind: Sendable {
    /// A name, a keyword, `$0`, `#if` or `@attribute`.
    case word
    /// A whole number or one with a fraction.
    case number
    /// A string with everything in it, interpolations too.
    case string
    /// A run of operator characters, or one `?` or `!` behind an operand.
    case symbol
    /// A bracket, comma, colon, semicolon, dot or backslash.
    case mark
  }

  var kind: Kind
  var text: String
  /// Where it stands, in bytes.
  var range: Range<Int>
  /// The line, counted from 1.
  var line: Int
  /// Whether it is the first of its line.
  var startsLine: Bool
  /// Whether a blank, a line end or an opening bracket stands before it.
  var isSpacedBefore: Bool
  /// Whether a blank or a line end stands behind it.
  var isSpacedAfter: Bool

  /// Whether it joins two operands.
  ///
  /// An operator that joins has blanks on both sides or on none; without blanks `<` and `>` belong to a generic type.
  var isInfix: Bool {
    guard kind == .symbol, isSpacedBefore == isSpacedAfter else { return false }
    return isSpacedBefore || !(text.allSatisfy { "<>?!".contains($0) } || text == "->")
  }
}

/// A Swift source as tokens, with the partner of every bracket.
struct SwiftSource: Sendable {
  let bytes: [UInt8]
  let tokens: [SwiftToken]
  /// For each bracket the index of its partner; for anything else, or without one, its own index.
  let partners: [Int]

  /// Scans a source.
  init(_ text: String) {
    bytes = Array(text.utf8)
    tokens = SwiftScanner.tokens(of: bytes)
    var partners = Array(tokens.indices)
    var open: [Int] = []
    for (index, token) in tokens.enumerated() where token.kind == .mark {
      switch token.text {
      case "(", "[", "{": open.append(index)
      case ")", "]", "}":
        guard let start = open.popLast() else { continue }
        partners[start] = index
        partners[index] = start
      default: break
      }
    }
    self.partners = partners
  }

  /// The text of the token at an index; empty beyond the end.
  func word(_ index: Int) -> String {
    tokens.indices.contains(index) ? tokens[index].text : ""
  }

  /// The index behind a token, or behind the bracket that it opens.
  func after(_ index: Int) -> Int { max(index, partners[index]) + 1 }

  /// The bytes of a range of tokens.
  func span(_ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return 0..<0 }
    return tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound
  }

  /// The text of a range of bytes.
  func text(_ span: Range<Int>) -> String { String(decoding: bytes[span], as: UTF8.self) }

  /// The first token of a range outside its brackets for which a condition holds.
  func first(in range: Range<Int>, where isWanted: (SwiftToken) -> Bool) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if isWanted(tokens[index]) { return index }
      index = after(index)
    }
    return nil
  }

  /// The parts of a range between commas outside its brackets.
  func parts(of range: Range<Int>) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    while start < range.upperBound {
      let end = first(in: start..<range.upperBound) { $0.text == "," && $0.kind == .mark } ?? range.upperBound
      if start < end { parts.append(start..<end) }
      start = end + 1
    }
    return parts
  }

  /// The text of a line without blanks at its ends.
  func line(_ number: Int) -> String {
    let lines = bytes.split(separator: 10, maxSplits: number, omittingEmptySubsequences: false)
    guard lines.indices.contains(number - 1) else { return "" }
    let line = String(decoding: lines[number - 1], as: UTF8.self)
    return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
