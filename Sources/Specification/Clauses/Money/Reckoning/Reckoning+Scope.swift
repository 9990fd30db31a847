import Reconciliation
import Trading

/// What `reconcile-symbols` leaves out: there no figure of the account is compared, and nothing told of what others do.
extension Reckoning {
  func isLeftOut(_ instrument: InstrumentID) -> Bool {
    configuration.reconciledInstruments.map { !$0.contains(instrument) } ?? false
  }

  /// A balance is paid from for all instruments of its currency.
  func isLeftOut(_ currency: CurrencyID) -> Bool {
    configuration.instruments.enumerated().contains { index, terms in
      terms.currency == currency && isLeftOut(InstrumentID(index: UInt32(index)))
    }
  }

  /// Whether a discrepancy is about a figure of the account that is left out.
  func isLeftOut(_ discrepancy: Discrepancy) -> Bool {
    guard discrepancy.order == Event.none, discrepancy.execution == Event.none, discrepancy.kind != .timingConflict
    else { return false }
    if discrepancy.currency != Event.none { return isLeftOut(CurrencyID(index: discrepancy.currency)) }
    return isLeftOut(InstrumentID(index: discrepancy.instrument))
  }
}
