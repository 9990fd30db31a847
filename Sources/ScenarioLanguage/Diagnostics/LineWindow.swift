/// A line of a file as a message shows it: all of it, or what stands around the places that matter.
struct LineWindow {
  /// What is shown; each character of the line takes one column.
  let text: StyledText
  /// Which of the places stand in it, by their position in the list.
  let places: [Int]
  /// How many characters of the line are left out before the text, less the signs that say so.
  private let offset: Int
  /// How many columns the text has.
  private let width: Int

  /// Lines up to this length are shown whole.
  private static let longest = 180
  /// How much of a longer one is shown before and after a place.
  private static let margin = 60
  /// Stands where something is left out.
  private static let gap = "..."

  /// Shows a line once, or a part of it for each place if it is too long.
  static func windows(of line: String, around spans: [SourceSpan]) -> [LineWindow] {
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
    let line = (isCutBefore ? Self.gap : "") + String(shown) + (isCutAfter ? Self.gap : "")
    text = StyledText(line, limit: .max)
    offset = start - (isCutBefore ? Self.gap.count : 0)
    width = end - offset
  }

  /// The columns of a place within the text, counted from 0; at least one.
  func columns(of span: SourceSpan) -> Range<Int> {
    let start = max(0, span.column - 1 - offset)
    let end = start + max(1, span.length)
    return start..<max(start + 1, min(end, max(width, start + 1)))
  }
}
