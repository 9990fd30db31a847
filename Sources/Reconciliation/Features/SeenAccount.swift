import Trading

/// What the broker has told last of each position, and whether it was what is here; forgotten by a restart.
struct SeenAccount: Sendable {
  struct Row: Sendable {
    var report: PositionReport
    /// As of which change at the broker.
    var asOf: BrokerSequence
    /// When the pass ended that has told it.
    var seen: Instant
    /// Whether it was what the books had then.
    var isAlike: Bool

    /// The price at which the broker values the instrument; nil if it tells none.
    var mark: Decimal? { report.mark.isPositive ? report.mark : nil }
  }

  /// By ``InstrumentID``.
  private var rows: [Row?] = []
  /// What differed in the last account that a pass compared which may correct, by how much, and what that was worth.
  private(set) var differences: [Finding.Drift: (difference: Decimal, impact: Decimal?)] = [:]

  /// A pass that may correct has compared an account.
  mutating func noteDifferences(_ findings: [Finding]) {
    differences.removeAll(keepingCapacity: true)
    for finding in findings {
      if let drift = finding.drift { differences[drift] = (finding.difference, finding.impact) }
    }
  }

  /// A pass has compared an account.
  mutating func note(_ account: AccountReport, _ findings: [Finding], at now: Instant) {
    if rows.count < account.positions.count {
      rows += Array(repeating: nil, count: account.positions.count - rows.count)
    }
    for index in account.positions.indices {
      let isAlike = !findings.contains { $0.key.instrument == UInt32(index) && !$0.isOfCash }
      rows[index] = Row(report: account.positions[index], asOf: account.asOf, seen: now, isAlike: isAlike)
    }
  }

  subscript(instrument: InstrumentID) -> Row? {
    Int(instrument.index) < rows.count ? rows[Int(instrument.index)] : nil
  }
}
