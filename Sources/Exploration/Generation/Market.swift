import Trading

/// What is traded in a case: round figures first, then such as binary fractions cannot hold, large and tiny ones.
struct Market: Sendable {
  /// The price in cents around which everything trades.
  private let cents: Int
  /// What is added to every price, so that it has twelve decimals and its products have to be rounded; mostly nothing.
  private let fraction: Decimal
  /// One unit of quantity: a share, or the lot of an instrument that is traded in parts.
  let unit: Decimal
  /// The money value of one unit at a price of one, by instrument.
  private let multipliers: [Decimal]
  /// Whether the second instrument is paid in another currency.
  private let hasSecondCurrency: Bool
  /// Whether the venue counts executions for each instrument, so that their names repeat.
  let numbersByInstrument: Bool

  /// Draws a market.
  init(_ tape: inout ChoiceTape) {
    cents = tape.pick(.price, [1000, 7, 3333, 25_001, 9_999_999])
    let thirds = (try? Decimal(units: 333_333_333_333)) ?? .one
    fraction = tape.choose(.instrumentKind, 3, below: 8) == 1 ? thirds : .zero
    let kinds: [(unit: Decimal, multiplier: Decimal)] = [
      (.one, .one), (.one, .one), (Decimal(billionths: 1_000_000), .one), (.one, Decimal(50)),
      (fraction.isZero ? .one : thirds, fraction.isZero ? .one : Decimal(billionths: 70_000_000)),
    ]
    numbersByInstrument = tape.choose(.instrumentKind, 1, below: 3) == 1
    let (unit, multiplier) = tape.pick(.instrumentKind, kinds)
    self.unit = unit
    multipliers = [multiplier, tape.pick(.instrumentKind, 2, [multiplier, multiplier, .one, Decimal(100)])]
    hasSecondCurrency = tape.choose(.currency, below: 4) == 1
  }

  /// The money value of one unit at a price of one.
  func multiplier(of instrument: Int) -> Decimal { multipliers[instrument % multipliers.count] }

  /// The currency that an instrument is paid in.
  func currency(of instrument: Int) -> String { hasSecondCurrency && instrument == 1 ? "EUR" : "USD" }

  /// Whether an instrument needs a line that says what it is.
  func isDeclared(_ instrument: Int) -> Bool {
    hasFractions || unit != .one || multiplier(of: instrument) != .one || currency(of: instrument) != "USD"
  }

  /// Whether prices have as many decimals as there are.
  var hasFractions: Bool { !fraction.isZero }

  /// A price so many ticks away from the middle; never below one tick.
  func price(ticks: Int) -> Decimal {
    let whole = Decimal(billionths: Int64(max(1, cents + ticks)) * 10_000_000)
    return (try? whole + fraction) ?? whole
  }

  /// A price of so many eighths of the middle; never below one tick.
  func price(eighths: Int) -> Decimal { price(ticks: cents * (eighths - 8) / 8) }

  /// A quantity of so many units.
  func quantity(_ count: Int) -> Decimal { (try? Decimal(count) * unit) ?? Decimal(count) }

  /// What so many units of the first instrument are worth.
  func value(of count: Int) -> Decimal {
    (try? quantity(count) * price(ticks: 0) * multiplier(of: 0)) ?? Decimal(count)
  }
}
