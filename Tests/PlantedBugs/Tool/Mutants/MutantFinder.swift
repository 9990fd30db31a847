/// Finds every place of one source where a mechanical operator applies.
///
/// A light reading of the syntax: declarations, statements and expressions are told apart, types are not resolved. What
/// a change makes of the types is left to the compiler.
struct MutantFinder {
  /// What a body gives back.
  enum Result: Equatable {
    case nothing, truth, optional, value
    /// Unknown, as for most closures.
    case unknown
  }

  /// What is known of the function around a statement.
  struct Context {
    var result: Result
    /// Whether properties may still be without a value, so that no assignment may be left out.
    var isInitializer = false
    /// Whether the function compares for equality.
    var comparesFields = false
    /// Names that are declared without a value.
    var unset: Set<String> = []
  }

  let file: String
  let source: SwiftSource
  let vocabulary: Vocabulary
  var found: [Mutant] = []

  private init(file: String, source: SwiftSource, vocabulary: Vocabulary) {
    self.file = file
    self.source = source
    self.vocabulary = vocabulary
  }

  /// The mutants of a file in the order of their lines.
  static func mutants(of source: SwiftSource, file: String, vocabulary: Vocabulary) -> [Mutant] {
    var finder = MutantFinder(file: file, source: source, vocabulary: vocabulary)
    finder.members(0..<source.tokens.count)
    var counts: [MutantKey: Int] = [:]
    return finder.found.enumerated()
      .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      .map { _, mutant in
        var mutant = mutant
        counts[mutant.key, default: 0] += 1
        mutant.occurrence = counts[mutant.key] ?? 1
        counts[MutantKey(file: mutant.file, operation: mutant.operation, lineText: mutant.lineText, occurrence: 1)] =
          mutant.occurrence
        return mutant
      }
  }

  func word(_ index: Int) -> String { source.word(index) }

  /// The text of a range of tokens.
  func text(_ range: Range<Int>) -> String { source.text(source.span(range)) }

  /// The text of a range of tokens in which one of them is replaced.
  func text(_ range: Range<Int>, replacing index: Int, with replacement: String) -> String {
    let (whole, part) = (source.span(range), source.tokens[index].range)
    return source.text(whole.lowerBound..<part.lowerBound) + replacement
      + source.text(part.upperBound..<whole.upperBound)
  }

  /// Adds a mutant.
  mutating func add(_ operation: MutationOperator, _ what: String, at index: Int, _ patches: [Mutant.Patch]) {
    let line = source.tokens[index].line
    found.append(
      Mutant(
        file: file, line: line, lineText: source.line(line), operation: operation, what: what, patches: patches))
  }

  /// Adds a mutant that replaces an expression.
  ///
  /// - Parameter index: the token that the change is about; the first of the range if nil.
  mutating func replace(
    _ range: Range<Int>, with text: String, _ operation: MutationOperator, at index: Int? = nil, what: String? = nil
  ) {
    let original = MutantFinder.short(self.text(range))
    add(
      operation, what ?? "`\(original)` is `\(MutantFinder.short(text))`", at: index ?? range.lowerBound,
      [Mutant.Patch(form: .expression, span: source.span(range), text: text)])
  }

  /// A text in one line and not too long.
  static func short(_ text: String) -> String {
    let line = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    return line.count <= 60 ? line : line.prefix(57) + "..."
  }

  // MARK: Declarations

  private mutating func members(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      switch word(index) {
      case "struct", "enum", "class", "actor", "extension":
        guard !["func", "var", "let"].contains(word(index + 1)),
          let brace = source.first(in: index..<range.upperBound, where: { $0.text == "{" })
        else { break }
        members(brace + 1..<source.partners[brace])
        index = source.after(brace)
        continue
      case "protocol":
        index = source.first(in: index..<range.upperBound) { $0.text == "{" } ?? index
      case "func", "init", "subscript":
        index = function(index, range.upperBound)
        continue
      case "var", "let":
        index = declaration(index, range.upperBound, isMember: true)
        continue
      case "case":
        index = endOfStatement(index, range.upperBound)
        continue
      default: break
      }
      index = source.after(index)
    }
  }

  /// A function; returns the index behind it.
  mutating func function(_ start: Int, _ end: Int) -> Int {
    guard let open = source.first(in: start..<end, where: { $0.text == "(" }) else { return start + 1 }
    for parameter in source.parts(of: open + 1..<source.partners[open]) {
      guard let equals = source.first(in: parameter, where: { $0.text == "=" }) else { continue }
      expression(equals + 1..<parameter.upperBound)
    }
    var index = source.after(open)
    var arrow: Int?
    while index < end, word(index) != "{" {
      let token = source.tokens[index]
      if token.startsLine, !["->", "where", "throws", "async", ")"].contains(token.text), arrow == nil { return index }
      if token.text == "->" { arrow = index }
      index = source.after(index)
    }
    guard index < end else { return index }
    let written = arrow.map { text($0 + 1..<index) }
    let context = Context(
      result: word(start) == "init" ? .nothing : MutantFinder.result(written),
      isInitializer: word(start) == "init", comparesFields: word(start + 1) == "==")
    body(index, context)
    return source.after(index)
  }

  /// What a written type says of a result.
  static func result(_ type: String?) -> Result {
    guard let type, type != "Void", type != "()" else { return .nothing }
    let plain = type.components(separatedBy: " where ")[0]
    return plain == "Bool" ? .truth : plain.hasSuffix("?") ? .optional : .value
  }
}

extension String {
  /// The parts of a text between occurrences of another.
  fileprivate func components(separatedBy separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}
