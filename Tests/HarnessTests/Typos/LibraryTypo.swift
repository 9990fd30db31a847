import Foundation
import ScenarioLanguage

/// One letter of one word of a scenario file, changed.
struct LibraryTypo {
  /// What a word is, by its place in the file.
  enum Place: String {
    /// Vocabulary, or a name that the file uses again: a typo must be noticed.
    case checked
    /// In quotes: a title, a note, a reason.
    case text
    /// A tag.
    case tag
    /// The name of a case, in the column `case` of the examples.
    case caseName = "name of a case"
    /// A name that stands nowhere else in the case: it can be any.
    case newName = "name used once"
    /// A name that becomes another one of the file: one of the two is meant.
    case otherName = "another name of the file"
    /// The unit of a time: another unit is another time.
    case unit = "unit of a time"
  }

  /// The path below `Scenarios`, and the number of the line.
  var location: String
  /// The word as it was and as it is.
  var word: String
  var changed: String
  var place: Place
  /// The line with the typo.
  var line: String
  /// The file with the typo.
  var text: String
}

/// The words of a file, each with a letter that is drawn by its place.
struct FileTypos {
  let path: String
  private let lines: [[Character]]
  private var section = ""
  private var isCaseColumn = false
  private var isGolden = false
  private let counts: [String: Int]
  /// How often a name stands outside of the table of parameters.
  private let bodyCounts: [String: Int]
  private let names: Set<String>

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { Array($0) }
    var counts: [String: Int] = [:]
    var bodyCounts: [String: Int] = [:]
    var isBody = true
    for line in lines {
      if line.starts(with: "examples") { isBody = false }
      // What a title or a note says does not make a name known.
      for range in FileTypos.words(of: line) where !FileTypos.isQuoted(range, in: line) {
        counts[FileTypos.spelling(of: range, in: line), default: 0] += 1
        if isBody { bodyCounts[FileTypos.spelling(of: range, in: line), default: 0] += 1 }
      }
    }
    self.counts = counts
    self.bodyCounts = bodyCounts
    names = Set(counts.keys.filter { $0.first?.isUppercase == true || $0.first == "@" })
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isASCII
      && (character.isLetter || character.isNumber || character == "-" || character == "." || character == "_")
  }

  /// The stretches of letters, digits, dots and hyphens that have a letter, up to a comment.
  private static func words(of line: [Character]) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var isQuoted = false
    var start: Int?
    for (index, character) in (line + [" "]).enumerated() {
      if character == "\"" { isQuoted.toggle() }
      if isPart(character) {
        start = start ?? index
        continue
      }
      if let first = start, line[first..<index].contains(where: \.isLetter) { words.append(first..<index) }
      start = nil
      if character == "#", !isQuoted { break }
    }
    return words
  }

  /// A word with the sign that makes a mark of it: `@filled` is not `filled`.
  private static func spelling(of range: Range<Int>, in line: [Character]) -> String {
    (line[..<range.lowerBound].last == "@" ? "@" : "") + String(line[range])
  }

  private static func isQuoted(_ range: Range<Int>, in line: [Character]) -> Bool {
    line[..<range.lowerBound].count { $0 == "\"" } % 2 == 1
  }

  /// Typos of the file: that of every word whose number is chosen.
  mutating func typos(seed: UInt64, where isChosen: (_ number: Int) -> Bool) -> [LibraryTypo] {
    var typos: [LibraryTypo] = []
    var number = 0
    for (row, line) in lines.enumerated() {
      let words = FileTypos.words(of: line)
      if let first = line.first, first.isLetter, let word = words.first { section = String(line[word]) }
      if section == "examples", line.first(where: { $0 != " " }) == "|", !isCaseColumn {
        isCaseColumn = words.first.map { String(line[$0]) } == "case"
      }
      for range in words {
        if isChosen(number) { typos.append(typo(row, range, line, seed)) }
        number += 1
      }
    }
    return typos
  }

  private func typo(_ row: Int, _ range: Range<Int>, _ line: [Character], _ seed: UInt64) -> LibraryTypo {
    var draw = (seed &+ UInt64(row) &* 1_000_003 &+ UInt64(range.lowerBound)) &* 0x9E37_79B9_7F4A_7C15
    draw ^= draw >> 29
    let letters = range.filter { line[$0].isLetter }
    let column = letters[Int(draw % UInt64(letters.count))]
    let letter = line[column]
    let next: Character =
      letter == "z" ? "a" : letter == "Z" ? "A" : Character(UnicodeScalar((letter.asciiValue ?? 64) + 1))
    var changed = line
    // A letter alone is a name: without it the line would be another one.
    let isLeftOut = range.count > 1 && (draw >> 40) % 2 == 0
    changed.replaceSubrange(column...column, with: isLeftOut ? [] : [next])
    let end = range.upperBound - (isLeftOut ? 1 : 0)
    var file = lines
    file[row] = changed
    let sign = line[..<range.lowerBound].last == "@" ? "@" : ""
    let typo = String(changed[range.lowerBound..<end])
    var place = place(of: range, in: line)
    // Nobody can know which of two names was meant.
    if place == .checked, names.contains(sign + typo) { place = .otherName }
    return LibraryTypo(
      location: "\(path):\(row + 1)", word: String(line[range]), changed: typo, place: place,
      line: String(changed).trimmingCharacters(in: .whitespaces),
      text: file.map { String($0) }.joined(separator: "\n"))
  }

  private func place(of range: Range<Int>, in line: [Character]) -> LibraryTypo.Place {
    let before = line[..<range.lowerBound]
    let word = String(line[range])
    if FileTypos.isQuoted(range, in: line) { return .text }
    let first = FileTypos.words(of: line).first.map { String(line[$0]) }
    if section == "scenario", first == "tags", word != "tags" { return .tag }
    if section == "examples", isCaseColumn, before.count(where: { $0 == "|" }) == 1, first != "case" {
      return .caseName
    }
    if word.wholeMatch(of: /(?:[0-9.]+[a-z]+)+/) != nil { return .unit }
    guard word.first?.isUppercase == true || before.last == "@" else { return .checked }
    let spelling = FileTypos.spelling(of: range, in: line)
    if counts[spelling] == 1 { return .newName }
    // Each row is a case of its own.
    let isInRow = section == "examples" && bodyCounts[spelling] == nil
    let rowCount = FileTypos.words(of: line).count { FileTypos.spelling(of: $0, in: line) == spelling }
    return isInRow && rowCount == 1 ? .newName : .checked
  }
}
