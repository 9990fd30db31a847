import Trading

extension DiscrepancyDesk {
  /// Counts that an order lacks the same executions in one more pass, or more of them as long as nobody was told.
  ///
  /// - Parameter isProof: whether all executions are known that the report of the order has counted.
  /// - Returns: Why a person is to be told, if it is time.
  mutating func countGap(_ finding: Finding, isProof: Bool, _ core: Core) -> Word? {
    guard countsGaps else { return nil }
    let difference = (try? finding.broker - finding.local) ?? finding.broker
    var sights = GapSights()
    if let known = gaps[finding.key.order],
      known.difference == difference || known.difference < difference && !isTold(finding, core)
    {
      sights = known.sights
    }
    sights.note(isProof: isProof)
    gaps[finding.key.order] = (difference, sights)
    return sights.reason(core.configuration)
  }

  private func isTold(_ finding: Finding, _ core: Core) -> Bool {
    core.books.openDiscrepancy(finding.key).map { core.books.ticket(ofDiscrepancy: $0.id) != nil } ?? false
  }
}
