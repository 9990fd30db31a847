import Reconciliation
public import Trading

/// An account shows one figure otherwise than it is, all others as they are, and claims to be complete.
private struct FalseFigure: AnswerFault {
  /// The figure, and what is shown of it.
  let figure: Figure

  enum Figure: Sendable {
    /// A position, and its average price; nil for the true one.
    case position(InstrumentID, Decimal, average: Decimal?)
    case balance(CurrencyID, Decimal)
  }

  var word: Word { .figure }

  func hits(_ query: Word) -> Bool { query == .account }

  func falsify(orders: inout Snapshot<OrderReport>, of broker: SimulatedBroker, at now: Instant) {
  }

  func falsify(executions: inout Snapshot<Execution>, of broker: SimulatedBroker, at now: Instant) {
  }

  func falsify(account: inout AccountReport, of broker: SimulatedBroker, at now: Instant) {
    switch figure {
    case .position(let instrument, let quantity, let average):
      let index = Int(instrument.index)
      // An answer that is cut short may have lost the row.
      guard account.positions.indices.contains(index) else { return }
      let row = account.positions[index]
      account.positions[index] = PositionReport(
        quantity: quantity, averagePrice: average ?? (quantity.isZero ? .zero : row.averagePrice), mark: row.mark)
    case .balance(let currency, let amount):
      let index = Int(currency.index)
      if account.cash.indices.contains(index) { account.cash[index] = amount }
    }
  }
}

extension SnapshotFalsehood {
  /// With a position that is another one: its sign, its unit or what of it is free.
  ///
  /// - Parameter average: what is shown of its average price; nil for the true one.
  public static func position(_ instrument: InstrumentID, _ quantity: Decimal, average: Decimal?) -> SnapshotFalsehood {
    SnapshotFalsehood(FalseFigure(figure: .position(instrument, quantity, average: average)))
  }

  /// With a balance that is another one.
  public static func balance(_ currency: CurrencyID, _ amount: Decimal) -> SnapshotFalsehood {
    SnapshotFalsehood(FalseFigure(figure: .balance(currency, amount)))
  }
}
