/// A line of a file as a message shows it: all of it, or what stands around the places that matter.
struct LineWindow {
  /// What is shown.
  let text: StyledText
  /// Which of the places stand in it, by their position in the list.
  let places: [Int]
  /// How many characters of the line are left out before the text, less the signs that say so.
  private let offset: Int
  /// Where the shown part of the line ends in the text.
  private let shownEnd: Int
  /// The characters of the text, one for each of the part that is shown.
  private let characters: [Character]

  /// Lines up to this length are shown whole, where there is room.
  static let longest = 180
  /// How much of a longer one is shown before and after a place, and of the place itself.
  private static let margin = 60
  /// Stands where something is left out.
  private static let gap: [Character] = [".", ".", "."]

  /// Shows a line once, or a part of it for each place if it is too long.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - spans: the places.
  ///   - room: how many columns there are for it.
  static func windows(of line: String, around spans: [SourceSpan], room: Int = longest) -> [LineWindow] {
    let longest = min(longest, max(20, room))
    let margin = longest < Self.longest ? (longest - 2 * gap.count) / 3 : Self.margin
    guard line.utf8.count > longest else {
      return [LineWindow(Array(line), 0, line.count, places: Array(spans.indices))]
    }
    let characters = Array(line)
    guard characters.count > longest else {
      return [LineWindow(characters, 0, characters.count, places: Array(spans.indices))]
    }
    return spans.indices.map { index in
      let column = min(max(0, spans[index].column - 1), characters.count)
      let end = column + min(max(1, spans[index].length), margin)
      return LineWindow(
        characters, max(0, column - margin), min(characters.count, end + margin), places: [index])
    }
  }

  private init(_ characters: [Character], _ start: Int, _ end: Int, places: [Int]) {
    self.places = places
    let isCutBefore = start > 0
    let isCutAfter = end < characters.count
    let shown = characters[start..<end].map { character in
      // One sign for one character, whatever it consists of, so that columns stay true; a tab is no mystery.
      character == "\t" ? " " : character.unicodeScalars.contains(where: StyledText.isHarmful) ? "\u{FFFD}" : character
    }
    self.characters = (isCutBefore ? Self.gap : []) + shown + (isCutAfter ? Self.gap : [])
    text = StyledText(String(self.characters), limit: .max)
    offset = start - (isCutBefore ? Self.gap.count : 0)
    shownEnd = end - offset
  }

  /// The columns of a place within the text as a terminal counts them, from 0; at least one.
  func columns(of span: SourceSpan) -> Range<Int> {
    let start = max(0, span.column - 1 - offset)
    let end = min(start + max(1, span.length), max(shownEnd, start + 1))
    let column = width(of: 0..<start)
    return column..<column + max(1, width(of: start..<end))
  }

  /// How many columns some characters take; what is missing behind the text takes one each.
  private func width(of range: Range<Int>) -> Int {
    let present = range.clamped(to: characters.indices)
    return characters[present].reduce(range.count - present.count) { $0 + $1.columnCount }
  }
}
