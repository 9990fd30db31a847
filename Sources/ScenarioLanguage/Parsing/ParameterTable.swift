import Reconciliation
import Trading

/// A parameter of a case with its value.
struct Binding {
  /// The name, without `<` and `>`.
  var name: String
  /// The value as the file writes it.
  var text: String
  /// The value cut into tokens.
  var tokens: [Token]
  /// Where the value stands.
  var cell: SourceSpan
}

/// The cases of a file: every value of every `each` with every row of the examples.
struct ParameterTable {
  /// One way for a parameter to be: a row of the examples binds several at once.
  typealias Choice = [Binding]

  /// The names of all parameters with the place that introduces them, in the order of the file.
  private(set) var names: [Located<String>] = []
  /// Each group of choices: an `each` line, or the examples.
  private(set) var groups: [[Choice]] = []
  /// What is wrong with the parameters.
  private(set) var diagnostics: [Diagnostic] = []
  /// Whether there is a section `examples`.
  private(set) var hasTable = false

  /// The most cases that a file may have.
  static let limit = 10_000
  /// The most parameters that a file may have.
  static let nameLimit = 100

  /// All cases; one without parameters if the file has none or they are wrong.
  var cases: [[Binding]] {
    let count = groups.reduce(1) { min($0, ParameterTable.limit + 1) * min($1.count, ParameterTable.limit + 1) }
    guard count > 0, count <= ParameterTable.limit, names.count <= ParameterTable.nameLimit else { return [[]] }
    return (0..<count).map { number in
      var bindings: [Binding] = []
      var step = count
      for group in groups {
        step /= group.count
        bindings += group[number / step % group.count]
      }
      return bindings
    }
  }

  /// Reads `each` lines of the header and the rows of the examples.
  init(_ outline: Outline, _ lexer: Lexer) {
    var lexer = lexer
    let known = lexer.diagnostics.count
    for line in outline.lines[.scenario] ?? [] where line.isReadable {
      if let first = line.tokens.first, first.kind == .word, first.text == "each" { readEach(line) }
    }
    if let head = outline.heads[.examples] { readExamples(outline.rows, head, &lexer) }
    diagnostics.append(contentsOf: lexer.diagnostics.dropFirst(known))
    checkSize(at: outline.heads[.examples] ?? names.first?.span)
  }

  private mutating func checkSize(at span: SourceSpan?) {
    var count = 1
    for group in groups where count <= ParameterTable.limit { count *= max(1, group.count) }
    if count > ParameterTable.limit, let span {
      diagnostics.append(.tooManyCases(at: span, limit: ParameterTable.limit))
    }
    if names.count > ParameterTable.nameLimit, let last = names.last {
      diagnostics.append(.tooManyParameters(at: last.span, limit: ParameterTable.nameLimit))
    }
  }

  /// Adds a parameter name; false if there is one already.
  private mutating func declare(_ name: String, at span: SourceSpan) -> Bool {
    guard names.count <= ParameterTable.nameLimit else { return false }
    if let first = names.first(where: { $0.value == name }) {
      diagnostics.append(.parameterTwice(name, at: span, first: first.span))
      return false
    }
    names.append(Located(name, at: span))
    return true
  }
}

// MARK: - each

extension ParameterTable {
  /// The lists that the tool knows by name.
  enum Preset: String, CaseIterable {
    case fillCrashPoints = "fill-crash-points"
    case crashPoints = "crash-points"
    case channels

    /// The words of the list.
    var words: [Word] {
      switch self {
      case .fillCrashPoints:
        Word.crashPoints.filter { point in
          ["persist.", "publish.", "checkpoint."].contains { point.text.hasPrefix($0) }
        }
      case .crashPoints: Word.crashPoints
      case .channels: MessageKinds.channels
      }
    }
  }

  private mutating func readEach(_ line: Outline.Line) {
    let tokens = line.tokens
    let end = SourceSpan(line: line.span.line, column: line.span.column + line.span.length + 1, length: 1)
    guard tokens.count > 1 else { return diagnostics.append(.missing("the name of a parameter", at: end)) }
    guard tokens[1].kind == .word else {
      return diagnostics.append(.columnName(tokens[1].spelling, at: tokens[1].span))
    }
    let isNew = declare(tokens[1].text, at: tokens[1].span)
    guard tokens.count > 2 else { return diagnostics.append(.missing("`in` and the values", at: end)) }
    guard tokens[2].kind == .word, tokens[2].text == "in" else {
      return diagnostics.append(
        .unknown(tokens[2].spelling, as: .keyword("in"), legal: ["in"], at: tokens[2].span))
    }
    guard tokens.count > 3 else { return diagnostics.append(.noValues(of: tokens[1].text, at: end)) }
    let choices = tokens[3].text == "all" ? preset(tokens, end) : values(tokens[3...], end)
    if isNew { groups.append(choices) }
  }

