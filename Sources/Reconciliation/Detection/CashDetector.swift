import Trading

/// Finds where balances differ from the broker's.
enum CashDetector {
  /// Compares balances, to the last unit.
  static func findings(in account: AccountReport, _ here: AccountFigures) -> [Finding] {
    here.cash.indices.compactMap { index in
      guard index < account.cash.count, let difference = try? account.cash[index] - here.cash[index],
        !difference.isZero
      else { return nil }
      return Finding(
        .cashMismatch, .cash(CurrencyID(index: UInt32(index))), local: here.cash[index],
        broker: account.cash[index], difference: difference, impact: difference.magnitude)
    }
  }
}
