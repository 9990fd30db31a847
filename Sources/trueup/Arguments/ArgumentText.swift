/// The words of the command line as bytes: paths may be what no text is.
enum ArgumentText {
  /// The words after the name of the program.
  ///
  /// - Throws: ``UsageError`` for a word that is not UTF-8: read as text it would mean another file.
  static func words() throws(UsageError) -> [String] {
    var words: [String] = []
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let pointer = CommandLine.unsafeArgv[index] else { break }
      guard let word = String(validatingCString: pointer) else {
        let bytes = UnsafeBufferPointer(start: pointer, count: length(of: pointer)).map { UInt8(bitPattern: $0) }
        throw .notText(escaped(bytes))
      }
      words.append(word)
    }
    return words
  }

  /// Bytes as text in which those that are no characters are written `\xE9`.
  static func escaped(_ bytes: [UInt8]) -> String {
    var text = ""
    var rest = bytes[...]
    while !rest.isEmpty {
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
        rest = rest.dropFirst(length)
      } else if let byte = rest.popFirst() {
        text += "\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
      }
    }
    return text
  }

  private static func length(of text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }
}
