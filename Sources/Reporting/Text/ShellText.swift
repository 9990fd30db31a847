import ScenarioLanguage

extension String {
  /// The text as one word of a command line, such that a shell gets exactly this text.
  public var shellQuoted: String {
    func isPlain(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ":"),
        UInt8(ascii: "@"), 0x80...:
        true
      default: false
      }
    }
    if unicodeScalars.contains(where: StyledText.isHarmful) { return escaped }
    if !isEmpty, utf8.allSatisfy(isPlain) { return self }
    let isSafeInDoubleQuotes = !contains { "\"$`\\!".contains($0) }
    if isSafeInDoubleQuotes { return "\"\(self)\"" }
    return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// The text in `$'...'`, in which bash, zsh and ksh read what a terminal would not show.
  private var escaped: String {
    var text = ""
    for scalar in unicodeScalars {
      if StyledText.isHarmful(scalar) {
        for byte in String(scalar).utf8 { text += "\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16))" }
      } else {
        if scalar == "'" || scalar == "\\" { text += "\\" }
        text.unicodeScalars.append(scalar)
      }
    }
    return "$'\(text)'"
  }
}
