/// Explanations of codes about what lines mean together.
extension DiagnosticCode.Explanation {
  static let overfill = Self(
    "a fill of more than is left",
    """
    The fills of an order add up to more than its quantity. Write `rest` to fill what is left.
    A broker that does overfill is tested with `overfill` after the quantity: broker fill A 70 overfill at 150.00.
    """)

  static let timeGoesBack = Self(
    "a time before the line above",
    """
    The timeline is read from top to bottom, so a plain time may not be earlier than the one above it.
    Move the line up, or write a time relative to the line above (+1s) or to a mark (@heal+1s).
    """)

  static let illegalPrice = Self(
    "a price that the instrument cannot have",
    """
    Prices are above zero and multiples of the tick, which is 0.01 unless the setup says otherwise:
      instrument AAPL tick 0.001
    """)

  static let openingPrice = Self(
    "a fill of the setup without one price",
    """
    What an order of the setup has executed was paid at the price behind `at`; without one at its limit, at its stop, or
    in the middle of the instrument's market. There must be one, and the same on both sides; behind `at` on one side it
    holds for both, so that an order can have executed at one price and rest at two:
      broker order Z buy 10 AAPL limit 151.00 filled 5 at 150.00
    """)

  static let orderEnded = Self(
    "something done to an order that has ended",
    """
    A line above rejects, expires or cancels the order at the broker, so it cannot be ended again. After a cancel or an
    expiry it can still be filled, since the two may race. What was rejected never worked, so nothing races with that: a
    broker that fills such an order all the same is tested with `overfill`.
    """)

  static let afterEnd = Self(
    "a line after the end of the run",
    """
    The header says when the run ends, and this line comes later, so it would never be carried out.
    Move the end or leave it out: a run then takes 60 s longer than its last line.
    """)

  static let illegalQuantity = Self(
    "a quantity that the instrument cannot have",
    """
    Quantities of orders and trades are above zero, and all are multiples of the lot,
    which is 1 unless the setup says otherwise: instrument BTC/USD lot 0.0001
    """)

  static let crossedMarket = Self(
    "a bid above the ask",
    """
    A market line gives the bid first and the ask second. A market in which the bid is above the ask
    would trade with itself.
    """)

  static let globMatchesNothing = Self(
    "a pattern that matches no event",
    """
    The patterns of a golden block choose events by name: order.filled, fill.*, *.failed.
    One that matches no event at all leaves the block empty whatever happens.
    """)

  static let emptyBlock = Self(
    "a check of the log without lines",
    """
    `log in-order` and `log unordered` check the events below them, each after a `|`:
      log in-order
        | stream.lost
        | next reconcile.started reason=reconnect
    """)
}
