import Reconciliation
import Trading

/// An answer is cut after so many rows, and marked as incomplete.
private struct TruncatedAnswer: AnswerFault {
  let count: Int

  var word: Word { .truncated }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
    orders.rows = Array(orders.rows.prefix(count))
    orders.isComplete = false
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
    executions.rows = Array(executions.rows.prefix(executions.start + count))
    executions.isComplete = false
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
    account.positions = Array(account.positions.prefix(count))
    account.isComplete = false
  }
}

extension SnapshotFalsehood {
  /// Cut after so many rows, and marked as incomplete.
  public static func truncated(to count: Int) -> SnapshotFalsehood {
    SnapshotFalsehood(TruncatedAnswer(count: count))
  }
}
