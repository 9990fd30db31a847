import Trading

/// A difference of a position, its price or a balance between the books and the account.
struct AccountDrift {
  /// What differs.
  enum Subject: Hashable {
    case position(InstrumentID)
    case price(InstrumentID)
    case cash(CurrencyID)
  }

  var subject: Subject
  var discrepancy: Discrepancy
  /// The broker's figure less the local one: a drift is confirmed by seeing the same again.
  var difference: Decimal
  /// What it is worth in money; nil if that cannot be said.
  var impact: Decimal?
}
