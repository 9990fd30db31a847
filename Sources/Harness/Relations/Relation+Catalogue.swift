extension Relation {
  /// All relations, in the order of the lists.
  public static let all: [Relation] = [
    .recoverNow, .sayItAgain, .askAgain, .lateByNothing, .mirror, .rescale, .split, .permute, .stranger,
    .damagedStore, .inWriting, .plainValues,
  ]

  /// The names, in the order of the lists.
  public static let names: [String] = all.map(\.name)
}
