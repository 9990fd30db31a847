import Reconciliation
public import Trading

/// One half of an answer about the account shows the past, and the answer claims to be of now (Alpaca: positions follow
/// balances by seconds).
private struct LaggingAnswer: AnswerFault {
  let half: AccountHalf
  let age: TimeSpan

  var word: Word { .stale }
  var showsPast: Bool { true }

  func hits(_ query: Word) -> Bool { query == .account }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
    guard let past = broker.past(age, before: now) else { return }
    switch half {
    case .positions:
      account = broker.account(positions: past.positions, cash: broker.cash, asOf: account.asOf)
    case .balances: account.cash = past.cash
    }
  }
}

/// One half of what an account shows.
public enum AccountHalf: String, Hashable, Sendable, CaseIterable {
  /// What is held of each instrument.
  case positions
  /// The cash in each currency.
  case balances
}

extension SnapshotFalsehood {
  /// One half as of so long ago, and claimed to be of now.
  public static func lags(_ half: AccountHalf, by age: TimeSpan) -> SnapshotFalsehood {
    SnapshotFalsehood(LaggingAnswer(half: half, age: age))
  }
}
