import Trading

/// One reconciliation pass: what was asked, what was answered.
struct ReconciliationPass: Sendable {
  var reason: Word
  /// How many answers are missing.
  var awaited: Int
  var hasFailed = false
  var orders: Snapshot<OrderReport>?
  var executions: Snapshot<Execution>?
  var account: AccountReport?

  init(reason: Word, awaited: Int) {
    self.reason = reason
    self.awaited = awaited
  }
}
