/// The mutants that change nothing anybody could observe, each with the reason, as people wrote them down.
///
/// A block for each, as ``ListedBlocks`` reads them:
///
///     file:       Sources/Trading/Decimal.swift
///     operator:   boundary
///     line:       guard count < limit else { return }
///     occurrence: 1
///     reason:     The count is never the limit here.
struct EquivalentMarks: Sendable {
  private(set) var reasons: [MutantKey: String] = [:]
  /// Where each mark starts in the list.
  private var places: [MutantKey: String] = [:]

  /// Reads a list.
  ///
  /// - Throws: ``BugErrors`` with everything that is wrong.
  init(_ text: String, name: String) throws(BugErrors) {
    let words = ["file", "operator", "line", "occurrence", "reason"]
    let list = try ListedBlocks(text, name: name, words: words)
    var reasons: [MutantKey: String] = [:]
    var places: [MutantKey: String] = [:]
    try list.forEach { (block) throws(BugError) in
      let word = try block.text("operator")
      guard let operation = MutationOperator.mechanical.first(where: { $0.rawValue == word }) else {
        throw block.wrong("no operator is called `\(word)`; the operators are \(MutationOperator.legal)")
      }
      let key = MutantKey(
        file: try block.text("file"), operation: operation, lineText: try block.text("line"),
        occurrence: try block.occurrence())
      guard reasons[key] == nil else { throw block.wrong("this mutant is marked a second time") }
      reasons[key] = try block.text("reason")
      places[key] = block.place
    }
    self.reasons = reasons
    self.places = places
  }

  /// What is wrong with marks that no mutant has: their line has changed, or is gone.
  func stale(among mutants: [Mutant]) -> [BugError] {
    let keys = Set(mutants.map(\.key))
    return reasons.keys.filter { !keys.contains($0) }.map { key in
      BugError(
        place: places[key] ?? "",
        message: "\(key.file) has no mutant `\(key.operation.rawValue)` number \(key.occurrence) on a line "
          + "`\(key.lineText)`; the line has changed, so look again whether the change can be observed")
    }.sorted { $0.place < $1.place }
  }
}
