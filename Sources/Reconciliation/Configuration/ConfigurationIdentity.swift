public import Trading

/// What the instruments and currencies of a configuration are, by name and terms and not by their place in a list.
///
/// Books count positions and balances by place, so a store belongs to its configuration: with two instruments in each
/// other's place every position would be another one's.
public struct ConfigurationIdentity: Hashable, Sendable {
  /// The instruments, by ``InstrumentID``.
  public var instruments: [NamedInstrument] = []
  /// The currency codes, by ``CurrencyID``.
  public var currencies: [String] = []

  /// Makes the identity of an empty configuration.
  public init() {}

  /// Makes the identity of a configuration with names from somewhere.
  public init(_ configuration: EngineConfiguration, naming names: some NameSource) {
    for (index, terms) in configuration.instruments.enumerated() {
      instruments.append(NamedInstrument(name: names.name(.instrument, UInt32(index)), terms: terms))
    }
    for index in 0..<configuration.currencyCount { currencies.append(names.name(.currency, UInt32(index))) }
  }

  /// An instrument with its name.
  public struct NamedInstrument: Hashable, Sendable {
    /// The symbol.
    public var name: String
    /// Steps, multiplier and currency.
    public var terms: Instrument

    /// Makes a named instrument.
    public init(name: String, terms: Instrument) {
      self.name = name
      self.terms = terms
    }
  }

  /// What a store holds of the configuration.
  var definitions: [NameDefinition] {
    currencies.enumerated().map { NameDefinition(.currency, UInt32($0), $1) }
      + instruments.enumerated().map { NameDefinition(.instrument, UInt32($0), $1.name, terms: $1.terms) }
  }

  /// Why books of a store must not be read under this configuration; empty if they may.
  ///
  /// A configuration may add instruments and currencies at the end, and change the steps of prices and quantities.
  public func differences(fromStore store: ConfigurationIdentity) -> [ConfigurationDifference] {
    var found = ConfigurationDifference.differences(
      .currency, ofStore: store.currencies, fromSettings: currencies)
    found += ConfigurationDifference.differences(
      .instrument, ofStore: store.instruments.map(\.name), fromSettings: instruments.map(\.name))
    guard found.isEmpty else { return found }
    for (old, new) in zip(store.instruments, instruments) {
      if old.terms.multiplier != new.terms.multiplier {
        found.append(.multiplier(of: old.name, inStore: old.terms.multiplier, inSettings: new.terms.multiplier))
      }
      if old.terms.currency != new.terms.currency {
        found.append(
          .currency(of: old.name, inStore: store.code(old.terms.currency), inSettings: code(new.terms.currency)))
      }
    }
    return found
  }

  private func code(_ currency: CurrencyID) -> String {
    Int(currency.index) < currencies.count ? currencies[Int(currency.index)] : "unknown"
  }
}
