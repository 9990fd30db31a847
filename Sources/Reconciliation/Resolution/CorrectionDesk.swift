import Trading

/// Changes the books to what the broker says.
struct CorrectionDesk: Sendable {
  /// Takes over the figure that a finding is about.
  func takeOver(_ finding: Finding, from account: AccountReport, policy: Word, _ core: inout Core) {
    switch finding.drift {
    case .position(let instrument), .price(let instrument):
      takeOver(account.positions[Int(instrument.index)], instrument, asOf: account.asOf, policy: policy, &core)
    case .cash(let currency):
      let index = Int(currency.index)
      core.commit(
        .cash(
          .adopted(
            CashAdoption(
              currency: currency, from: core.books.cash[index], to: account.cash[index], asOf: account.asOf,
              policy: policy))))
    case nil: break
    }
  }

  private func takeOver(
    _ report: PositionReport, _ instrument: InstrumentID, asOf: BrokerSequence, policy: Word, _ core: inout Core
  ) {
    core.commit(
      .position(
        .adopted(
          PositionAdoption(
            instrument: instrument, from: core.books.positions[Int(instrument.index)].quantity, to: report.quantity,
            averagePrice: report.quantity.isZero ? .zero : report.averagePrice, asOf: asOf, policy: policy))))
  }
}
