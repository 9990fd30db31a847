import Trading

/// Changes the books to what the broker says.
struct CorrectionDesk: Sendable {
  /// Takes over a position.
  func takeOver(
    _ report: PositionReport, _ instrument: InstrumentID, asOf: BrokerSequence, policy: Word, _ core: inout Core
  ) {
    core.commit(
      .position(
        .adopted(
          PositionAdoption(
            instrument: instrument, from: core.books.positions[Int(instrument.index)].quantity, to: report.quantity,
            averagePrice: report.quantity.isZero ? .zero : report.averagePrice, asOf: asOf, policy: policy))))
  }

  /// Takes over a balance.
  func takeOver(
    _ amount: Decimal, _ currency: CurrencyID, asOf: BrokerSequence, policy: Word, _ core: inout Core
  ) {
    core.commit(
      .cash(
        .adopted(
          CashAdoption(
            currency: currency, from: core.books.cash[Int(currency.index)], to: amount, asOf: asOf, policy: policy))))
  }
}
