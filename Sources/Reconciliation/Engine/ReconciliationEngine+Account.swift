import Trading

extension ReconciliationEngine {
  /// Compares positions and cash, in live mode (order reconciliation document, section 2).
  ///
  /// The books are compared with the account only when every execution up to the account's watermark is known:
  /// before that a difference is explained by what is still on its way.
  mutating func compare(_ account: AccountReport) {
    guard account.isComplete else { return core.logIncomplete(.account) }
    // An account that is older than the newest execution in the books must not be compared with them.
    guard account.asOf <= executions.cursor, account.asOf >= core.books.newestExecution else {
      return discrepancies.keepAccountDiscrepancies(core)
    }
    var hasTakenOver = false
    for index in core.configuration.instruments.indices where index < account.positions.count {
      let instrument = InstrumentID(index: UInt32(index))
      if comparePosition(instrument, account) { hasTakenOver = true }
    }
    for index in core.books.cash.indices where index < account.cash.count {
      compareCash(CurrencyID(index: UInt32(index)), account, followsPosition: hasTakenOver)
    }
  }

  /// Compares one position.
  ///
  /// Position and cash are two halves of one unknown trade: the position is taken over only if the difference in
  /// cash may be too. One half alone would never meet the execution when it comes.
  ///
  /// - Returns: Whether the broker's figure was taken over.
  private mutating func comparePosition(_ instrument: InstrumentID, _ account: AccountReport) -> Bool {
    let index = Int(instrument.index)
    let report = account.positions[index]
    let currency = Int(core.configuration.instruments[index].currency.index)
    let unpaid = currency < account.cash.count ? try? account.cash[currency] - core.books.cash[currency] : nil
    switch PositionDetector.compare(
      report, core.books.positions[index], of: instrument, cash: unpaid ?? .zero, core.configuration)
    {
    case .outOfRange: return false
    case .agrees:
      discrepancies.forget(.position(instrument))
      discrepancies.forget(.price(instrument))
      return false
    case .differs(let drift):
      let isQuantity = drift.subject == .position(instrument)
      discrepancies.forget(isQuantity ? .price(instrument) : .position(instrument))
      let id = discrepancies.note(drift.discrepancy, &core)
      guard !(isQuantity && isExplained(by: instrument)), discrepancies.confirms(drift, core.configuration) else {
        return false
      }
      switch ResolutionPolicy.decide(impact: drift.impact, core.configuration) {
      case .tellPerson:
        discrepancies.tellOnce(drift, id, &core)
        return false
      case .takeOver(let policy):
        discrepancies.forget(drift.subject)
        corrections.takeOver(report, instrument, asOf: account.asOf, policy: policy, &core)
        discrepancies.resolve(id, kind: drift.discrepancy.kind, &core)
        return true
      }
    }
  }

  /// Compares one balance.
  ///
  /// One whose position was just taken over needs no further confirmation: it is the other half of the same unknown
  /// trade.
  private mutating func compareCash(_ currency: CurrencyID, _ account: AccountReport, followsPosition: Bool) {
    let amount = account.cash[Int(currency.index)]
    guard let drift = CashDetector.compare(amount, core.books.cash[Int(currency.index)], of: currency) else {
      return discrepancies.forget(.cash(currency))
    }
    let id = discrepancies.note(drift.discrepancy, &core)
    guard
      followsPosition || (!isExplained(by: nil) && discrepancies.confirms(drift, core.configuration))
    else { return }
    switch ResolutionPolicy.decide(impact: drift.impact, core.configuration) {
    case .tellPerson: discrepancies.tellOnce(drift, id, &core)
    case .takeOver(let policy):
      discrepancies.forget(drift.subject)
      corrections.takeOver(amount, currency, asOf: account.asOf, policy: policy, &core)
      discrepancies.resolve(id, kind: drift.discrepancy.kind, &core)
    }
  }

  /// Whether an order explains a drift; after a few passes that did not bring its executions it counts all the same.
  private func isExplained(by instrument: InstrumentID?) -> Bool {
    scheduler.failedPasses < core.configuration.maximumRetries && core.books.lacksExecutions(of: instrument)
  }
}
