import Trading

/// What orders that have left the books had done to a position since it was opened with or taken over last: what is still
/// asked of executions when they are gone.
struct PositionPast: Hashable, Sendable {
  /// The quantity bought.
  private(set) var bought = Decimal.zero
  /// The quantity sold.
  private(set) var sold = Decimal.zero
  /// When what was open behind the last of them was opened; nil if nothing was, or if it was open before all of them.
  private(set) var opened: Instant?

  /// Nothing has left the books.
  init() {}

  /// Makes the past as read from a checkpoint.
  init(bought: Decimal, sold: Decimal, opened: Instant?) {
    (self.bought, self.sold, self.opened) = (bought, sold, opened)
  }

  /// The quantity that was traded on one side.
  func volume(of side: Side) -> Decimal { side == .buy ? bought : sold }

  /// A step that leads from one quantity to another is in the books no more.
  ///
  /// On a throw nothing is changed.
  mutating func add(_ step: PositionStep, from before: Decimal, to after: Decimal) throws(DecimalError) {
    let execution = step.execution
    switch (step.isTrade, execution.side) {
    case (true, .buy): bought = try bought + execution.quantity
    case (true, .sell): sold = try sold + execution.quantity
    case (false, _): break
    }
    if after.isZero {
      opened = nil
    } else if before.isZero || after.isNegative != before.isNegative {
      opened = execution.executedAt
    }
  }
}
