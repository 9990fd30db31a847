import Trading

/// One step of a position since its baseline, in the order of arrival.
struct PositionStep {
  /// What has executed, or what of the baseline is taken back; the latter stands where the report of it does.
  var execution: Execution
  /// How it changes the position.
  var change = Change.trade

  /// What a step is.
  enum Change {
    /// The execution trades.
    case trade
    /// The execution is in the baseline, and is taken back; `hasRealized` says whether the profit here has in it what it
    /// has earned.
    case taking(hasRealized: Bool)
  }

  init(_ execution: Execution) { self.execution = execution }

  /// Makes the step that takes an execution back which the baseline holds, by a report of a change at the broker.
  init(taking former: BookedExecution, at sequence: BrokerSequence) {
    execution = former.execution
    execution.sequence = sequence
    change = .taking(hasRealized: former.origin == .reported)
  }

  /// Whether the execution trades.
  var isTrade: Bool { if case .trade = change { true } else { false } }
}

extension PositionBasis {
  /// Takes a step.
  ///
  /// On a throw nothing is changed.
  mutating func take(_ step: PositionStep) throws(DecimalError) {
    let quantity = step.execution.side.signed(step.execution.quantity)
    switch step.change {
    case .trade: try add(quantity, at: step.execution.price)
    case .taking(let hasRealized): try takeBack(quantity, at: step.execution.price, hasRealized: hasRealized)
    }
  }
}