  private mutating func preset(_ tokens: [Token], _ end: SourceSpan) -> [Choice] {
    let legal = Preset.allCases.map(\.rawValue)
    guard tokens.count > 4 else {
      diagnostics.append(.missing("a preset", legal: legal, listName: WordRole.preset.listName, at: end))
      return []
    }
    guard let preset = Preset(rawValue: tokens[4].text) else {
      diagnostics.append(.unknown(tokens[4].spelling, as: .preset, legal: legal, at: tokens[4].span))
      return []
    }
    if tokens.count > 5 { diagnostics.append(.leftOver(tokens[5], legal: [])) }
    return preset.words.map { word in
      let token = Token(kind: .word, text: word.text, span: tokens[4].span)
      return [Binding(name: tokens[1].text, text: word.text, tokens: [token], cell: tokens[4].span)]
    }
  }

  private mutating func values(_ tokens: ArraySlice<Token>, _ end: SourceSpan) -> [Choice] {
    guard let name = names.last?.value else { return [] }
    var choices: [Choice] = []
    var seen: [String: SourceSpan] = [:]
    let parts = tokens.split(omittingEmptySubsequences: false) { $0.kind == .comma }
    for part in parts {
      guard let first = part.first, let last = part.last else {
        diagnostics.append(.noValues(of: name, at: end))
        continue
      }
      let span = first.span.through(last.span)
      let text = part.map(\.spelling).joined(separator: " ")
      if let first = seen.updateValue(span, forKey: ParameterTable.value(part, text)) {
        diagnostics.append(.caseTwice("\(name)=\(text)", at: span, first: first))
        continue
      }
      choices.append([Binding(name: name, text: text, tokens: Array(part), cell: span)])
    }
    return choices
  }
}

extension ParameterTable {
  /// What a value is, however it is written: `100.0` is `100`, and `1000ms` is `1s`.
  private static func value(_ part: ArraySlice<Token>, _ text: String) -> String {
    guard part.count == 1, let token = part.first, token.kind != .string else { return text }
    if let number = try? Decimal(token.text) { return number.description }
    if case .success(let span) = DurationReader.read(token) { return span.description }
    return text
  }
}

// MARK: - examples

extension ParameterTable {
  private mutating func readExamples(_ rows: [Outline.Row], _ head: SourceSpan, _ lexer: inout Lexer) {
    hasTable = true
    guard let header = rows.first else { return diagnostics.append(.noRows(at: head)) }
    var columns: [String] = []
    for cell in header.cells {
      let name = lexer.text(cell.bytes)
      let isWord = name.utf8.allSatisfy { Lexer.isIdentifier($0) || $0 == UInt8(ascii: "-") }
      if name.isEmpty || !isWord || !Lexer.isLetter(name.utf8.first ?? 0) {
        diagnostics.append(.columnName(name, at: cell.span))
      } else {
        _ = declare(name, at: cell.span)
      }
      columns.append(name)
    }
    guard rows.count > 1 else { return diagnostics.append(.noRows(at: header.span)) }
    var choices: [Choice] = []
    var seen: [String: SourceSpan] = [:]
    for row in rows.dropFirst() {
      guard row.cells.count == columns.count else {
        diagnostics.append(.rowCells(row.cells.count, of: columns.count, at: row.span, header: header.span))
        continue
      }
      lexer.enter(line: row.line.number, row.line.bytes)
      let choice = zip(columns, row.cells).map { column, cell in binding(column, cell.bytes, cell.span, &lexer) }
      let name = columns.first == "case" ? choice.first?.text ?? "" : choice.map(\.text).joined(separator: "\u{1F}")
      if let first = seen.updateValue(row.span, forKey: name) {
        let shown = columns.first == "case" ? name : choice.map { "\($0.name)=\($0.text)" }.joined(separator: ", ")
        diagnostics.append(.caseTwice(shown, at: row.span, first: first))
      }
      choices.append(choice)
    }
    groups.append(choices)
  }

  private mutating func binding(
    _ column: String, _ bytes: Range<Int>, _ span: SourceSpan, _ lexer: inout Lexer
  ) -> Binding {
    let text = lexer.text(bytes)
    if bytes.isEmpty { diagnostics.append(.emptyCell(column, at: span)) }
    if column == "case" {
      // The name of a case is free text; where it is used as a parameter, it counts as a text in quotes.
      return Binding(name: column, text: text, tokens: [Token(kind: .string, text: text, span: span)], cell: span)
    }
    lexer.position = bytes.lowerBound
    return Binding(name: column, text: text, tokens: lexer.tokens(until: bytes.upperBound), cell: span)
  }
}
