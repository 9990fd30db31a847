import Trading

extension ReconciliationEngine {
  /// The kinds that a pass checks anew each time, and so can find gone.
  static let recheckedKinds: [Word] = [
    .quantityMismatch, .priceDiscrepancy, .statusInconsistency, .missingOrder, .missingPosition, .unknownOrder,
    .cashMismatch,
  ]

  /// Whether no open discrepancy is about the same thing.
  func isUnnoted(_ discrepancy: Discrepancy) -> Bool {
    !books.discrepancies.contains { $0.concernsSame(as: discrepancy) }
  }

  /// Opens a discrepancy, or notes that a known one is still there: the second sight of a fact does nothing
  /// (design, section 3, rule 8).
  ///
  /// - Returns: The number of the discrepancy.
  @discardableResult
  mutating func note(_ discrepancy: Discrepancy) -> UInt32 {
    if let known = books.discrepancies.first(where: { $0.concernsSame(as: discrepancy) }) {
      if pass?.isComparing == true { pass?.stillOpen.append(known.id) }
      return known.id
    }
    var discrepancy = discrepancy
    discrepancy.id = books.discrepancyCount + 1
    commit(.discrepancy(discrepancy))
    pass?.found += 1
    if pass?.isComparing == true { pass?.stillOpen.append(discrepancy.id) }
    return discrepancy.id
  }

  /// Closes a discrepancy.
  mutating func resolve(_ id: UInt32, kind: Word) {
    commit(.resolution(id: id, kind: kind, by: .auto))
    pass?.stillOpen.removeAll { $0 == id }
  }

  /// Closes what the pass looked for and did not find again.
  ///
  /// An execution that was put aside is not looked for: a poll reads only what is new, so not seeing it again
  /// says nothing.
  mutating func resolveWhatIsGone(_ stillOpen: [UInt32]) {
    guard !books.discrepancies.isEmpty else { return }
    for discrepancy in books.discrepancies
    where !stillOpen.contains(discrepancy.id) && discrepancy.execution == Event.none
      && ReconciliationEngine.recheckedKinds.contains(discrepancy.kind)
    {
      resolve(discrepancy.id, kind: discrepancy.kind)
    }
  }
}
