extension MutantFinder {
  /// A range without `try` and `await` in front: what is put around it stands behind them.
  func withoutTry(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while start < range.upperBound {
      if word(start) == "await" {
        start += 1
      } else if word(start) == "try" {
        start += ["?", "!"].contains(word(start + 1)) ? 2 : 1
      } else {
        break
      }
    }
    return start..<range.upperBound
  }

  /// An expression that is true or false.
  mutating func truth(
    _ range: Range<Int>, _ operation: MutationOperator, values: [String] = ["true", "false"],
    comparesFields: Bool = false
  ) {
    let core = withoutTry(range)
    guard !core.isEmpty else { return }
    if !(core.count == 1 && ["true", "false"].contains(word(core.lowerBound))) {
      for value in values { replace(core, with: value, operation) }
    }
    let parts = operands(of: core)
    let isPlain = parts.operators.isEmpty && word(core.lowerBound) != "!"
    if isPlain, !["true", "false"].contains(word(core.lowerBound)) {
      replace(core, with: "!(\(text(core)))", .conditionNegated)
    }
    expression(range, comparesFields: comparesFields)
  }

  /// `&&` and `||`: the other one, and each side left out.
  mutating func logic(_ whole: Range<Int>, _ index: Int, comparesFields: Bool) {
    let isAnd = word(index) == "&&"
    replace(
      whole, with: text(whole, replacing: index, with: isAnd ? "||" : "&&"), .logic, at: index,
      what: "`\(word(index))` is `\(isAnd ? "||" : "&&")`")
    for side in [whole.lowerBound..<index, index + 1..<whole.upperBound] {
      // A side that is such a chain itself has its own sides left out.
      guard !operands(of: side).operators.contains(where: { word($0) == word(index) }), word(side.lowerBound) != "("
      else { continue }
      replace(
        side, with: isAnd ? "true" : "false", comparesFields ? .field : .logic,
        what: "left out: `\(MutantFinder.short(text(side)))`")
    }
  }
}
