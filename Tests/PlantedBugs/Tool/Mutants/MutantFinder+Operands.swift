extension MutantFinder {
  private static let exchanged = [
    "first": "last", "last": "first", "firstIndex": "lastIndex", "lastIndex": "firstIndex",
    "removeFirst": "removeLast", "removeLast": "removeFirst", "dropFirst": "dropLast", "dropLast": "dropFirst",
    "prefix": "suffix", "suffix": "prefix", "startIndex": "endIndex", "endIndex": "startIndex",
  ]

  /// One operand: signs in front, then a name, a literal or a bracket, then members, calls and subscripts.
  mutating func operand(_ range: Range<Int>) {
    let start = range.lowerBound
    guard start < range.upperBound else { return }
    let token = source.tokens[start]
    switch (token.kind, token.text) {
    case (.symbol, "!"), (.symbol, "-"), (.symbol, "~"):
      let rest = start + 1..<range.upperBound
      guard !rest.isEmpty else { return }
      replace(range, with: text(rest), .negation, what: "`\(token.text)` is left out")
      operand(rest)
      return
    case (.symbol, "&"), (.mark, "\\"): return
    case (.symbol, _): return
    case (.number, _) where range.count == 1: return number(start)
    case (.word, "true"), (.word, "false"):
      return replace(start..<start + 1, with: token.text == "true" ? "false" : "true", .literal)
    case (.mark, "."): implicitMember(range)
    default: break
    }
    chain(range)
  }

  private mutating func number(_ index: Int) {
    let text = word(index)
    let range = index..<index + 1
    switch text {
    case "0": replace(range, with: "1", .literal)
    case "1":
      replace(range, with: "0", .literal)
      replace(range, with: "2", .literal)
    default:
      if !text.contains(".") { replace(range, with: "(\(text) + 1)", .literal) }
    }
  }

  /// `.name`, with what it carries: another case.
  private mutating func implicitMember(_ range: Range<Int>) {
    let name = range.lowerBound + 1
    let end = word(name + 1) == "(" && name + 1 < range.upperBound ? source.after(name + 1) : name + 1
    let carries = end > name + 1
    for alternative in vocabulary.alternatives(to: word(name)) {
      let payload = vocabulary.cases[alternative.type]?.first { $0.name == alternative.name }?.payload ?? ""
      guard payload.isEmpty != carries else { continue }
      replace(
        range.lowerBound..<end, with: text(range.lowerBound..<end, replacing: name, with: alternative.name),
        alternative.type == "Rounding" ? .rounding : .enumCase,
        what: "`.\(word(name))` is `.\(alternative.name)`")
    }
  }

  /// What is inside an operand, part by part.
  private mutating func chain(_ range: Range<Int>) {
    var index = range.lowerBound
    var isOptional = false
    while index < range.upperBound {
      let token = source.tokens[index]
      switch token.text {
      case "?" where token.kind == .symbol: isOptional = true
      case "(":
        call(index, in: range)
      case "[": elements(index, isLiteral: index == range.lowerBound)
      case "{": closure(index)
      default:
        if token.kind == .word { member(index, in: range, isOptional: isOptional) }
      }
      index = source.after(index)
    }
  }

  /// One name in a chain.
  private mutating func member(_ index: Int, in range: Range<Int>, isOptional: Bool) {
    let name = word(index)
    let isFirst = index == range.lowerBound
    let isLast = index + 1 == range.upperBound
    let isCall = !isLast && word(index + 1) == "("
    if isFirst || word(index - 1) != ".", !isCall { return }
    let end = isCall ? source.after(index + 1) : index + 1
    let own = range.lowerBound..<end
    // A chain through `?` cannot be cut: what follows would see an optional.
    guard !isOptional || end == range.upperBound else { return }
    if name == "min" || name == "max", isCall {
      let other = name == "min" ? "max" : "min"
      replace(
        own, with: text(own, replacing: index, with: other), .extremum, at: index, what: "`\(name)` is `\(other)`")
    } else if let other = MutantFinder.exchanged[name], !isFirst, index > range.lowerBound + 1 {
      replace(
        own, with: text(own, replacing: index, with: other), .firstLast, at: index, what: "`\(name)` is `\(other)`")
    } else if ["sort", "sorted"].contains(name), isCall, end == index + 3 {
      replace(
        own, with: text(range.lowerBound..<index + 1) + "(by: >)", .sort, at: index, what: "sorted the other way round")
    } else if !isFirst, !isCall, isLast, index > range.lowerBound + 1 {
      if word(range.lowerBound).first?.isUppercase == true, index == range.lowerBound + 2 {
        guard let other = vocabulary.alternatives(to: name, of: word(range.lowerBound)).first else { return }
        replace(
          own, with: text(own, replacing: index, with: other.name), .enumCase, at: index,
          what: "`.\(name)` is `.\(other.name)`")
      } else if let sibling = vocabulary.siblings(of: name).first {
        replace(
          own, with: text(own, replacing: index, with: sibling), .source, at: index,
          what: "`\(name)` is `\(sibling)`")
      }
    }
  }
}
