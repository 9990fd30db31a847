import Trading

/// What one pass asks, compares and may change: trigger and kind make the plan.
struct PassPlan: Hashable, Sendable {
  /// The strongest cause.
  private(set) var trigger: Trigger
  /// Whether all executions are read, not only those after the last known one.
  private(set) var readsAllExecutions: Bool
  /// Whether positions and cash are asked for and compared.
  private(set) var comparesAccount: Bool

  /// Makes the plan of a pass.
  init(_ trigger: Trigger, _ kind: PassKind) {
    self.trigger = trigger
    readsAllExecutions = trigger != .poll && trigger != .mismatch
    comparesAccount = kind == .account
  }

  /// The plan that does what both do.
  func merged(with other: PassPlan) -> PassPlan {
    var plan = self
    plan.trigger = max(trigger, other.trigger)
    plan.readsAllExecutions = readsAllExecutions || other.readsAllExecutions
    plan.comparesAccount = comparesAccount || other.comparesAccount
    return plan
  }

  /// How many queries the broker is asked: orders, executions, and the account if it is compared.
  var queryCount: Int { comparesAccount ? 3 : 2 }

  /// After which change at the broker it is asked for executions.
  ///
  /// - Parameters:
  ///   - cursor: up to which change at the broker no execution has to be read again.
  ///   - lacksExecutions: whether an answer that claimed to be complete has hidden some before that.
  func executionStart(after cursor: BrokerSequence, lacksExecutions: Bool) -> BrokerSequence {
    readsAllExecutions || lacksExecutions ? .zero : cursor
  }
}
