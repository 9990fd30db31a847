import Reconciliation
import Trading

/// What is allowed to be corrected without a person, by currency: a number in one allows nothing in another.
extension EngineConfiguration {
  /// The most that one correction may be worth.
  func allowed(in currency: Int) -> Decimal {
    allowed(.maximumAutomaticCorrection, maximumAutomaticCorrection, currency) ?? .zero
  }

  /// The most that those of one pass may come to.
  func allowedInPass(in currency: Int) -> Decimal {
    allowed(.maximumAutomaticCorrectionPerPass, maximumAutomaticCorrectionPerPass, currency)
      ?? allowed(in: currency).times(3)
  }

  /// The most that those of one day may come to.
  func allowedOnDay(in currency: Int) -> Decimal {
    allowed(.maximumAutomaticCorrectionPerDay, maximumAutomaticCorrectionPerDay, currency)
      ?? allowed(in: currency).times(10)
  }

  private func allowed(_ setting: EngineSetting, _ plain: Decimal, _ currency: Int) -> Decimal? {
    let given = ownAmounts.filter { $0.setting == setting }.last { $0.currency?.index == UInt32(currency) }
    if let given { return given.amount }
    return Int(homeCurrency.index) == currency ? plain : nil
  }
}

extension Decimal {
  fileprivate func times(_ count: Int) -> Decimal { (try? self * Decimal(count)) ?? self }
}
