/// Parameters within texts, names and marks, such as `"lost <n>"`, `A<n>` and `@heal<n>`.
extension Token {
  /// Whether it can have parameters inside.
  private var isFilled: Bool { kind == .string || kind == .name || kind == .mark }

  /// Whether it speaks of one of the parameters.
  func mentions(anyOf bindings: [Binding]) -> Bool {
    isFilled && text.utf8.contains(UInt8(ascii: "<")) && bindings.contains { text.contains("<\($0.name)>") }
  }

  /// Puts the values of parameters into it.
  ///
  /// - Returns: The last one that it speaks of.
  mutating func fill(_ bindings: [Binding]) -> Binding? {
    guard isFilled, text.utf8.contains(UInt8(ascii: "<")) else { return nil }
    var filled: Binding?
    for binding in bindings where text.contains("<\(binding.name)>") {
      text.replace(
        "<\(binding.name)>", with: binding.tokens.first?.kind == .string ? binding.tokens[0].text : binding.text)
      filled = binding
    }
    return filled
  }

  /// The parameters that a name or mark speaks of.
  var parametersInside: [String] {
    guard kind == .name || kind == .mark else { return [] }
    return text.split(separator: "<").dropFirst().compactMap { part in
      part.firstIndex(of: ">").map { String(part[..<$0]) }
    }
  }

  /// Whether a name or mark into which values were put can still be read as one.
  var isStillOne: Bool {
    let bytes = Array(spelling.utf8)
    var lexer = Lexer(bytes: bytes)
    lexer.enter(line: 1, bytes.indices)
    let tokens = lexer.tokens()
    return !lexer.isBroken && tokens.count == 1 && tokens[0].kind == kind && tokens[0].text == text
      && parametersInside.isEmpty
  }
}
