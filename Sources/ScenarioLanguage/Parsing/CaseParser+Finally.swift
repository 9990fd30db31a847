import Reconciliation
import Trading

extension CaseParser {
  /// One line of the section `always`.
  mutating func alwaysLine() throws(LineGivenUp) {
    let item: AlwaysItem
    if skip("never") {
      item = .never(try check())
    } else if skip("invariant") {
      let name = try invariantName()
      let reason = skip("off") ? try string("the reason").value : nil
      item = .invariant(name, off: reason)
    } else {
      _ = try word(.alwaysWord, of: ["never", "invariant"])
      throw LineGivenUp()
    }
    try finish()
    scenario.always.append(Located(item, at: lineSpan))
  }

  private mutating func invariantName() throws(LineGivenUp) -> Located<String> {
    guard let invariants else { return try freeWord("the name of an invariant") }
    return try word(.invariant, of: invariants)
  }

  /// One line of the section `finally`, with its block.
  mutating func finalLine(_ block: [Outline.BlockLine]) throws(LineGivenUp) {
    let item: FinalItem
    var takesBlock = false
    if skip("expect") {
      item = .expect(try check())
      if let token = current, token.kind == .word, ["within", "for"].contains(token.text) {
        try fail(.deadlineAtEnd(token))
      }
    } else if skip("log") {
      logBlock += 1
      (item, takesBlock) = try logCheck(block)
    } else {
      _ = try word(.finalWord, of: ["expect", "log"])
      throw LineGivenUp()
    }
    if !takesBlock {
      try finish()
      if let line = block.first { try fail(.blockWithoutHead(at: line.span)) }
    }
    scenario.finally.append(Located(item, at: lineSpan))
  }

  private mutating func logCheck(_ block: [Outline.BlockLine]) throws(LineGivenUp) -> (FinalItem, Bool) {
    switch try choice(.logForm, LogWord.self).value {
    case .has:
      let pattern = try eventPattern(allowsCaptures: true)
      return (.has(pattern, try window()), false)
    case .never:
      let pattern = try eventPattern(allowsCaptures: true)
      return (.never(pattern, try window()), false)
    case .count:
      let pattern = try eventPattern(allowsCaptures: true)
      let comparison = try comparison(CaseParser.numeric)
      let count = try integer("a number of events", in: 0...Int.max)
      return (.count(pattern, comparison, count, try window()), false)
    case .inOrder:
      let window = try window()
      return (.inOrder(try steps(block, areOrdered: true), window), true)
    case .unordered:
      let window = try window()
      return (.unordered(try steps(block, areOrdered: false), window), true)
    case .golden: return (try golden(block), true)
    }
  }

  /// `after @heal`, `before @heal`, `between @heal and @end`, or nothing.
  private mutating func window() throws(LineGivenUp) -> LogWindow {
    if skip("after") { return LogWindow(after: try usedMark()) }
    if skip("before") { return LogWindow(before: try usedMark()) }
    guard skip("between") else { return LogWindow() }
    let after = try usedMark()
    try keyword("and")
    return LogWindow(after: after, before: try usedMark())
  }

  private mutating func steps(
    _ block: [Outline.BlockLine], areOrdered: Bool
  ) throws(LineGivenUp) -> [LogStep] {
    try finish()
    let head = lineSpan
    let headTokens = tokens
    if block.isEmpty { facts.emptyBlocks.append(head) }
    var steps: [LogStep] = []
    for line in block {
      guard line.isReadable else {
        forgive(line.tokens)
        continue
      }
      load(line.tokens, line.span)
      do throws(LineGivenUp) {
        steps.append(try step(areOrdered: areOrdered))
      } catch {
        forgive(tokens)
      }
    }
    load(headTokens, head)
    return steps
  }

  private mutating func step(areOrdered: Bool) throws(LineGivenUp) -> LogStep {
    var form = LogStep.Form.later
    if areOrdered {
      if skip("next") { form = .next } else if skip("not") { form = .not }
    }
    let pattern = try eventPattern(allowsCaptures: true)
    try finish()
    return LogStep(pattern, form: form, at: lineSpan)
  }

  private mutating func golden(_ block: [Outline.BlockLine]) throws(LineGivenUp) -> FinalItem {
    let withoutTimes = skip("no-times")
    var globs: [Located<String>] = []
    while let token = current {
      guard token.kind == .word else {
        try fail(.wrong(token.spelling, needed: "a pattern of events such as `order.*`", at: token.span))
      }
      advance()
      globs.append(Located(token.text, at: token.span))
    }
    if globs.isEmpty { try fail(.missing("which events, such as `order.*`", at: endSpan)) }
    facts.globs.append(contentsOf: globs)
    for line in block {
      let used = bindings.first { line.text.contains("<\($0.name)>") }
      if let used { report(.goldenParameter(used.name, at: line.span)) }
    }
    return .golden(
      globs: globs, withoutTimes: withoutTimes, lines: block.map { Located($0.text, at: $0.span) })
  }
}
