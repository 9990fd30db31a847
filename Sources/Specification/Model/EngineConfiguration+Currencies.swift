import Reconciliation
import Trading

/// What a person has said of a currency: numbers in one say nothing about another.
extension EngineConfiguration {
  /// The number of a setting that a line gives for a currency, else the plain one if that is of this currency.
  private func said(_ setting: EngineSetting, of currency: CurrencyID, plainly plain: Decimal) -> Decimal? {
    for own in ownAmounts where own.setting == setting && own.currency == currency { return own.amount }
    return homeCurrency == currency ? plain : nil
  }

  /// The largest correction that is allowed in a currency: none where nobody has said so.
  func allowance(in currency: CurrencyID) -> Decimal? {
    said(.maximumAutomaticCorrection, of: currency, plainly: maximumAutomaticCorrection)
  }

  /// Which of the sums of a pass and a day a correction leaves behind, or nil.
  func sumExceeded(pass: Fraction, day: Fraction, in currency: CurrencyID) -> Word? {
    func isAbove(_ sum: Fraction, _ setting: EngineSetting, _ plain: Decimal, _ times: Int) -> Bool {
      if let most = ownAmounts.first(where: { $0.setting == setting && $0.currency == currency }) {
        return sum.exceeds(most.amount)
      }
      if homeCurrency == currency { return sum.exceeds(plain) }
      guard let one = allowance(in: currency), let most = (Fraction(one) * Fraction(times)).figure else { return true }
      return sum.exceeds(most)
    }
    if isAbove(pass, .maximumAutomaticCorrectionPerPass, maximumAutomaticCorrectionPerPass, 3) { return .passLimit }
    return isAbove(day, .maximumAutomaticCorrectionPerDay, maximumAutomaticCorrectionPerDay, 10) ? .dayLimit : nil
  }

  /// From what worth on a difference in a currency is critical: from none on where nobody has said.
  func criticalWorth(in currency: CurrencyID) -> Decimal? { said(.criticalFrom, of: currency, plainly: criticalFrom) }

  /// The level of a worth in a currency, whatever the difference is.
  func level(of worth: Decimal, in currency: CurrencyID) -> Level? {
    func reaches(_ setting: EngineSetting, _ plain: Decimal) -> Bool? {
      said(setting, of: currency, plainly: plain).map { worth >= $0 }
    }
    if reaches(.emergencyFrom, emergencyFrom) == true { return .emergency }
    if reaches(.criticalFrom, criticalFrom) != false { return .critical }
    if reaches(.warningFrom, warningFrom) == true { return .warning }
    return reaches(.informationalFrom, informationalFrom) == true ? .informational : nil
  }
}
