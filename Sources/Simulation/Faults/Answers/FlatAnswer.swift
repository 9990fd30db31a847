import Reconciliation
public import Trading

/// An account lacks the rows of positions, of all or of one, has the true balances, and claims to be complete.
private struct FlatAnswer: AnswerFault {
  /// Whose row lacks; all, if none is named.
  let instrument: InstrumentID?

  var word: Word { .omits }

  func hits(_ query: Word) -> Bool { query == .account }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
    for index in account.positions.indices where instrument.map({ Int($0.index) == index }) ?? true {
      account.positions[index] = PositionReport(
        quantity: .zero, averagePrice: .zero, mark: account.positions[index].mark)
    }
  }
}

extension SnapshotFalsehood {
  /// Without the row of one position, or of any, and claimed to be complete.
  public static func flat(_ instrument: InstrumentID?) -> SnapshotFalsehood {
    SnapshotFalsehood(FlatAnswer(instrument: instrument))
  }
}
