import Trading

/// One reconciliation pass: what was asked, what was answered.
struct ReconciliationPass: Sendable {
  let plan: PassPlan
  var hasFailed = false
  /// What was asked without a usable answer.
  var failed: Set<Word> = []
  var orders: Snapshot<OrderReport>?
  var executions: Snapshot<Execution>?
  var account: AccountReport?
  /// How many positions of the account were compared with the books.
  var comparedPositions = 0

  /// What was answered.
  var answered: Set<Word> {
    var answered: Set<Word> = []
    if orders != nil { answered.insert(.orders) }
    if executions != nil { answered.insert(.executions) }
    if account != nil { answered.insert(.account) }
    return answered
  }

  init(_ plan: PassPlan) {
    self.plan = plan
  }
}
