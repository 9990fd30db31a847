extension MutantFinder {
  private static let endings: Set<String> = ["fatalError", "preconditionFailure", "exit"]
  private static let accessors: Set<String> = ["get", "set", "willSet", "didSet", "_read", "_modify"]

  /// The body of a function or an accessor, from its opening brace.
  mutating func body(_ brace: Int, _ context: Context) {
    let range = brace + 1..<source.partners[brace]
    guard !range.isEmpty else { return }
    if MutantFinder.accessors.contains(word(range.lowerBound)) || word(range.lowerBound).hasPrefix("@") {
      return accessors(range, context)
    }
    let isSingle = isOneStatement(range)
    let isValue = isSingle && context.result != .nothing
    if context.result == .nothing, !context.isInitializer, !isSingle {
      let span = source.tokens[range.lowerBound].range
      add(
        .earlyReturn, "returns at once", at: range.lowerBound,
        [Mutant.Patch(form: .insertion, span: span.lowerBound..<span.lowerBound, text: "if # { return }\n")])
    }
    statements(range, context, isValue: isValue)
  }

  private mutating func accessors(_ range: Range<Int>, _ context: Context) {
    var index = range.lowerBound
    while index < range.upperBound {
      if word(index) == "{" {
        var own = context
        let isGetter = word(index - 1) == "get" || word(index - 1) == "_read"
        if !isGetter { own.result = .nothing }
        body(index, own)
      }
      index = source.after(index)
    }
  }

  /// Whether a range of tokens is one statement.
  func isOneStatement(_ range: Range<Int>) -> Bool {
    switch word(range.lowerBound) {
    case "switch", "if":
      var index = range.lowerBound
      while let brace = source.first(in: index..<range.upperBound, where: { $0.text == "{" }) {
        index = source.after(brace)
        guard word(index) == "else", index < range.upperBound else { return index == range.upperBound }
        index += 1
      }
      return false
    default: return endOfStatement(range.lowerBound, range.upperBound) == range.upperBound
    }
  }

  /// The statements of a block.
  ///
  /// - Parameter isValue: whether a statement that stands alone is the value of the block.
  mutating func statements(_ range: Range<Int>, _ context: Context, isValue: Bool) {
    var context = context
    var index = range.lowerBound
    let isAlone = isValue && !range.isEmpty && isOneStatement(range)
    while index < range.upperBound {
      let next = statement(index, range.upperBound, &context, isValue: isAlone)
      index = max(next, index + 1)
    }
  }

  /// One statement; returns the index behind it.
  private mutating func statement(_ start: Int, _ end: Int, _ context: inout Context, isValue: Bool) -> Int {
    switch word(start) {
    case "if": return branch(start, end, context, isValue: isValue)
    case "guard", "while": return loopOrGuard(start, end, context)
    case "for": return loop(start, end, context)
    case "switch": return choice(start, end, context, isValue: isValue)
    case "do", "defer", "catch": return block(from: start + 1, end, context)
    case "repeat":
      let condition = block(from: start + 1, end, context)
      guard word(condition) == "while" else { return condition }
      let next = endOfStatement(condition, end)
      expression(condition + 1..<next)
      return next
    case "return": return returned(start, end, context)
    case "func": return function(start, end)
    case "let", "var":
      let next = declaration(start, end, isMember: false)
      if source.first(in: start..<next, where: { $0.text == "=" }) == nil { context.unset.insert(word(start + 1)) }
      return next
    case "break", "continue", "fallthrough", "import", "struct", "enum", "#if", "#endif", "#else", "#elseif",
      "@unknown":
      return endOfStatement(start, end)
    case "throw", "yield":
      let next = endOfStatement(start, end)
      expression(start + 1..<next)
      return next
    case ";": return start + 1
    default: break
    }
    if word(start + 1) == ":", source.tokens[start].kind == .word { return start + 2 }
    let next = endOfStatement(start, end)
    plain(start..<next, context, isValue: isValue)
    return next
  }

  /// A call or an assignment.
  private mutating func plain(_ range: Range<Int>, _ context: Context, isValue: Bool) {
    let assignment = source.first(in: range) { $0.isInfix && MutantFinder.isAssignment($0.text) }
    if isValue, assignment == nil { return value(range, context) }
    let name = word(range.lowerBound)
    let span = source.span(range)
    func drop(_ operation: MutationOperator) -> [Mutant.Patch] {
      [Mutant.Patch(form: .statement, span: span, text: "")]
    }
    if let assignment {
      let isSimple = assignment == range.lowerBound + 1 || name == "self"
      let mustStay = (context.isInitializer && isSimple) || context.unset.contains(name) || name == "_"
      if !mustStay {
        add(.statement, "left out: `\(MutantFinder.short(text(range)))`", at: range.lowerBound, drop(.statement))
      }
      if let other = MutantFinder.otherAssignment[word(assignment)] {
        add(
          .arithmetic, "`\(word(assignment))` is `\(other)`", at: assignment,
          [Mutant.Patch(form: .statement, span: span, text: text(range, replacing: assignment, with: other))])
      }
      if assignment + 1 < range.upperBound { expression(assignment + 1..<range.upperBound) }
      return
    }
    let isDelegation = ["self", "super"].contains(name) && word(range.lowerBound + 2) == "init"
    // Room made beforehand is nothing that anybody could observe.
    let isRoom = text(range).contains(".reserveCapacity(")
    if isRoom { return }
    if !isDelegation, !MutantFinder.endings.contains(name) {
      let operation: MutationOperator = name == "write" || name == "encode" ? .field : .statement
      add(operation, "left out: `\(MutantFinder.short(text(range)))`", at: range.lowerBound, drop(operation))
    }
    expression(range)
  }

  private mutating func returned(_ start: Int, _ end: Int, _ context: Context) -> Int {
    let next = endOfStatement(start, end)
    guard start + 1 < next else { return next }
    if context.result == .nothing {
      let span = source.tokens[start].range
      add(
        .statement, "left out: `\(MutantFinder.short(text(start + 1..<next)))`", at: start,
        [Mutant.Patch(form: .insertion, span: span.lowerBound..<span.lowerBound, text: "if # { return }\n")])
      expression(start + 1..<next)
    } else {
      value(start + 1..<next, context)
    }
    return next
  }

  /// An expression that is the value of a body.
  mutating func value(_ range: Range<Int>, _ context: Context) {
    if ["if", "switch"].contains(word(range.lowerBound)) { return statements(range, context, isValue: true) }
    let core = withoutTry(range)
    guard !core.isEmpty else { return }
    switch context.result {
    case .truth:
      truth(core, .returned, comparesFields: context.comparesFields)
    case .optional where word(core.lowerBound) != "nil":
      replace(core, with: "nil", .returned)
      expression(range)
    default: expression(range)
    }
  }

  /// A declaration of constants or variables; returns the index behind it.
  mutating func declaration(_ start: Int, _ end: Int, isMember: Bool) -> Int {
    let stop = endOfStatement(start, end)
    let range = start + 1..<stop
    if let equals = source.first(in: range, where: { $0.text == "=" && $0.kind == .symbol }) {
      for part in source.parts(of: equals + 1..<stop) {
        let inner = source.first(in: part) { $0.text == "=" && $0.kind == .symbol }
        expression((inner.map { $0 + 1 } ?? part.lowerBound)..<part.upperBound)
      }
    } else if let brace = source.first(in: range, where: { $0.text == "{" }) {
      let colon = source.first(in: range) { $0.text == ":" && $0.kind == .mark }
      body(brace, Context(result: MutantFinder.result(colon.map { text($0 + 1..<brace) } ?? "?")))
    }
    return stop
  }
}
