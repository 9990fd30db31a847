import Trading

/// What automatic corrections have cost on the day of the last one, by currency.
///
/// A day is one of the engine's own clock, from midnight to midnight. A clock that is put back does not bring a day
/// back.
struct CorrectionSpending: Hashable, Sendable {
  private(set) var day: Int64 = .min
  private(set) var amounts: [Decimal] = []

  init() {}

  /// Makes the spending as read from a checkpoint.
  init(day: Int64, amounts: [Decimal]) {
    self.day = day
    self.amounts = amounts
  }

  /// What was spent on the day of an instant.
  func amount(of currency: CurrencyID, at instant: Instant) -> Decimal {
    let index = Int(currency.index)
    return Self.day(of: instant) > day || index >= amounts.count ? .zero : amounts[index]
  }

  /// Whether what was spent at one instant counts on the day of another one.
  func counts(_ spent: Instant, on instant: Instant) -> Bool {
    Self.day(of: spent) == day && Self.day(of: instant) <= day
  }

  /// Adds the charge of a correction, or takes off that of one that has proven to be none.
  mutating func add(_ charge: Decimal, in currency: CurrencyID, at instant: Instant)
    throws(DecimalError)
  {
    guard !charge.isZero else { return }
    let sum = try amount(of: currency, at: instant) + charge
    if Self.day(of: instant) > day {
      day = Self.day(of: instant)
      amounts.removeAll(keepingCapacity: true)
    }
    let index = Int(currency.index)
    if amounts.count <= index {
      amounts += Array(repeating: .zero, count: index + 1 - amounts.count)
    }
    amounts[index] = sum
  }

  private static func day(of instant: Instant) -> Int64 {
    let length: Int64 = 86_400_000_000_000
    let (whole, rest) = instant.nanoseconds.quotientAndRemainder(dividingBy: length)
    return rest < 0 ? whole - 1 : whole
  }
}
