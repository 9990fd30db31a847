import Trading

extension ExactAmount {
  /// The amount, whose shares were rounded at the 36th decimal, divided and rounded half to even at the twelfth.
  ///
  /// A sum of such shares misses what it truly is by some units of the 36th decimal. Beside the middle of two decimals
  /// that would tell up from down, so the quotient is brought to 24 decimals first, which no such trace reaches: a share
  /// that was closed in three parts earns what it would have earned in one.
  ///
  /// - Throws: ``Trading/DecimalError/divisionByZero`` or ``Trading/DecimalError/overflow``.
  func settled(over divisor: Decimal) throws(DecimalError) -> Decimal {
    let least = try Decimal(units: 1)
    return try scaled(by: least, over: divisor).divided(by: least)
  }
}
