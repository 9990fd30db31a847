extension MutantFinder {
  /// An expression as operands with operators between them.
  struct Operands {
    var ranges: [Range<Int>] = []
    var operators: [Int] = []
  }

  /// The levels of precedence, loosest first.
  private static let levels: [Set<String>] = [
    ["?", ":"], ["||"], ["&&"], ["==", "!=", "<", "<=", ">", ">=", "===", "!==", "~="], ["??"], ["as", "is"],
    ["..<", "..."], ["+", "-", "|", "^", "&+", "&-"], ["*", "/", "%", "&", "&*"], ["<<", ">>", "&<<", "&>>"],
  ]
  private static let comparisons: [String: [(MutationOperator, String)]] = [
    "<": [(.boundary, "<="), (.comparison, ">=")], "<=": [(.boundary, "<"), (.comparison, ">")],
    ">": [(.boundary, ">="), (.comparison, "<=")], ">=": [(.boundary, ">"), (.comparison, "<")],
    "==": [(.equality, "!=")], "!=": [(.equality, "==")], "===": [(.equality, "!==")], "!==": [(.equality, "===")],
    "+": [(.arithmetic, "-")], "-": [(.arithmetic, "+")], "*": [(.arithmetic, "+")], "/": [(.arithmetic, "*")],
    "%": [(.arithmetic, "/")], "&+": [(.arithmetic, "&-")], "&-": [(.arithmetic, "&+")], "|": [(.arithmetic, "&")],
    "^": [(.arithmetic, "|")], "&": [(.arithmetic, "|")], "<<": [(.arithmetic, ">>")], ">>": [(.arithmetic, "<<")],
  ]
  /// The assignments that compute, and what stands in for them.
  static let otherAssignment = [
    "+=": "-=", "-=": "+=", "*=": "/=", "/=": "*=", "|=": "&=", "&=": "|=", "^=": "|=", "<<=": ">>=", ">>=": "<<=",
    "&+=": "&-=", "&-=": "&+=",
  ]

  /// Whether an operator assigns.
  static func isAssignment(_ text: String) -> Bool { text == "=" || otherAssignment[text] != nil }

  /// The operands and operators of a range, outside its brackets.
  func operands(of range: Range<Int>) -> Operands {
    var result = Operands()
    var start = range.lowerBound
    var index = start
    var questions = 0
    while index < range.upperBound {
      let token = source.tokens[index]
      let isCast = ["as", "is"].contains(token.text) && token.kind == .word && index > start
      let isColon = token.text == ":" && token.kind == .mark && questions > 0
      // `offset...` ends in its operator.
      let joins = token.isInfix && index + 1 < range.upperBound && index > start
      if joins || isCast || isColon {
        result.ranges.append(start..<index)
        result.operators.append(index)
        if token.text == "?" { questions += 1 }
        if isColon { questions -= 1 }
        start = index + 1
        if isCast, ["?", "!"].contains(word(start)) { start += 1 }
        index = start
      } else {
        index = source.after(index)
      }
    }
    result.ranges.append(min(start, range.upperBound)..<range.upperBound)
    return result
  }

  /// Everything that can be changed in an expression.
  mutating func expression(_ range: Range<Int>, comparesFields: Bool = false) {
    let core = withoutTry(range)
    guard !core.isEmpty else { return }
    if ["if", "switch"].contains(word(core.lowerBound)) {
      return statements(core, Context(result: .unknown), isValue: true)
    }
    operation(core, operands(of: core), comparesFields: comparesFields)
  }

  private mutating func operation(_ range: Range<Int>, _ parts: Operands, comparesFields: Bool) {
    for level in MutantFinder.levels {
      let here = parts.operators.filter { level.contains(word($0)) }
      guard let first = here.first, let last = here.last else { continue }
      if level.contains("?") { return ternary(range, first) }
      // Most operators group from the left, `??` from the right.
      let index = level.contains("??") ? first : last
      change(range, index, comparesFields: comparesFields)
      for side in [range.lowerBound..<index, index + 1..<range.upperBound] {
        if level.contains("as"), side.lowerBound > index { continue }
        expression(side, comparesFields: comparesFields && ["&&", "||"].contains(word(index)))
      }
      return
    }
    operand(range)
  }

  private mutating func ternary(_ range: Range<Int>, _ question: Int) {
    var depth = 0
    let colon = source.first(in: question + 1..<range.upperBound) { token in
      if token.text == "?", token.isInfix { depth += 1 }
      guard token.text == ":", token.kind == .mark else { return false }
      depth -= 1
      return depth < 0
    }
    guard let colon else { return }
    truth(range.lowerBound..<question, .conditionFixed)
    expression(question + 1..<colon)
    expression(colon + 1..<range.upperBound)
  }

  /// The changes of one operator.
  private mutating func change(_ range: Range<Int>, _ index: Int, comparesFields: Bool) {
    switch word(index) {
    case "&&", "||": logic(range, index, comparesFields: comparesFields)
    case "??":
      replace(
        range, with: text(index + 1..<range.upperBound), .fallback, at: index, what: "the default in place of the value"
      )
    case "..<", "...":
      replace(
        index + 1..<range.upperBound, with: "(\(text(index + 1..<range.upperBound))) - 1", .offByOne, at: index,
        what: "the range ends one earlier")
    default:
      for (operation, other) in MutantFinder.comparisons[word(index)] ?? [] {
        replace(
          range, with: text(range, replacing: index, with: other), operation, at: index,
          what: "`\(word(index))` is `\(other)`")
      }
    }
  }
}
