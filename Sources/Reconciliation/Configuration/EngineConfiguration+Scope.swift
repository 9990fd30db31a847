public import Trading

/// What `reconcile-symbols` leaves to passes.
extension EngineConfiguration {
  /// Finds the instruments that ``reconciledSymbols`` names: settings know names, and an engine knows numbers.
  public mutating func resolveSymbols(_ instrument: (String) -> InstrumentID?) {
    reconciledInstruments = reconciledSymbols.isEmpty ? nil : Set(reconciledSymbols.compactMap(instrument))
  }

  /// Whether positions of an instrument are compared, and orders by hand in it told.
  func compares(_ instrument: InstrumentID) -> Bool { reconciledInstruments?.contains(instrument) ?? true }

  /// Whether a balance is compared: what is traded in an instrument that is left out is paid from it all the same.
  func compares(_ currency: CurrencyID) -> Bool {
    guard let reconciledInstruments else { return true }
    return instruments.indices.allSatisfy { index in
      instruments[index].currency != currency || reconciledInstruments.contains(InstrumentID(index: UInt32(index)))
    }
  }
}
