extension MutantFinder {
  /// The arguments of a call, from its opening bracket, or a value in brackets.
  mutating func call(_ open: Int, in range: Range<Int>) {
    var labels: [String] = []
    var values: [Range<Int>] = []
    for part in source.parts(of: open + 1..<source.partners[open]) {
      let isLabelled =
        part.count > 2 && word(part.lowerBound + 1) == ":"
        && source.tokens[part.lowerBound].kind == .word
      labels.append(isLabelled ? word(part.lowerBound) : "_")
      values.append((isLabelled ? part.lowerBound + 2 : part.lowerBound)..<part.upperBound)
    }
    // What is kept for speed alone is nothing that anybody could observe.
    for (value, label) in zip(values, labels) where label != "keepingCapacity" { expression(value) }
    guard open > range.lowerBound, source.tokens[open - 1].kind == .word else { return }
    exchange(values, labels, callee: word(open - 1), at: open - 1)
  }

  /// Exchanges two arguments of one type.
  private mutating func exchange(_ values: [Range<Int>], _ labels: [String], callee: String, at index: Int) {
    guard let types = vocabulary.types(of: callee, labels: labels) else { return }
    for first in values.indices {
      guard let second = values.indices.first(where: { $0 > first && types[$0] == types[first] }) else { continue }
      let (one, other) = (withoutTry(values[first]), withoutTry(values[second]))
      let isTrying = one != values[first] || other != values[second]
      guard !isTrying, !one.isEmpty, !other.isEmpty, text(one) != text(other), word(one.lowerBound) != "&",
        word(one.lowerBound) != "{", word(other.lowerBound) != "{", word(other.lowerBound) != "&"
      else { continue }
      add(
        .arguments, "`\(MutantFinder.short(text(one)))` and `\(MutantFinder.short(text(other)))` exchanged", at: index,
        [
          Mutant.Patch(form: .expression, span: source.span(one), text: text(other)),
          Mutant.Patch(form: .expression, span: source.span(other), text: text(one)),
        ])
    }
  }

  /// The elements of a list, or what a subscript is given.
  mutating func elements(_ open: Int, isLiteral: Bool) {
    let parts = source.parts(of: open + 1..<source.partners[open])
    if isLiteral, parts.count > 1, let last = parts.last {
      // A long list of choices would be more than the type checker takes, so one stands for all.
      let cut = source.span(parts[parts.count - 2]).upperBound
      let whole = source.span(open..<source.partners[open] + 1)
      replace(
        open..<source.partners[open] + 1, with: source.text(whole.lowerBound..<cut) + "]", .field,
        at: last.lowerBound, what: "left out: `\(MutantFinder.short(text(last)))`")
      if parts.count > 4 { return }
    }
    for part in parts {
      guard let colon = source.first(in: part, where: { $0.text == ":" && $0.kind == .mark }),
        !operands(of: part).operators.contains(where: { word($0) == "?" })
      else {
        expression(part)
        continue
      }
      expression(part.lowerBound..<colon)
      expression(colon + 1..<part.upperBound)
    }
  }

  /// A closure, from its opening brace.
  mutating func closure(_ open: Int) {
    let close = source.partners[open]
    var start = open + 1
    if let inWord = source.first(in: start..<close, where: { $0.text == "in" || $0.text == "{" || $0.text == "for" }),
      word(inWord) == "in", source.tokens[inWord].line == source.tokens[start].line
    {
      start = inWord + 1
    }
    guard start < close else { return }
    let isValue = isOneStatement(start..<close)
    statements(start..<close, Context(result: .unknown), isValue: isValue)
  }
}
