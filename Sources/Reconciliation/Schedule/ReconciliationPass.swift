import Trading

/// One reconciliation pass: what was asked, what was answered.
struct ReconciliationPass: Sendable {
  let plan: PassPlan
  var hasFailed = false
  var orders: Snapshot<OrderReport>?
  var executions: Snapshot<Execution>?
  var account: AccountReport?
  /// How many positions of the account were compared with the books.
  var comparedPositions = 0

  init(_ plan: PassPlan) {
    self.plan = plan
  }
}
