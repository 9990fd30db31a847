extension Lexer {
  /// Reads a text in quotes; nil if it cannot be read, which is reported.
  mutating func string(before end: Int) -> Token? {
    let start = position
    position += 1
    var content: [UInt8] = []
    var isReadable = true
    while position < end, bytes[position] != UInt8(ascii: "\"") {
      let byte = bytes[position]
      if byte == UInt8(ascii: "\\"), position + 1 < end {
        if !escape(before: end, into: &content) { isReadable = false }
      } else if byte == UInt8(ascii: "\t") {
        report(.tab(at: span(position, position + 1)))
        isReadable = false
        position += 1
      } else {
        content.append(byte)
        position += 1
      }
    }
    guard position < end else {
      report(.openString(at: span(start, end)))
      return nil
    }
    position += 1
    guard isReadable else { return nil }
    return Token(kind: .string, text: String(decoding: content, as: UTF8.self), span: span(start, position))
  }

  /// Reads one escape; false if there is no such escape, which is reported.
  private mutating func escape(before end: Int, into content: inout [UInt8]) -> Bool {
    let start = position
    position += 2
    switch bytes[start + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): content.append(bytes[start + 1])
    case UInt8(ascii: "n"): content.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "r"): content.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "t"): content.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "u"):
      let digits = position + 1
      guard position < end, bytes[position] == UInt8(ascii: "{"),
        let close = bytes[digits..<end].firstIndex(of: UInt8(ascii: "}")), close <= digits + 6,
        let value = UInt32(text(digits..<close), radix: 16), let scalar = Unicode.Scalar(value)
      else { fallthrough }
      content.append(contentsOf: scalar.utf8.map { $0 })
      position = close + 1
    default:
      while position < end, bytes[position] & 0xC0 == 0x80 { position += 1 }
      report(.escape(text(start..<position), at: span(start, position)))
      return false
    }
    return true
  }
}
