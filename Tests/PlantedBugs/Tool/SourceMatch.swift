/// Finds the original text of a bug in its source file.
enum SourceMatch {
  /// The places of a text in a source.
  ///
  /// The first line of the text may stand anywhere in a line; the following ones are expected with the indentation of
  /// that line in front of their own.
  static func ranges(of text: String, in source: String) -> [Range<String.Index>] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.first, !first.isEmpty else { return [] }
    var found: [Range<String.Index>] = []
    var start = source.startIndex
    while let range = firstRange(of: first, in: source[start...]) {
      start = source.index(after: range.lowerBound)
      let lineStart = source[..<range.lowerBound].lastIndex(of: "\n").map { source.index(after: $0) }
      let indentation = String(source[(lineStart ?? source.startIndex)...].prefix { $0 == " " })
      let whole = lines.dropFirst().reduce(first) { $0 + "\n" + ($1.isEmpty ? "" : indentation + $1) }
      guard source[range.lowerBound...].hasPrefix(whole) else { continue }
      found.append(range.lowerBound..<source.index(range.lowerBound, offsetBy: whole.count))
    }
    return found
  }

  private static func firstRange(of text: String, in source: Substring) -> Range<String.Index>? {
    source.firstRange(of: text)
  }

  /// The one place of a bug's original text.
  ///
  /// - Throws: ``BugError`` that names the description if there is no such place, or more than one.
  static func range(of bug: BugDescription, in source: String) throws(BugError) -> Range<String.Index> {
    let found = ranges(of: bug.original, in: source)
    guard found.count == 1 else {
      let count = found.isEmpty ? "does not occur" : "occurs \(found.count) times"
      throw BugError(
        place: "\(bug.name).bug",
        message: "the original text \(count) in \(bug.file); it has to occur just once, "
          + "so write the description anew to match the source")
    }
    return found[0]
  }
}
