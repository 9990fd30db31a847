import Reconciliation
import Trading

/// An answer has each row twice, as one that was put together from two pages; the account is true.
private struct RepeatingAnswer: AnswerFault {
  var word: Word { .repeats }

  func hits(_ query: Word) -> Bool { query != .account }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
    orders = Snapshot(rows: twice(orders.answer), asOf: orders.asOf, isComplete: orders.isComplete)
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
    executions = Snapshot(rows: twice(executions.answer), asOf: executions.asOf, isComplete: executions.isComplete)
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
  }

  private func twice<Row>(_ rows: some Collection<Row>) -> [Row] { rows.flatMap { [$0, $0] } }
}

extension SnapshotFalsehood {
  /// Each row twice, and claimed to be complete.
  public static var repeats: SnapshotFalsehood { SnapshotFalsehood(RepeatingAnswer()) }
}
