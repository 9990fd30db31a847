import Trading

extension ReconciliationEngine {
  /// Compares positions and cash, in live mode (order reconciliation document, section 2).
  ///
  /// The books are compared with the account only when every execution up to the account's watermark is known:
  /// before that a difference is explained by what is still on its way.
  mutating func compare(_ account: AccountReport) {
    guard account.isComplete else { return logIncomplete(.account) }
    // An account that is older than the newest execution in the books must not be compared with them.
    guard account.asOf <= executionCursor, account.asOf >= books.newestExecution else {
      pass?.stillOpen += books.discrepancies.filter { $0.order == Event.none }.map(\.id)
      return
    }
    var adopted = false
    for index in configuration.instruments.indices where index < account.positions.count {
      let currency = Int(configuration.instruments[index].currency.index)
      let unpaid = currency < account.cash.count ? try? account.cash[currency] - books.cash[currency] : nil
      let instrument = InstrumentID(index: UInt32(index))
      if compare(account.positions[index], instrument, asOf: account.asOf, cash: unpaid ?? .zero) { adopted = true }
    }
    for index in books.cash.indices where index < account.cash.count {
      compareCash(account.cash[index], CurrencyID(index: UInt32(index)), followsPosition: adopted)
    }
  }

  /// Compares one position.
  ///
  /// Position and cash are two halves of one unknown trade: the position is taken over only if the difference in
  /// cash may be too. One half alone would never meet the execution when it comes.
  ///
  /// - Returns: Whether the broker's figure was taken over.
  private mutating func compare(
    _ report: PositionReport, _ instrument: InstrumentID, asOf: BrokerSequence, cash: Decimal
  ) -> Bool {
    let index = Int(instrument.index)
    let local = books.positions[index]
    guard let difference = try? report.quantity - local.quantity else { return false }
    guard difference.magnitude > configuration.quantityEpsilon else {
      positionDrift[index] = Drift()
      return comparePrice(report, instrument, asOf: asOf)
    }
    priceDrift[index] = Drift()
    let discrepancy = Discrepancy(
      local.isFlat || report.quantity.isZero ? .missingPosition : .quantityMismatch, instrument: instrument.index,
      local: local.quantity, broker: report.quantity)
    let id = note(discrepancy)
    guard !isExplained(by: instrument), confirms(&positionDrift[index], difference) else { return false }
    let price = report.mark.isZero ? report.averagePrice : report.mark
    let impact = try? configuration.instruments[index].notional(quantity: difference.magnitude, price: price)
    guard let policy = policy(allowing: impact.map { max($0, cash.magnitude) }) else {
      if !positionDrift[index].isReported {
        positionDrift[index].isReported = true
        raiseAlert(discrepancy.kind, instrument: instrument.index, reason: .mismatch, discrepancy: id)
      }
      return false
    }
    positionDrift[index] = Drift()
    adopt(report, instrument, asOf: asOf, policy: policy)
    resolve(id, kind: discrepancy.kind)
    return true
  }

  /// Compares average prices; a difference within the tolerance is none (0.01 % by default).
  private mutating func comparePrice(
    _ report: PositionReport, _ instrument: InstrumentID, asOf: BrokerSequence
  ) -> Bool {
    let index = Int(instrument.index)
    let position = books.positions[index]
    guard !position.isFlat, let local = position.averagePrice, !report.averagePrice.isZero,
      let difference = try? report.averagePrice - local,
      let allowed = try? max(local.magnitude, report.averagePrice.magnitude) * configuration.tolerance,
      difference.magnitude > allowed
    else {
      priceDrift[index] = Drift()
      return false
    }
    let id = note(
      Discrepancy(.priceDiscrepancy, instrument: instrument.index, local: local, broker: report.averagePrice))
    guard confirms(&priceDrift[index], difference) else { return false }
    let impact = try? configuration.instruments[index].notional(
      quantity: position.quantity.magnitude, price: difference.magnitude)
    guard let policy = policy(allowing: impact) else {
      if !priceDrift[index].isReported {
        priceDrift[index].isReported = true
        raiseAlert(.priceDiscrepancy, instrument: instrument.index, reason: .mismatch, discrepancy: id)
      }
      return false
    }
    priceDrift[index] = Drift()
    adopt(report, instrument, asOf: asOf, policy: policy)
    resolve(id, kind: .priceDiscrepancy)
    return true
  }

  private mutating func adopt(
    _ report: PositionReport, _ instrument: InstrumentID, asOf: BrokerSequence, policy: Word
  ) {
    commit(
      .position(
        PositionAdoption(
          instrument: instrument, from: books.positions[Int(instrument.index)].quantity, to: report.quantity,
          averagePrice: report.quantity.isZero ? .zero : report.averagePrice, asOf: asOf, policy: policy)))
  }

  /// Compares one balance.
  ///
  /// One whose position was just taken over needs no further confirmation: it is the other half of the same unknown
  /// trade.
  private mutating func compareCash(_ amount: Decimal, _ currency: CurrencyID, followsPosition: Bool) {
    let index = Int(currency.index)
    let local = books.cash[index]
    guard let difference = try? amount - local, !difference.isZero else {
      cashDrift[index] = Drift()
      return
    }
    let id = note(Discrepancy(.cashMismatch, currency: currency.index, local: local, broker: amount))
    guard followsPosition || (!isExplained(by: nil) && confirms(&cashDrift[index], difference)) else { return }
    guard let policy = policy(allowing: difference.magnitude) else {
      if !cashDrift[index].isReported {
        cashDrift[index].isReported = true
        raiseAlert(.cashMismatch, reason: .mismatch, discrepancy: id)
      }
      return
    }
    cashDrift[index] = Drift()
    commit(.cash(currency, from: local, to: amount, policy: policy))
    resolve(id, kind: .cashMismatch)
  }

  /// Whether an order, of one instrument or of any, is known to lack executions.
  ///
  /// A drift is one only without an order to explain it. After a few passes that did not bring the executions it
  /// counts all the same.
  private func isExplained(by instrument: InstrumentID?) -> Bool {
    guard failedPasses < configuration.maximumRetries else { return false }
    return books.discrepancies.contains { discrepancy in
      guard discrepancy.kind == .quantityMismatch, let slot = books.slot(ofOrderIndex: discrepancy.order) else {
        return false
      }
      return instrument == nil || books.orders[slot].terms.instrument == instrument
    }
  }

  /// Whether a drift was now seen often enough in a row.
  private func confirms(_ drift: inout Drift, _ difference: Decimal) -> Bool {
    if drift.amount != difference { drift = Drift() }
    drift.amount = difference
    drift.confirmations += 1
    return drift.confirmations >= configuration.driftConfirmations
  }

  /// The policy that allows a correction of this money value, or nil if a person must decide.
  private func policy(allowing impact: Decimal?) -> Word? {
    switch configuration.driftPolicy {
    case .adoptBroker: return .adoptBroker
    case .review: return nil
    case .withinLimit:
      guard let impact, impact <= configuration.maximumAutomaticCorrection else { return nil }
      return .withinLimit
    }
  }
}
