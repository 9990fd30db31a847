import Trading

/// What is traded in a case: round figures first, then such as binary fractions cannot hold, large and tiny ones.
struct Market: Sendable {
  /// The price in cents around which everything trades.
  private let cents: Int
  /// One unit of quantity: a share, or the lot of an instrument that is traded in parts.
  let unit: Decimal
  /// The money value of one unit at a price of one.
  let multiplier: Int

  /// Whether the venue counts executions for each instrument, so that their names repeat.
  let numbersByInstrument: Bool

  /// Draws a market.
  init(_ tape: inout ChoiceTape) {
    cents = tape.pick(.price, [1000, 7, 3333, 25_001, 9_999_999])
    let kinds: [(unit: Decimal, multiplier: Int)] = [
      (.one, 1), (.one, 1), (Decimal(billionths: 1_000_000), 1), (.one, 50),
    ]
    numbersByInstrument = tape.choose(.instrumentKind, 1, below: 3) == 1
    (unit, multiplier) = tape.pick(.instrumentKind, kinds)
  }

  /// Whether the instruments need a line that says what they are.
  var isDeclared: Bool { unit != .one || multiplier != 1 }

  /// A price so many ticks away from the middle; never below one tick.
  func price(ticks: Int) -> Decimal { Decimal(billionths: Int64(max(1, cents + ticks)) * 10_000_000) }

  /// A quantity of so many units.
  func quantity(_ count: Int) -> Decimal { (try? Decimal(count) * unit) ?? Decimal(count) }
}
