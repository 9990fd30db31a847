extension PassKind {
  /// What a pass of the kind asks, compares and may do.
  ///
  /// Put in where it is asked for, so that nobody who wants a flag makes the words; for that they are literals alone.
  @inline(__always)
  public var contents: PassContents {
    switch self {
    case .full:
      PassContents(
        orders: .all, executions: .all, comparesPositions: true, comparesCash: true, mayCorrect: true,
        summary: "reads all orders, all executions, positions and balances, and corrects",
        use: "at the start, and from time to time: it trusts nothing that an earlier answer said")
    case .incremental:
      PassContents(
        orders: .all, executions: .recent, comparesPositions: true, comparesCash: true, mayCorrect: true,
        summary: "reads all orders, the executions since the last whole answer, positions and balances, and corrects",
        use: "for polls: as good as `full` while no answer has hidden anything")
    case .delta:
      PassContents(
        orders: .changed, executions: .recent, comparesPositions: false, comparesCash: false, mayCorrect: true,
        summary: """
          reads the orders and executions that have changed since the last whole answer, and corrects; it \
          misses nobody and compares no account
          """,
        use: "for frequent polls of many orders, where the broker can list changes, beside full passes")
    case .positionOnly:
      PassContents(
        orders: .none, executions: .recent, comparesPositions: true, comparesCash: false, mayCorrect: false,
        summary: "compares positions alone, and tells",
        use: "before an automatic decision that rests on positions; a correction needs the balance as well")
    case .balanceOnly:
      PassContents(
        orders: .none, executions: .recent, comparesPositions: false, comparesCash: true, mayCorrect: false,
        summary: "compares balances alone, and tells",
        use: "after deposits, fees and transfers; a correction needs the position as well")
    case .tradeOnly:
      PassContents(
        orders: .all, executions: .all, comparesPositions: false, comparesCash: false, mayCorrect: true,
        summary: "reads all orders and all executions, and corrects; it compares no account",
        use: "while the broker's account figures are late or closed for the day")
    case .realTime:
      PassContents(
        orders: .all, executions: .recent, comparesPositions: true, comparesCash: true, mayCorrect: false,
        summary: "compares everything recent, and tells at the first sight",
        use: "around critical operations: fast, and it changes nothing")
    case .scheduled:
      PassContents(
        orders: .all, executions: .window, comparesPositions: true, comparesCash: true, mayCorrect: true,
        summary: "reads all orders, the executions of the last `lookback`, positions and balances, and corrects",
        use: "in the place of `full` where a history of years would be read each time")
    case .emergency:
      PassContents(
        orders: .all, executions: .all, comparesPositions: true, comparesCash: true, mayCorrect: false,
        summary: """
          compares everything before any pass that waits, even while reconciliation is off, and tells at the \
          first sight
          """,
        use: "when somebody has to know at once where both sides stand")
    }
  }

  /// The kinds that can stand for others, those that do less first.
  private static let joins: [PassKind] = [
    .delta, .positionOnly, .balanceOnly, .incremental, .tradeOnly, .scheduled, .full,
  ]

  /// The least kind that sees all that both see; an emergency stays one.
  func joined(with other: PassKind) -> PassKind {
    if self == other { return self }
    if self == .emergency || other == .emergency { return .emergency }
    return PassKind.joins.first { $0.contents.covers([contents, other.contents]) } ?? .full
  }
}
