import Reconciliation
import Trading

/// An answer has no rows and claims to be complete.
private struct EmptyAnswer: AnswerFault {
  var word: Word { .empty }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
    orders.rows = []
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
    executions.start = executions.rows.count
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
    // What lists nothing reads as nothing, positions and balances alike.
    account.positions = account.positions.map {
      PositionReport(quantity: .zero, averagePrice: .zero, mark: $0.mark)
    }
    account.cash = account.cash.map { _ in .zero }
  }
}

extension SnapshotFalsehood {
  /// No rows, and claimed to be complete.
  public static var empty: SnapshotFalsehood { SnapshotFalsehood(EmptyAnswer()) }
}
