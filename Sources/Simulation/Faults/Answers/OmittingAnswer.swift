import Reconciliation
import Trading

/// An answer lacks one order and its executions, and claims to be complete; the account is true.
private struct OmittingAnswer: AnswerFault {
  let order: NamedOrder

  var word: Word { .omits }

  func hits(_ query: Word) -> Bool { query != .account }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
    orders.rows.removeAll { broker.isNamed(order, $0.brokerOrder, of: $0.order) }
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
    executions = Snapshot(
      rows: executions.rows[executions.start...].filter { !broker.isNamed(order, $0.brokerOrder, of: $0.order) },
      asOf: executions.asOf)
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
  }
}

extension SnapshotFalsehood {
  /// Without one order, and claimed to be complete.
  public static func omits(_ order: NamedOrder) -> SnapshotFalsehood {
    SnapshotFalsehood(OmittingAnswer(order: order))
  }
}
