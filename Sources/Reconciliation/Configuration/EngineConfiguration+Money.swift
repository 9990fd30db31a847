public import Trading

/// An amount of money as a setting has it: in a currency, or in that of plain numbers.
public struct CurrencyAmount: Hashable, Sendable {
  /// The code of the currency; nil for a plain number, which is of the account's first one.
  public var code: String?
  /// How much.
  public var amount: Decimal

  /// Makes an amount.
  public init(_ amount: Decimal, in code: String? = nil) {
    self.amount = amount
    self.code = code
  }
}

/// What a setting in money is in a currency that has a number of its own.
public struct OwnAmount: Hashable, Sendable {
  /// The setting.
  public let setting: EngineSetting
  /// The code of the currency.
  public let code: String
  /// The currency; nil until somebody knows the names, see ``EngineConfiguration/resolveCurrencies(_:)``.
  public internal(set) var currency: CurrencyID?
  /// How much.
  public var amount: Decimal
}

/// Settings in money: a number holds in one currency and says nothing about any other.
extension EngineConfiguration {
  /// Finds the currencies that ``ownAmounts`` name: settings know names, and an engine knows numbers.
  ///
  /// A number that names the currency of plain numbers is one of those.
  public mutating func resolveCurrencies(_ currency: (String) -> CurrencyID?) {
    for index in ownAmounts.indices { ownAmounts[index].currency = currency(ownAmounts[index].code) }
    for own in ownAmounts where own.currency == homeCurrency { set(own.setting, to: .money(own.amount)) }
    ownAmounts.removeAll { $0.currency == homeCurrency }
  }

  /// Sets a setting in the currencies that the amounts name; in all others it stays.
  mutating func set(_ setting: EngineSetting, _ plain: WritableKeyPath<Self, Decimal>, to amounts: [CurrencyAmount]) {
    for amount in amounts {
      guard let code = amount.code else {
        self[keyPath: plain] = amount.amount
        continue
      }
      ownAmounts.removeAll { $0.setting == setting && $0.code == code }
      ownAmounts.append(OwnAmount(setting: setting, code: code, currency: nil, amount: amount.amount))
    }
  }

  /// A setting in all currencies that have a number, the plain one first.
  func amounts(of setting: EngineSetting, _ plain: KeyPath<Self, Decimal>) -> [CurrencyAmount] {
    let own = ownAmounts.filter { $0.setting == setting }
    return [CurrencyAmount(self[keyPath: plain])] + own.map { CurrencyAmount($0.amount, in: $0.code) }
  }

  /// The largest correction of a currency without a person; nil where none has been allowed.
  func maximumAutomaticCorrection(in currency: CurrencyID) -> Decimal? {
    amount(of: .maximumAutomaticCorrection, \.maximumAutomaticCorrection, in: currency)
  }

  /// The sum of such corrections in a pass.
  func maximumAutomaticCorrectionPerPass(in currency: CurrencyID) -> Decimal? {
    sum(.maximumAutomaticCorrectionPerPass, givenPerPass, times: 3, in: currency)
  }

  /// The sum of such corrections on a day.
  func maximumAutomaticCorrectionPerDay(in currency: CurrencyID) -> Decimal? {
    sum(.maximumAutomaticCorrectionPerDay, givenPerDay, times: 10, in: currency)
  }

  /// From which worth a difference has a level; nil where a currency has no number for it.
  func threshold(_ level: Level, in currency: CurrencyID) -> Decimal? {
    switch level {
    case .informational: amount(of: .informationalFrom, \.informationalFrom, in: currency)
    case .warning: amount(of: .warningFrom, \.warningFrom, in: currency)
    case .critical: amount(of: .criticalFrom, \.criticalFrom, in: currency)
    case .emergency: amount(of: .emergencyFrom, \.emergencyFrom, in: currency)
    }
  }

  private func amount(
    of setting: EngineSetting, _ plain: KeyPath<Self, Decimal>, in currency: CurrencyID
  ) -> Decimal? {
    own(setting, in: currency) ?? (currency == homeCurrency ? self[keyPath: plain] : nil)
  }

  private func own(_ setting: EngineSetting, in currency: CurrencyID) -> Decimal? {
    guard !ownAmounts.isEmpty else { return nil }
    return ownAmounts.first { $0.setting == setting && $0.currency == currency }?.amount
  }

  private func sum(
    _ setting: EngineSetting, _ given: Decimal?, times count: Int, in currency: CurrencyID
  ) -> Decimal? {
    if let own = own(setting, in: currency) { return own }
    if currency == homeCurrency, let given { return given }
    return maximumAutomaticCorrection(in: currency).map { (try? $0 * Decimal(count)) ?? $0 }
  }
}
