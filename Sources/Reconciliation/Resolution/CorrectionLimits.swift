import Trading

/// Says whether one more automatic correction keeps to the limits of its pass and its day.
enum CorrectionLimits {
  /// What was spent in one currency before the correction.
  struct Spent {
    var inPass: Decimal
    var today: Decimal
  }

  /// The limit that a correction would exceed, or nil; a sum that cannot be told exceeds any.
  static func exceeded(
    by charge: Decimal, after spent: Spent, in currency: CurrencyID, _ configuration: EngineConfiguration
  ) -> Word? {
    guard charge.isPositive else { return nil }
    guard let pass = try? spent.inPass + charge,
      let most = configuration.maximumAutomaticCorrectionPerPass(in: currency), pass <= most
    else { return .passLimit }
    guard let day = try? spent.today + charge,
      let most = configuration.maximumAutomaticCorrectionPerDay(in: currency), day <= most
    else { return .dayLimit }
    return nil
  }
}
