import Trading

/// Finds where the account shows what the books were before their last executions, in one half alone: positions and
/// balances may come from copies of which one lags, and what the engine has just bought or sold is not to be taken back
/// for that.
enum LaggingAccount {
  /// How many of the last executions are looked at.
  private static let depth = 20

  /// Whether a position differs by just what the last executions have moved, and the balance has not moved with it; or a
  /// balance by just what they have cost, and no position of its currency differs.
  static func isBehind(
    _ finding: Finding, among findings: [Finding], in account: AccountReport, _ here: AccountFigures, _ books: Books,
    _ configuration: EngineConfiguration
  ) -> Bool {
    switch finding.drift {
    case .position(let instrument):
      let baseline = books.adoptedAsOf[Int(instrument.index)]
      return undoesLast(of: finding.difference, behind: baseline, upTo: account.asOf, books) { execution in
        guard execution.instrument == instrument else { return nil }
        return execution.side == .buy ? -execution.quantity : execution.quantity
      } && !PositionDetector.isPaid(finding, among: findings, in: account, here, configuration)
    case .cash(let currency):
      let isAlone = !findings.contains { other in
        other.isOfQuantity && configuration.instruments[Int(other.key.instrument)].currency == currency
      }
      guard isAlone else { return false }
      let baseline = books.cashAsOf[Int(currency.index)]
      return undoesLast(of: finding.difference, behind: baseline, upTo: account.asOf, books) { execution in
        let instrument = configuration.instruments[Int(execution.instrument.index)]
        return instrument.currency == currency ? try? instrument.payment(for: execution) : nil
      }
    case .price, nil: return false
    }
  }

  /// Whether a difference is what it takes to undo the last executions, as far back as it may be.
  ///
  /// - Parameter undoing: what undoing one moves; nil if it has nothing to do with the figure.
  private static func undoesLast(
    of difference: Decimal, behind baseline: BrokerSequence, upTo asOf: BrokerSequence, _ books: Books,
    undoing: (Execution) -> Decimal?
  ) -> Bool {
    var moves: [(sequence: BrokerSequence, slot: Int, moved: Decimal)] = []
    for (slot, booked) in books.executions.enumerated() {
      let execution = booked.execution
      guard booked.origin == .reported, booked.state == .live, execution.reference == nil,
        execution.sequence > baseline, execution.sequence <= asOf, let moved = undoing(execution)
      else { continue }
      moves.append((execution.sequence, slot, moved))
    }
    moves.sort { ($1.sequence, $1.slot) < ($0.sequence, $0.slot) }
    var sum = Decimal.zero
    for move in moves.prefix(depth) {
      guard let next = try? sum + move.moved else { return false }
      sum = next
      if sum == difference { return true }
    }
    return false
  }
}
