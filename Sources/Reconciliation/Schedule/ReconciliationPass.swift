import Trading

/// One reconciliation pass: what was asked, what was answered.
struct ReconciliationPass: Sendable {
  let plan: PassPlan
  /// When it has to be over.
  let ends: Instant
  /// What was asked so far.
  var queries: [Request.Content] = []
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

  /// Whether any query was answered.
  var isAnswered: Bool { orders != nil || executions != nil || account != nil }

  init(_ plan: PassPlan, until ends: Instant) {
    self.plan = plan
    self.ends = ends
  }
}
