import Reconciliation
import Trading

extension CaseParser {
  /// One line of the section `finally`, with its block.
  mutating func finalLine(_ block: [BlockLine]) throws(LineGivenUp) {
    let item: FinalItem
    var takesBlock = false
    if skip("expect") {
      item = .expect(try check())
      if let token = current, token.kind == .word, ["within", "for"].contains(token.text) {
        try fail(.deadlineAtEnd(token))
      }
    } else if skip("log") {
      logBlock += 1
      let check = try logCheck(block)
      takesBlock = type(of: check.form).takesBlock
      item = .log(check)
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

  /// The lines of a block of events.
  mutating func steps(
    _ block: [BlockLine], areOrdered: Bool
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

  /// The patterns of events that a golden block is about.
  mutating func globs() throws(LineGivenUp) -> [Located<String>] {
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
    return globs
  }
}
