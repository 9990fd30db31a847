/// Splits a Swift source into tokens; comments and blanks are left out, a string is one token.
struct SwiftScanner {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var tokens: [SwiftToken] = []

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The tokens of a source.
  static func tokens(of bytes: [UInt8]) -> [SwiftToken] {
    var scanner = SwiftScanner(bytes)
    scanner.scan()
    return scanner.tokens
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private func starts(_ text: StaticString) -> Bool {
    (0..<text.utf8CodeUnitCount).allSatisfy { byte($0) == text.utf8Start[$0] }
  }

  private mutating func scan() {
    while position < bytes.count {
      switch byte() {
      case UInt8(ascii: "\n"):
        line += 1
        position += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
      case _ where starts("//"): while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
      case _ where starts("/*"): skipComment()
      default: token()
      }
    }
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if starts("/*") { depth += 1 } else if starts("*/") { depth -= 1 }
      let isMark = starts("/*") || starts("*/")
      if byte() == UInt8(ascii: "\n") { line += 1 }
      position += isMark ? 2 : 1
    } while depth > 0 && position < bytes.count
  }

  private mutating func token() {
    let (start, firstLine) = (position, line)
    let kind = scanToken()
    let before = start == 0 ? UInt8(ascii: " ") : bytes[start - 1]
    let isOpen = [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{")].contains(before)
    tokens.append(
      SwiftToken(
        kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position,
        line: firstLine, startsLine: tokens.last.map { $0.line < firstLine && !endsOn($0, firstLine) } ?? true,
        isSpacedBefore: SwiftScanner.isBlank(before) || isOpen,
        isSpacedAfter: position >= bytes.count || SwiftScanner.isBlank(byte())))
  }

  /// Whether a token of several lines ends on a line.
  private func endsOn(_ token: SwiftToken, _ line: Int) -> Bool {
    token.kind == .string && token.line + bytes[token.range].count { $0 == UInt8(ascii: "\n") } == line
  }

  private mutating func scanToken() -> SwiftToken.Kind {
    let first = byte()
    if first == UInt8(ascii: "\"") || (first == UInt8(ascii: "#") && isRawString) {
      skipString()
      return .string
    }
    if SwiftScanner.isDigit(first) {
      skipNumber()
      return .number
    }
    if SwiftScanner.isNameStart(first) {
      position += 1
      while SwiftScanner.isName(byte()) { position += 1 }
      if first == UInt8(ascii: "`") { position += 1 }
      return .word
    }
    if starts("...") || starts("..<") {
      position += 3
      return .symbol
    }
    guard SwiftScanner.isOperator(first) else {
      position += 1
      return .mark
    }
    skipOperator(first)
    return .symbol
  }

  private mutating func skipOperator(_ first: UInt8) {
    let isBehindOperand = position > 0 && SwiftScanner.endsOperand(bytes[position - 1])
    if first == UInt8(ascii: "?"), !starts("??") || isBehindOperand { return position += 1 }
    if first == UInt8(ascii: "!"), isBehindOperand || byte(1) != UInt8(ascii: "=") { return position += 1 }
    position += 1
    while SwiftScanner.isOperator(byte()), byte() != UInt8(ascii: "!") {
      if byte() == UInt8(ascii: "?"), first != UInt8(ascii: "?") { break }
      if starts("//") || starts("/*") { break }
      position += 1
    }
  }

  private mutating func skipNumber() {
    let isMember = tokens.last.map { $0.text == "." && $0.range.upperBound == position } ?? false
    while SwiftScanner.isName(byte()) { position += 1 }
    guard !isMember, byte() == UInt8(ascii: "."), SwiftScanner.isDigit(byte(1)) else { return }
    position += 1
    while SwiftScanner.isName(byte()) { position += 1 }
  }

  private var isRawString: Bool {
    var offset = 0
    while byte(offset) == UInt8(ascii: "#") { offset += 1 }
    return byte(offset) == UInt8(ascii: "\"")
  }

  /// Skips a string: plain, raw or of several lines, with interpolations that hold strings in turn.
  private mutating func skipString() {
    var pounds = 0
    while byte() == UInt8(ascii: "#") {
      pounds += 1
      position += 1
    }
    let quotes = starts("\"\"\"") ? 3 : 1
    position += quotes
    while position < bytes.count {
      if byte() == UInt8(ascii: "\\"), (0..<pounds).allSatisfy({ byte(1 + $0) == UInt8(ascii: "#") }) {
        position += 1 + pounds
        if byte() == UInt8(ascii: "(") { skipInterpolation() } else { position += 1 }
      } else if (0..<quotes).allSatisfy({ byte($0) == UInt8(ascii: "\"") }),
        (0..<pounds).allSatisfy({ byte(quotes + $0) == UInt8(ascii: "#") })
      {
        return position += quotes + pounds
      } else {
        if byte() == UInt8(ascii: "\n") { line += 1 }
        position += 1
      }
    }
  }

  private mutating func skipInterpolation() {
    var depth = 0
    repeat {
      switch byte() {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: "\""):
        skipString()
        continue
      default: break
      }
      position += 1
    } while depth > 0 && position < bytes.count
  }
}
