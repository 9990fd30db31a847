/// Puts bugs into the text of a source file, each behind a choice at run time.
enum Planter {
  /// A place in a source and the bugs that share it.
  private struct Place {
    var range: Range<String.Index>
    var bugs: [BugDescription]
  }

  /// Plants bugs in a source file.
  ///
  /// Several bugs may share one original text, and one may stand inside another; texts that overlap only in part are
  /// an error.
  static func plant(_ bugs: [BugDescription], in source: String) throws(BugError) -> String {
    var places: [Place] = []
    for bug in bugs.sorted(by: { $0.id < $1.id }) {
      let range = try SourceMatch.range(of: bug, in: source)
      if let index = places.firstIndex(where: { $0.range == range }) {
        guard places[index].bugs[0].form == bug.form else {
          throw BugError(
            place: "\(bug.name).bug",
            message: "the same text is of another form in \(places[index].bugs[0].name).bug; both need the same form")
        }
        places[index].bugs.append(bug)
      } else {
        if let other = places.first(where: { overlapsInPart($0.range, range) }) {
          throw BugError(
            place: "\(bug.name).bug",
            message: "the original text overlaps that of \(other.bugs[0].name).bug; make one part of the other")
        }
        places.append(Place(range: range, bugs: [bug]))
      }
    }
    places.sort { left, right in
      left.range.lowerBound != right.range.lowerBound
        ? left.range.lowerBound < right.range.lowerBound : left.range.upperBound > right.range.upperBound
    }
    return text(of: source.startIndex..<source.endIndex, places[...], source)
  }

  private static func overlapsInPart(_ left: Range<String.Index>, _ right: Range<String.Index>) -> Bool {
    guard left.overlaps(right) else { return false }
    return !contains(left, right) && !contains(right, left)
  }

  private static func contains(_ outer: Range<String.Index>, _ inner: Range<String.Index>) -> Bool {
    outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
  }

  /// The text of a range with the places in it changed; they are sorted, outer ones first.
  private static func text(
    of range: Range<String.Index>, _ places: ArraySlice<Place>, _ source: String
  ) -> String {
    var result = ""
    var position = range.lowerBound
    var rest = places
    while let place = rest.popFirst() {
      let inner = rest.prefix { contains(place.range, $0.range) }
      rest = rest.dropFirst(inner.count)
      result += source[position..<place.range.lowerBound]
      result += choice(place.bugs, original: text(of: place.range, inner, source))
      position = place.range.upperBound
    }
    return result + source[position..<range.upperBound]
  }

  private static func choice(_ bugs: [BugDescription], original: String) -> String {
    bugs.reversed().reduce(original) { rest, bug in
      switch bug.form {
      case .expression: "(PlantedBug.isActive(\(bug.id)) ? (\(bug.replacement)) : (\(rest)))"
      case .statement: "if PlantedBug.isActive(\(bug.id)) {\n\(bug.replacement)\n} else {\n\(rest)\n}"
      }
    }
  }

  /// The text with `import Trading`, where the choice is declared; the module itself needs none.
  static func importing(_ source: String, file: String) -> String {
    let lines = source.split(separator: "\n")
    let isImported = lines.contains { $0 == "import Trading" || $0 == "public import Trading" }
    return isImported || file.hasPrefix("Sources/Trading/") ? source : "import Trading\n" + source
  }

  /// The file that declares the choice; part of the copy only.
  static let declaration = """
    #if canImport(Glibc)
      import Glibc
    #elseif canImport(Musl)
      import Musl
    #elseif canImport(Darwin)
      import Darwin
    #endif

    /// Which planted bug is active in this process, and how often its place was reached.
    public enum PlantedBug {
      /// The number of the active bug; 0 for none.
      nonisolated(unsafe) public static var active = 0
      /// How often the place of the active bug was reached.
      nonisolated(unsafe) public static var reachedCount = 0

      /// Reads the number of the active bug from the environment variable `PLANTED_BUG`, once, at the start.
      public static func readEnvironment() {
        active = getenv("PLANTED_BUG").flatMap { Int(String(cString: $0)) } ?? 0
      }

      /// Whether a bug is active; counts that its place was reached.
      @inline(__always)
      public static func isActive(_ number: Int) -> Bool {
        guard number == active else { return false }
        reachedCount += 1
        return true
      }

      /// How often the place was reached, in one line.
      public static var report: String { "planted bug \\(active) was reached \\(reachedCount) times" }
    }

    """
}
