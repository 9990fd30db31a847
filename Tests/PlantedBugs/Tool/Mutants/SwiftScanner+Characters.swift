/// What a byte can be part of.
extension SwiftScanner {
  static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 9 || byte == 13 }

  static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  static func isName(_ byte: UInt8) -> Bool {
    isDigit(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_") || byte >= 128
  }

  static func isNameStart(_ byte: UInt8) -> Bool {
    isName(byte) || [UInt8(ascii: "$"), UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "`")].contains(byte)
  }

  static func isOperator(_ byte: UInt8) -> Bool { "/=-+!*%<>&|^~?".utf8.contains(byte) }

  /// Whether an operand can end with a byte, so that `?` or `!` behind it belongs to it.
  static func endsOperand(_ byte: UInt8) -> Bool {
    isName(byte)
      || [
        UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "?"), UInt8(ascii: "!"),
        UInt8(ascii: ">"),
      ]
      .contains(byte)
  }
}
