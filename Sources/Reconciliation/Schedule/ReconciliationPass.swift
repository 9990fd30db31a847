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

  /// Whether a query was answered.
  func hasAnswered(_ query: Word) -> Bool {
    switch query {
    case .orders: orders != nil
    case .executions: executions != nil
    case .account: account != nil
    default: false
    }
  }

  init(_ plan: PassPlan) {
    self.plan = plan
  }
}
