extension MutantFinder {
  /// The index behind a statement: the next line that does not go on with it.
  func endOfStatement(_ start: Int, _ end: Int) -> Int {
    var index = source.after(start)
    while index < end {
      let token = source.tokens[index]
      if token.text == ";" { return index }
      if token.startsLine, !goesOn(index) { return index }
      index = source.after(index)
    }
    return end
  }

  private func goesOn(_ index: Int) -> Bool {
    let (token, before) = (source.tokens[index], source.tokens[index - 1])
    if token.isInfix || [".", "?", ":"].contains(token.text) {
      // A line that starts with `.case` behind a complete one goes on with it as well.
      return true
    }
    if ["else", "catch", "where", "{"].contains(token.text) { return true }
    return before.isInfix || [",", ":", "="].contains(before.text)
  }

  /// The block behind an index; returns the index behind it.
  mutating func block(from start: Int, _ end: Int, _ context: Context, isValue: Bool = false) -> Int {
    guard start < end, let brace = source.first(in: start..<end, where: { $0.text == "{" }) else { return end }
    statements(brace + 1..<source.partners[brace], context, isValue: isValue)
    return source.after(brace)
  }

  /// `if` with all that belongs to it.
  mutating func branch(_ start: Int, _ end: Int, _ context: Context, isValue: Bool) -> Int {
    guard let brace = source.first(in: start..<end, where: { $0.text == "{" }) else { return end }
    conditions(start + 1..<brace)
    var index = block(from: brace, end, context, isValue: isValue)
    guard index < end, word(index) == "else" else { return index }
    index += 1
    return word(index) == "if"
      ? branch(index, end, context, isValue: isValue) : block(from: index, end, context, isValue: isValue)
  }

  /// `guard` and `while`.
  mutating func loopOrGuard(_ start: Int, _ end: Int, _ context: Context) -> Int {
    let isGuard = word(start) == "guard"
    let stop = source.first(in: start..<end) { $0.text == (isGuard ? "else" : "{") } ?? end
    conditions(start + 1..<stop, isLoop: !isGuard)
    return block(from: stop, end, context)
  }

  /// `for` with its `where`.
  mutating func loop(_ start: Int, _ end: Int, _ context: Context) -> Int {
    guard let brace = source.first(in: start..<end, where: { $0.text == "{" }),
      let inWord = source.first(in: start..<brace, where: { $0.text == "in" })
    else { return endOfStatement(start, end) }
    let condition = source.first(in: inWord..<brace) { $0.text == "where" }
    expression(inWord + 1..<(condition ?? brace))
    if let condition { truth(condition + 1..<brace, .conditionFixed) }
    return block(from: brace, end, context)
  }

  /// `switch` with its cases.
  mutating func choice(_ start: Int, _ end: Int, _ context: Context, isValue: Bool) -> Int {
    guard let brace = source.first(in: start..<end, where: { $0.text == "{" }) else { return end }
    expression(start + 1..<brace)
    let close = source.partners[brace]
    var index = brace + 1
    while index < close {
      guard let colon = source.first(in: index..<close, where: { $0.text == ":" && $0.kind == .mark }) else { break }
      if let condition = source.first(in: index..<colon, where: { $0.text == "where" }) {
        truth(condition + 1..<colon, .conditionFixed)
      }
      let next = nextCase(colon + 1, close)
      statements(colon + 1..<next, context, isValue: isValue)
      index = next
    }
    return source.after(brace)
  }

  /// The index of the next `case` or `default` that belongs to a switch and not to a condition in it.
  private func nextCase(_ start: Int, _ close: Int) -> Int {
    var index = start
    while index < close {
      let token = source.tokens[index]
      if token.startsLine, ["case", "default", "@unknown"].contains(token.text), word(index - 1) != "," {
        return index
      }
      index = source.after(index)
    }
    return close
  }

  /// The conditions of `if`, `guard` or `while`.
  mutating func conditions(_ range: Range<Int>, isLoop: Bool = false) {
    var hasTruth = false
    let parts = source.parts(of: range)
    for part in parts {
      switch word(part.lowerBound) {
      case "let", "var", "case":
        guard let equals = source.first(in: part, where: { $0.text == "=" && $0.kind == .symbol }) else { continue }
        expression(equals + 1..<part.upperBound)
      case "#available", "#unavailable": continue
      default:
        // One that is false makes all of them false.
        truth(part, .conditionFixed, values: (isLoop ? [] : ["true"]) + (hasTruth ? [] : ["false"]))
        hasTruth = true
      }
    }
    guard !hasTruth, let last = parts.last else { return }
    let end = source.span(last).upperBound
    add(
      .guardFails, "never passes", at: last.lowerBound,
      [Mutant.Patch(form: .insertion, span: end..<end, text: ", !#")])
  }
}
