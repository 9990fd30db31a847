import Reconciliation
import Trading

/// The rest of a line is given up; the diagnostic is noted already.
package struct LineGivenUp: Error {}

/// Turns the lines of one case into a tree and notes facts for the checker.
package struct CaseParser {
  /// The parameters of the case.
  let bindings: [Binding]
  /// The legal names of invariants; nil to take any.
  let invariants: [String]?
  /// The tree so far.
  var scenario = Scenario(title: Located(""))
  /// What the lines claim.
  var facts = Facts()
  /// What is wrong so far.
  private(set) var diagnostics: [Diagnostic] = []

  /// The tokens of the line at hand, parameters filled in.
  var tokens: [Token] = []
  /// The next token.
  var index = 0
  /// The line at hand, as it stands in the file.
  var lineSpan = SourceSpan.generated
  /// The words that would have been legal where the parser is.
  var expected: [String] = []
  /// Whether the line at hand waits for an event or a mark, or follows one that does.
  var isDeferred = false
  /// Whose instrument decides about the next price or quantity of the line.
  var subject = Facts.Subject.symbol("")
  /// The form at hand, and which of its slots is being read.
  var form: any Form.Type = MarkLine.self
  var place = 0
  /// How often the line at hand is repeated, once it has been read.
  var repetition: Repetition?
  /// The most lines that the timeline may have.
  let lineLimit: Int
  /// The number of the log check at hand.
  var logBlock = 0
  /// Values filled into lines, by line.
  private var fillings: [Int: [(span: SourceSpan, binding: Binding)]] = [:]

  /// Makes a parser for one of so many cases.
  init(bindings: [Binding], of cases: Int, invariants: [String]?) {
    self.bindings = bindings
    self.invariants = invariants
    lineLimit = min(Repetition.limit, Repetition.limitOfFile / max(1, cases))
  }

  /// Parses and checks all lines.
  mutating func parse(_ outline: Outline) {
    scenario.comments = outline.comments
    scenario.parameters = bindings.map { ($0.name, $0.text) }
    if let title = outline.title { parseLine(title) { parser throws(LineGivenUp) in try parser.title() } }
    var said: [String: SourceSpan] = [:]
    for line in outline.lines[.scenario] ?? [] {
      parseLine(line) { parser throws(LineGivenUp) in try parser.headerLine(&said) }
    }
    said = [:]
    for line in outline.lines[.engine] ?? [] {
      parseLine(line) { parser throws(LineGivenUp) in try parser.settingLine(&said) }
    }
    for line in outline.lines[.setup] ?? [] {
      parseLine(line) { parser throws(LineGivenUp) in try parser.setupLine() }
    }
    for line in outline.lines[.timeline] ?? [] {
      let known = diagnostics.count
      repetition = nil
      let number = Repetition.begins(in: line.tokens) ? 1 : nil
      parseLine(line, number: number) { parser throws(LineGivenUp) in try parser.timelineLine() }
      if diagnostics.count == known { repeatLine(line) } else { forgiveRepetitions(line.tokens) }
    }
    for line in outline.lines[.always] ?? [] {
      parseLine(line) { parser throws(LineGivenUp) in try parser.alwaysLine() }
    }
    for line in outline.lines[.finally] ?? [] {
      parseLine(line, allowsBlock: true) { parser throws(LineGivenUp) in try parser.finalLine(line.block) }
    }
  }

  private mutating func parseLine(
    _ line: Outline.Line, allowsBlock: Bool = false, number: Int? = nil,
    _ body: (inout CaseParser) throws(LineGivenUp) -> Void
  ) {
    guard line.isReadable else { return forgive(line.tokens) }
    load(line.tokens, line.span, number: number)
    do throws(LineGivenUp) {
      try body(&self)
      if !allowsBlock, let block = line.block.first { report(.blockWithoutHead(at: block.span)) }
    } catch {
      forgive(tokens)
    }
  }

  /// Makes a line the one at hand, with parameters filled in.
  ///
  /// - Parameter number: which of its times it is, of a line with `every`; nil for any other line.
  mutating func load(_ source: [Token], _ span: SourceSpan, number: Int? = nil) {
    index = 0
    lineSpan = span
    expected.removeAll(keepingCapacity: true)
    let bindings = (number.map { [Repetition.binding($0)] } ?? []) + self.bindings
    guard source.contains(where: { $0.kind == .parameter || $0.mentions(anyOf: bindings) }) else {
      tokens = source
      return
    }
    tokens.removeAll(keepingCapacity: true)
    for var token in source {
      if let binding = token.fill(bindings) {
        fillings[token.span.line, default: []].append((token.span, binding))
        if token.kind != .string, !token.isStillOne { report(.notOneName(token.spelling, at: token.span)) }
      }
      guard token.kind == .parameter, let binding = bindings.first(where: { $0.name == token.text }) else {
        tokens.append(token)
        continue
      }
      fillings[token.span.line, default: []].append((token.span, binding))
      for var value in binding.tokens {
        value.span = token.span
        if let inside = value.parametersInside.first {
          report(.parameterInValue(inside, value.spelling, at: value.span))
        }
        tokens.append(value)
      }
    }
  }

  /// Remembers the names on a line that could not be read.
  mutating func forgive(_ tokens: [Token]) {
    for token in tokens where token.kind == .name || token.kind == .mark || token.kind == .word {
      facts.forgiven.insert(token.spelling)
    }
  }

  /// Notes a diagnostic; one about a filled-in value also shows where the value stands.
  mutating func report(_ diagnostic: Diagnostic) {
    var diagnostic = diagnostic
    let filled = fillings[diagnostic.span.line]?.last { $0.span == diagnostic.span }
    if let filled, filled.binding.cell != .generated {
      diagnostic.secondary.append(
        Diagnostic.Annotation(filled.binding.cell, "`<\(filled.binding.name)>` is `\(filled.binding.text)` here"))
    }
    diagnostics.append(diagnostic)
  }

  /// Notes a diagnostic and gives the line up.
  mutating func fail(_ diagnostic: Diagnostic) throws(LineGivenUp) -> Never {
    report(diagnostic)
    throw LineGivenUp()
  }
}
