import Harness
import Reconciliation
public import ScenarioLanguage

/// A scenario file that is open in an editor: what is wrong with it, what can stand at a place, what a word means.
///
/// All of it comes from the parser and the catalogues.
public struct EditedFile: Sendable {
  /// A place: line and column, both counted from 0, the column in UTF-16 units as editors count.
  public struct Position: Hashable, Sendable {
    /// The line.
    public var line: Int
    /// The column.
    public var column: Int

    /// Makes a place.
    public init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// A stretch of one line.
  public struct Stretch: Hashable, Sendable {
    /// The first place.
    public var start: Position
    /// The place behind the last one.
    public var end: Position
  }

  /// The file.
  public let source: SourceFile
  private let lines: [String]

  /// What a file that nobody has written holds where a word is asked for.
  private static let probe = "zzprobe"

  /// Opens a file.
  public init(_ source: SourceFile) {
    self.source = source
    lines = source.lines
  }

  /// What is wrong with it.
  public var diagnostics: [Diagnostic] { ScenarioParser.parse(source, invariants: Invariant.names).diagnostics }

  /// The text in the one layout; nil if it has errors or is so already.
  public var formatted: String? {
    guard !diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    let text = ScenarioFormatter.format(source.text)
    return text == source.text ? nil : text
  }

  // MARK: - Places

  /// The stretch of a span.
  public func stretch(_ span: SourceSpan) -> Stretch {
    let line = max(0, span.line - 1)
    let text = line < lines.count ? lines[line] : ""
    let start = text.prefix(max(0, span.column - 1)).utf16.count
    let end = text.prefix(max(0, span.column - 1) + max(1, span.length)).utf16.count
    return Stretch(
      start: Position(line: line, column: start), end: Position(line: line, column: max(end, start)))
  }

  /// How many lines there are, for an edit of all of them.
  public var lineCount: Int { source.text.split(separator: "\n", omittingEmptySubsequences: false).count }

  private static func isWordPart(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "-._/@$".contains(character)
  }

  /// The word at a place, and where it stands.
  private func word(at position: Position) -> (text: String, range: Range<Int>)? {
    guard position.line >= 0, position.line < lines.count else { return nil }
    let characters = Array(lines[position.line])
    var column = 0
    var units = 0
    while column < characters.count, units < position.column {
      units += characters[column].utf16.count
      column += 1
    }
    var (start, end) = (column, column)
    while start > 0, EditedFile.isWordPart(characters[start - 1]) { start -= 1 }
    while end < characters.count, EditedFile.isWordPart(characters[end]) { end += 1 }
    return (String(characters[start..<end]), start..<end)
  }

  // MARK: - Completion

  /// What can stand at a place: the words that a message would call legal there, and the names of the file.
  public func completions(at position: Position) -> [String] {
    guard position.line >= 0, position.line <= lines.count else { return [] }
    var probed = lines
    if position.line == lines.count { probed.append("") }
    let found = word(at: position) ?? ("", 0..<0)
    let before = String(probed[position.line].prefix(found.range.lowerBound))
    if found.text.hasPrefix("@") { return names().filter { $0.hasPrefix("@") } }
    // What stands behind the place would only hide what is legal at it.
    probed[position.line] = before + EditedFile.probe
    let text = probed.joined(separator: "\n") + "\n"
    let parsed = ScenarioParser.parse(SourceFile(path: source.path, text: text), invariants: Invariant.names)
    let here = parsed.diagnostics.filter {
      $0.span.line == position.line + 1 && $0.span.column + $0.span.length > found.range.lowerBound
    }
    var words: [String] = []
    for diagnostic in here {
      for note in diagnostic.notes { words += EditedFile.words(in: note) }
      if diagnostic.message.contains("name of") || diagnostic.label.contains("capital") {
        words += names().filter { !$0.hasPrefix("@") }
      }
    }
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }

  /// The words of a list such as `net can: cut, heal`; a list of families of events stands for all events.
  private static func words(in note: String) -> [String] {
    guard let colon = note.firstIndex(of: ":") else { return [] }
    if note.hasPrefix("events ") { return EventKind.allCases.map(\.name) }
    let words = note[note.index(after: colon)...].split(separator: ",").map { $0.drop { $0 == " " } }
    guard words.allSatisfy({ !$0.contains(" ") && !$0.isEmpty }) else { return [] }
    return words.map(String.init)
  }

  // MARK: - Meaning and origin

  /// What there is to say about the word at a place: the page that `trueup explain` has.
  public func hover(at position: Position) -> (text: String, place: Stretch)? {
    guard let word = word(at: position), !word.text.isEmpty else { return nil }
    let span = SourceSpan(line: position.line + 1, column: word.range.lowerBound + 1, length: word.range.count)
    let pieces = lines[position.line].split(separator: " ").map(String.init)
    // The keywords of a line are one topic, wherever in it the word stands.
    for start in pieces.indices {
      for count in [3, 2] where start + count <= pieces.count {
        let keywords = Array(pieces[start..<start + count])
        if keywords.contains(word.text), LanguageWord.isName(keywords),
          let text = Explanation.text(of: keywords.joined(separator: " "))
        {
          return (text.description, stretch(span))
        }
      }
    }
    if let text = Explanation.text(of: word.text) { return (text.description, stretch(span)) }
    guard let origin = origin(of: word.text), origin.line < lines.count else { return nil }
    return (lines[origin.line].drop { $0 == " " }.description, stretch(span))
  }

  /// Where the name at a place comes from: the line that places the order, sets the mark, makes the execution.
  public func definition(at position: Position) -> Stretch? {
    guard let word = word(at: position), let origin = origin(of: word.text) else { return nil }
    return stretch(
      SourceSpan(
        line: origin.line + 1, column: origin.column + 1,
        length: word.text.drop { $0 == "@" }.prefix { $0 != "+" }.count))
  }

  /// The words after which a name is introduced.
  private static let introductions: Set<String> = [
    "place", "order", "exec", "as", "mark", "instrument", "market", "trade", "cash", "position",
  ]

  /// All names that the file introduces, marks with their `@`, in order.
  private func names() -> [String] {
    var names: [String] = []
    for line in lines {
      let pieces = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      for (before, name) in zip(pieces, pieces.dropFirst()) where EditedFile.introductions.contains(before) {
        let isName = name.hasPrefix("@") || name.first?.isUppercase == true || before == "mark"
        let text = before == "mark" && !name.hasPrefix("@") ? "@\(name)" : name
        if isName, !names.contains(text) { names.append(text) }
      }
    }
    return names
  }

  /// The place of the first occurrence of a name right after a word that introduces it.
  private func origin(of word: String) -> (line: Int, column: Int)? {
    let isMark = word.hasPrefix("@")
    let name = isMark ? String(word.dropFirst()) : word
    guard !name.isEmpty else { return nil }
    for (number, line) in lines.enumerated() {
      let code = line.prefix { $0 != "#" }
      let pieces = code.split(separator: " ")
      for (before, piece) in zip(pieces, pieces.dropFirst()) {
        let fits =
          isMark
          ? (before == "as" || before == "mark") && piece.drop { $0 == "@" } == name
          : EditedFile.introductions.contains(String(before)) && piece == name && name.first?.isUppercase == true
        if fits {
          return (number, line.distance(from: line.startIndex, to: piece.startIndex) + (piece.hasPrefix("@") ? 1 : 0))
        }
      }
    }
    return nil
  }
}
