extension Lexer {
  /// Reads the token at the position; nil if there is something unreadable, which is reported and skipped.
  mutating func token(before end: Int) -> Token? {
    let start = position
    let byte = bytes[start]
    let following = start + 1 < end ? bytes[start + 1] : 0
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "*"): return run(.word, before: end)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): return run(.name, before: end)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(before: end)
    case UInt8(ascii: "-") where Lexer.isDigit(following): return number(before: end)
    case UInt8(ascii: "\""): return string(before: end)
    case UInt8(ascii: "@") where Lexer.isIdentifier(following) || following >= 0x80:
      return run(.mark, dropping: 1, before: end)
    case UInt8(ascii: "$") where Lexer.isIdentifier(following) || following >= 0x80:
      return run(.capture, dropping: 1, before: end)
    case UInt8(ascii: "."):
      if following == UInt8(ascii: ".") { return symbol(.range, length: 2) }
      if Lexer.isDigit(following) { return number(before: end) }
    case UInt8(ascii: ","): return symbol(.comma, length: 1)
    case UInt8(ascii: "+"): return symbol(.plus, length: 1)
    case UInt8(ascii: "|"): return symbol(.bar, length: 1)
    case UInt8(ascii: "<"):
      if let close = parameterEnd(at: start, before: end) {
        position = close + 1
        return Token(kind: .parameter, text: text(start + 1..<close), span: span(start, position))
      }
      return comparison(before: end)
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: ">"), UInt8(ascii: "~"): return comparison(before: end)
    case 0x80...: return foreign(before: end)
    default: break
    }
    while position < end, bytes[position] == byte { position += 1 }
    if byte == UInt8(ascii: "?"), position - start == 3 {
      report(.hole(at: span(start, position)))
      return nil
    }
    report(.character(text(start..<start + 1), at: span(start, position)))
    return nil
  }

  private mutating func symbol(_ kind: Token.Kind, length: Int) -> Token {
    let start = position
    position += length
    return Token(kind: kind, text: text(start..<position), span: span(start, position))
  }

  /// Reads a word, name, mark or capture; a name or mark can have parameters inside, such as `A<n>`.
  private mutating func run(_ kind: Token.Kind, dropping prefix: Int = 0, before end: Int) -> Token? {
    let start = position
    position += prefix == 0 && bytes[start] < 0x80 ? 1 : prefix
    while position < end {
      let byte = bytes[position]
      if Lexer.isIdentifier(byte) {
        position += 1
      } else if kind != .mark, kind != .capture, Lexer.isJoint(byte) {
        position += 1
      } else if byte == UInt8(ascii: "-"), position + 1 < end, Lexer.isIdentifier(bytes[position + 1]) {
        position += 1
      } else if byte >= 0x80, let scalar = scalar(at: position), Lexer.isIdentifier(scalar) {
        position += scalar.utf8.count
      } else if kind == .name || kind == .mark, position > start + prefix,
        let close = parameterEnd(at: position, before: end)
      {
        position = close + 1
      } else {
        break
      }
    }
    guard position > start + prefix else {
      report(.character(text(start..<position), at: span(start, position)))
      return nil
    }
    return Token(kind: kind, text: text(start + prefix..<position), span: span(start, position))
  }

  /// Reads a number with what hangs on to it, such as a unit of time; what it means is found out where it is used.
  private mutating func number(before end: Int) -> Token {
    let start = position
    position += 1
    while position < end {
      let byte = bytes[position]
      if byte == UInt8(ascii: "."), position + 1 < end, bytes[position + 1] == UInt8(ascii: ".") { break }
      guard Lexer.isIdentifier(byte) || byte == UInt8(ascii: ".") else { break }
      position += 1
    }
    return Token(kind: .number, text: text(start..<position), span: span(start, position))
  }

  private mutating func comparison(before end: Int) -> Token {
    let start = position
    position += 1
    while position < end, Lexer.isComparison(bytes[position]), parameterEnd(at: position, before: end) == nil {
      position += 1
    }
    return Token(kind: .comparison, text: text(start..<position), span: span(start, position))
  }

  /// Where the `>` of a parameter stands, if there is a parameter here.
  private func parameterEnd(at start: Int, before end: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "<"), start + 1 < end, Lexer.isLetter(bytes[start + 1]) else { return nil }
    var index = start + 1
    while index < end, Lexer.isIdentifier(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    return index < end && bytes[index] == UInt8(ascii: ">") ? index : nil
  }

  /// Reads what starts with a character outside ASCII: a letter makes a name or a word, all else is an error.
  private mutating func foreign(before end: Int) -> Token? {
    let start = position
    if let scalar = scalar(at: start), scalar.properties.isAlphabetic {
      return run(scalar.properties.isLowercase ? .word : .name, before: end)
    }
    repeat { position += 1 } while position < end && bytes[position] & 0xC0 == 0x80
    report(.character(text(start..<position), at: span(start, max(start + 1, position))))
    return nil
  }

  /// The character outside ASCII that starts at a byte.
  private func scalar(at index: Int) -> Unicode.Scalar? {
    let end = min(index + 4, line.upperBound)
    return String(decoding: bytes[index..<end], as: UTF8.self).unicodeScalars.first
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  static func isIdentifier(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_")
  }

  private static func isIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || scalar.properties.generalCategory == .nonspacingMark
  }

  /// Whether a character joins the parts of a word or name.
  private static func isJoint(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "*"), UInt8(ascii: "-"), UInt8(ascii: ":"): true
    default: false
    }
  }

  private static func isComparison(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "~"): true
    default: false
    }
  }
}
