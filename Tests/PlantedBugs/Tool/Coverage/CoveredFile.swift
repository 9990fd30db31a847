/// A source with all its places.
struct CoveredFile: Sendable {
  let name: String
  private(set) var places: [CoveragePlace] = []

  private let source: SwiftSource
  private var lineStarts: [Int] = [0]
  private var known: [CoverageKey: Int] = [:]

  /// Takes the text of a file and its regions, in order.
  init(name: String, text: String, regions: [CoverageRegion]) {
    self.name = name
    source = SwiftSource(text)
    for (index, byte) in source.bytes.enumerated() where byte == 10 { lineStarts.append(index + 1) }
    var around: [CoverageRegion] = []
    for region in regions {
      around.removeAll { !$0.contains(region) }
      let parent = around.last
      let isInner = parent?.count == 0
      add(.region, region, isReached: region.count > 0, isInner: isInner)
      if let parent, let kind = unseenOutcome(of: region) {
        add(kind, region, isReached: parent.count > region.count, isInner: isInner)
      }
      around.append(region)
    }
  }

  private mutating func add(_ kind: CoveragePlace.Kind, _ region: CoverageRegion, isReached: Bool, isInner: Bool) {
    // A region behind the end of an `if` starts with the blanks before the next line.
    let start = token(from: offset(of: region.start)).map { source.tokens[$0] }
    let first = start?.range.lowerBound ?? source.bytes.count
    let lineEnd = source.bytes[first...].firstIndex(of: 10) ?? source.bytes.count
    let end = min(lineEnd, max(first, offset(of: region.end)))
    let line = start?.line ?? region.start.line
    var key = CoverageKey(file: name, lineText: source.line(line), kind: kind, part: source.text(first..<end))
    known[key, default: 0] += 1
    key.occurrence = known[key] ?? 1
    places.append(CoveragePlace(key: key, line: line, isReached: isReached, isInner: isInner))
  }

  private func offset(of place: CoverageRegion.Place) -> Int {
    let start = lineStarts.indices.contains(place.line - 1) ? lineStarts[place.line - 1] : source.bytes.count
    return min(start + place.column - 1, source.bytes.count)
  }

  /// The first token that starts at an offset or behind it.
  private func token(from offset: Int) -> Int? {
    var (low, high) = (0, source.tokens.count)
    while low < high {
      let middle = (low + high) / 2
      if source.tokens[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low < source.tokens.count ? low : nil
  }

  /// The outcome of the condition before a region that has no region of its own.
  private func unseenOutcome(of region: CoverageRegion) -> CoveragePlace.Kind? {
    let start = offset(of: region.start)
    guard let token = token(from: start), token > 0, source.tokens[token].range.lowerBound == start else { return nil }
    if ["&&", "||", "??"].contains(source.word(token - 1)) { return .short }
    guard source.word(token) == "{", source.word(source.after(token)) != "else" else { return nil }
    return isBody(token) ? .otherwise : nil
  }

  /// Whether a brace opens what an `if` does.
  private func isBody(_ brace: Int) -> Bool {
    var index = brace - 1
    while index >= 0 {
      switch source.word(index) {
      case "if": return true
      // `if case` is the one condition with such a word in it.
      case "case" where !["if", ","].contains(source.word(index - 1)): return false
      case "for", "while", "guard", "func", "in", "switch", "else", "(", "[", "{", "->": return false
      case ")", "]", "}": index = source.partners[index] - 1
      default: index -= 1
      }
    }
    return false
  }
}
