import Trading

/// One reconciliation pass: what was asked, what was answered.
struct ReconciliationPass: Sendable {
  let plan: PassPlan
  var hasFailed = false
  var orders: Snapshot<OrderReport>?
  var executions: Snapshot<Execution>?
  var account: AccountReport?

  init(_ plan: PassPlan) {
    self.plan = plan
  }
}
