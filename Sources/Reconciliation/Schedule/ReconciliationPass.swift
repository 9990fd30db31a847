import Trading

/// One reconciliation pass: what was asked, what was answered, what was found.
struct ReconciliationPass: Sendable {
  var reason: Word
  /// How many answers are missing.
  var awaited: Int
  var hasFailed = false
  var orders: Snapshot<OrderReport>?
  var executions: Snapshot<Execution>?
  var account: AccountReport?
  /// Whether the answers are being compared: what differs now is a finding, not a race with the stream.
  var isComparing = false
  /// How many discrepancies were found.
  var found = 0
  /// The discrepancies that the pass has seen to be there still.
  var stillOpen: [UInt32] = []

  init(reason: Word, awaited: Int) {
    self.reason = reason
    self.awaited = awaited
  }
}
