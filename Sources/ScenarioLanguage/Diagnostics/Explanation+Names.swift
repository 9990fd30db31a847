/// Explanations of codes about names.
extension DiagnosticCode.Explanation {
  static let unknownOrder = Self(
    "an order that does not exist, or not yet",
    """
    The line does something to an order that no line above has placed; the message lists those that exist.
    Checks and network faults may name an order that a later line places.
    """)

  static let unknownMark = Self(
    "a mark that is never set",
    """
    A mark is an instant. A line sets it with `as @heal` at its end, or with `mark @heal`;
    other lines use it as a time (@heal+1s), as an end (until @heal) or in a check of the log (after @heal).
    """)

  static let nameTaken = Self(
    "a name that two lines give",
    """
    Orders, marks and executions have names of their own, and each is given by one line; so is a client order id.
    Choose another name for the second one. A trader who uses a client order id twice on purpose says so:
      1s trader place B buy 10 AAPL limit 150.00 key K1 again
    """)

  static let unknownInstrument = Self(
    "an instrument that the setup does not know",
    """
    Every instrument has a line in the setup that gives its market or its steps:
      market AAPL 149.99 150.01
      instrument BTC/USD tick 0.1 lot 0.0001 currency USD
    """)

  static let unknownCurrency = Self(
    "a currency that no account and no instrument has",
    """
    A currency is introduced by a cash line of the setup (both cash USD 1000.00) or by an instrument;
    an instrument without a currency is in USD.
    """)

  static let unknownExecution = Self(
    "an execution that no line makes",
    """
    Executions come from `broker fill` lines: by the name after `exec`, or else E1, E2, ... in the order of lines.
    A condition on another name would never match.
    """)

  static let unknownKey = Self(
    "a client order id that no order has",
    """
    An order has the client order id that its line gives after `key`, or else its own name.
    A check of another id would always see no order.
    """)
}
