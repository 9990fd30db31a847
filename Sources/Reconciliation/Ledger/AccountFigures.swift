import Trading

/// The positions and balances here, as of a change at the broker.
///
/// An account that trades all the time has executed again before its answer is there. What has executed behind the
/// answer is in the books and not in it: it is set aside for the comparison, and stays in the books whatever comes of
/// that.
struct AccountFigures {
  /// The positions, by ``InstrumentID``.
  var positions: [PositionReplay]
  /// The cash, by ``CurrencyID``.
  var cash: [Decimal]
  /// The newest change that is in them, with an execution or with a figure that was taken over.
  var newestChange: BrokerSequence
}

extension Books {
  /// What the books were as of a change at the broker; nil if that cannot be told.
  ///
  /// What was taken over as of a later change is not known as it was before (design, section 3, rule 4); nor is what has
  /// left the books since. Nor can be set
  /// aside what has no place in the broker's order, or what was taken back or amended meanwhile.
  func figures(asOf sequence: BrokerSequence) -> AccountFigures? {
    let adopted = max(adoptedAsOf.max() ?? .zero, cashAsOf.max() ?? .zero, archived.newest)
    guard sequence >= adopted else { return nil }
    var figures = AccountFigures(positions: positions, cash: cash, newestChange: max(newestExecution, adopted))
    guard newestExecution > sequence else { return figures }
    figures.newestChange = adopted
    var isBehind = false
    for booked in executions {
      let execution = booked.execution
      guard execution.sequence > sequence else {
        if isBehind, execution.sequence == .zero { return nil }
        figures.newestChange = max(figures.newestChange, execution.sequence)
        continue
      }
      isBehind = true
      guard execution.reference == nil, !log.isRevised(execution.id, of: execution.order),
        figures.setAside(execution, instruments[Int(execution.instrument.index)])
      else { return nil }
    }
    for index in positions.indices where positions[index].newest > sequence {
      guard let position = try? position(index, asOf: sequence) else { return nil }
      figures.positions[index] = position
    }
    return figures
  }

  /// A position without what has executed behind a change at the broker.
  private func position(_ index: Int, asOf sequence: BrokerSequence) throws(DecimalError) -> PositionReplay {
    let known = stepsSinceBaseline(index).filter { $0.execution.sequence <= sequence }
    return try positions[index].replaying(known)
  }

  /// What has become of a position since it was opened or taken over last.
  func stepsSinceBaseline(_ index: Int) -> [PositionStep] {
    log.steps(
      of: InstrumentID(index: UInt32(index)), from: positions[index].firstExecution, behind: adoptedAsOf[index])
  }

  /// Takes a position over as of a change at the broker: what has executed behind it comes on top.
  mutating func adopt(_ adoption: PositionAdoption) throws(DecimalError) {
    let index = Int(adoption.instrument.index)
    var position = positions[index]
    var first = executions.count
    let behind =
      position.newest > adoption.asOf
      ? stepsSinceBaseline(index).filter { $0.execution.sequence > adoption.asOf } : []
    if !behind.isEmpty {
      position = try self.position(index, asOf: adoption.asOf)
      first = log.firstIndex(of: adoption.instrument, from: position.firstExecution, behind: adoption.asOf)
    }
    try position.adopt(
      quantity: adoption.to, averagePrice: adoption.averagePrice, asOf: adoption.asOf, executionCount: first)
    if !behind.isEmpty { position = try position.replaying(behind) }
    positions[index] = position
    adoptedAsOf[index] = adoption.asOf
  }
}

extension AccountFigures {
  /// Takes the money of an execution out of its balance.
  fileprivate mutating func setAside(_ execution: Execution, _ instrument: Instrument) -> Bool {
    let index = Int(instrument.currency.index)
    guard let payment = try? instrument.payment(for: execution), let amount = try? cash[index] + payment else {
      return false
    }
    cash[index] = amount
    return true
  }
}
