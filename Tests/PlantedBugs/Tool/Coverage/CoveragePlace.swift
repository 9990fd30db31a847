/// A place of a source that a run reaches or not.
struct CoveragePlace: Hashable, Sendable {
  /// What kinds of place there are.
  enum Kind: String, Hashable, Sendable {
    /// A piece that runs as a whole.
    case region
    /// An `if` without `else` whose condition does not hold.
    case otherwise = "else"
    /// A `&&`, `||` or `??` whose right side is not asked.
    case short
  }

  var key: CoverageKey
  var line: Int
  var isReached: Bool
  /// Whether a place around it is not reached either.
  var isInner: Bool
}

/// What names a place in a list that people keep.
struct CoverageKey: Hashable, Sendable {
  var file: String
  /// The text of the line on which it starts, without its indentation.
  var lineText: String
  var kind: CoveragePlace.Kind
  /// The text of the place up to the end of its line.
  var part: String
  /// Which it is of those that are alike in the file, from 1.
  var occurrence = 1
}
