import Reconciliation
public import Trading

/// An answer shows the past and says as of when.
private struct StaleAnswer: AnswerFault {
  let age: TimeSpan

  var word: Word { .stale }
  var showsPast: Bool { true }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
    let past = broker.past(age, before: now)
    orders = Snapshot(rows: past?.orders ?? [], asOf: past?.sequence ?? .zero)
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
    let past = broker.past(age, before: now)
    let rows = Array(broker.executions.prefix(past?.executionCount ?? 0))
    executions = Snapshot(rows: rows, start: min(executions.start, rows.count), asOf: past?.sequence ?? .zero)
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
    guard let past = broker.past(age, before: now) else { return }
    account = broker.account(positions: past.positions, cash: past.cash, asOf: past.sequence)
  }
}

extension SnapshotFalsehood {
  /// As of so long ago.
  public static func stale(by age: TimeSpan) -> SnapshotFalsehood { SnapshotFalsehood(StaleAnswer(age: age)) }
}
