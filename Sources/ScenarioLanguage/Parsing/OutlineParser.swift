/// Cuts a file into its outline.
struct OutlineParser {
  /// The lexer, and with it what is wrong so far.
  var lexer: Lexer
  /// The result so far.
  private(set) var outline = Outline()
  /// The section at hand; nil below an unknown one.
  private var section: Outline.Section?
  /// The lines of the section at hand.
  private var lines: [Outline.Line] = []
  /// Whether a line other than a comment was seen.
  private var hasStarted = false

  /// Cuts the text of a file.
  init(_ bytes: [UInt8]) {
    lexer = Lexer(bytes: bytes)
    for (index, range) in SourceLines(bytes).ranges.enumerated() {
      lexer.enter(line: index + 1, range)
      readLine(range)
    }
    closeSection()
  }

  private mutating func readLine(_ range: Range<Int>) {
    lexer.skipBlanks(before: range.upperBound)
    let start = lexer.position
    guard start < range.upperBound else { return }
    switch lexer.bytes[start] {
    case UInt8(ascii: "#"):
      if !hasStarted { comment(start + 1..<range.upperBound) }
    case UInt8(ascii: "|"):
      hasStarted = true
      if section == .examples { row(start, range) } else { blockLine(start, range) }
    default:
      hasStarted = true
      let tokens = lexer.tokens()
      let isReadable = !lexer.isBroken
      guard let first = tokens.first, let last = tokens.last else { return }
      let line = Outline.Line(tokens: tokens, span: first.span.through(last.span), isReadable: isReadable)
      place(line, isIndented: start > range.lowerBound)
    }
  }

  private mutating func comment(_ range: Range<Int>) {
    var text = Substring(lexer.text(range))
    if text.first == " " { text = text.dropFirst() }
    while text.last == " " { text = text.dropLast() }
    outline.comments.append(String(text))
  }

  private mutating func place(_ line: Outline.Line, isIndented: Bool) {
    let first = line.tokens[0]
    let named = first.kind == .word ? Outline.Section(rawValue: first.text) : nil
    if isIndented {
      if let named, named == .scenario || line.tokens.count == 1 {
        lexer.report(.indentedSection(first.text, at: first.span))
        open(named, line)
      } else if section == nil, !outline.hasUnknownSection {
        noTitle(at: line.span)
        section = .scenario
        lines.append(line)
      } else {
        lines.append(line)
      }
    } else if let named {
      open(named, line)
    } else {
      misplaced(line)
    }
  }

  /// Deals with a line at column 1 that starts no section.
  private mutating func misplaced(_ line: Outline.Line) {
    let first = line.tokens[0]
    let names = Outline.Section.allCases.map(\.rawValue)
    let guess = first.kind == .word ? Suggestion.nearest(to: first.text, in: names) : nil
    if let section, guess == nil, line.tokens.count > 1 {
      lexer.report(.notIndented(in: section.rawValue, at: first.span))
      lines.append(line)
      return
    }
    let legal = outline.title == nil && guess == nil ? [Outline.Section.scenario.rawValue] : names
    lexer.report(.unknown(first.spelling, as: .section, legal: legal, at: first.span))
    closeSection()
    section = nil
    outline.hasUnknownSection = true
  }

  private mutating func open(_ named: Outline.Section, _ line: Outline.Line) {
    let span = line.tokens[0].span
    closeSection()
    section = named
    if let first = outline.heads[named] {
      lexer.report(.sectionTwice(named.rawValue, at: span, first: first))
      return
    }
    if outline.title == nil, named != .scenario, !outline.hasUnknownSection, outline.heads[.scenario] == nil {
      noTitle(at: span)
    }
    let order = Outline.Section.allCases
    let later = order.drop { $0 != named }.dropFirst().first { outline.heads[$0] != nil }
    if let later, let laterSpan = outline.heads[later] {
      lexer.report(
        .sectionLate(named.rawValue, after: later.rawValue, at: span, otherAt: laterSpan, order: order.map(\.rawValue)))
    }
    outline.heads[named] = span
    if named == .scenario {
      outline.title = line
    } else if line.tokens.count > 1 {
      lexer.report(.leftOver(line.tokens[1], legal: []))
    }
  }

  private mutating func noTitle(at span: SourceSpan) {
    guard outline.heads[.scenario] == nil else { return }
    lexer.report(.noTitleLine(at: span))
    outline.heads[.scenario] = span
  }

  private mutating func closeSection() {
    guard let section else {
      lines = []
      return
    }
    outline.lines[section, default: []].append(contentsOf: lines)
    lines = []
  }
}

extension OutlineParser {
  private mutating func blockLine(_ start: Int, _ range: Range<Int>) {
    let end = trimmedEnd(start, range.upperBound)
    let span = lexer.span(start, end)
    guard let last = lines.indices.last else {
      if section != nil || !outline.hasUnknownSection { lexer.report(.blockWithoutHead(at: span)) }
      return
    }
    lexer.position = start + 1
    let tokens = lines[last].isGolden ? [] : lexer.tokens()
    let textStart = start + 1 < end && lexer.bytes[start + 1] == UInt8(ascii: " ") ? start + 2 : start + 1
    lines[last].block.append(
      BlockLine(
        tokens: tokens, text: textStart < end ? lexer.text(textStart..<end) : "", span: span,
        isReadable: !lexer.isBroken))
  }

  private mutating func row(_ start: Int, _ range: Range<Int>) {
    var cells: [(bytes: Range<Int>, span: SourceSpan)] = []
    var bar = start
    var end = start + 1
    while true {
      var cellStart = bar + 1
      while cellStart < range.upperBound, lexer.bytes[cellStart] == UInt8(ascii: " ") { cellStart += 1 }
      guard cellStart < range.upperBound, lexer.bytes[cellStart] != UInt8(ascii: "#") else { break }
      let next = lexer.bytes[cellStart..<range.upperBound].firstIndex(of: UInt8(ascii: "|"))
      let cellEnd = trimmedEnd(cellStart, next ?? range.upperBound)
      cells.append((cellStart..<cellEnd, lexer.span(cellStart, max(cellEnd, cellStart + 1))))
      end = next.map { $0 + 1 } ?? cellEnd
      guard let next else {
        lexer.report(.openRow(at: lexer.span(cellEnd, cellEnd + 1)))
        break
      }
      bar = next
    }
    outline.rows.append(Outline.Row(cells: cells, span: lexer.span(start, end), line: (lexer.lineNumber, range)))
  }

  private func trimmedEnd(_ start: Int, _ end: Int) -> Int {
    var end = end
    while end > start, lexer.bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return end
  }
}
