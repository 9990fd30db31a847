import Reconciliation
import Trading

extension SimulatedBroker {
  /// The first snapshot fault that acts on an answer; it is counted and told.
  private func falsehood(
    for query: Word, at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]
  ) -> (any AnswerFault)? {
    guard let rule = snapshotFaults.first(where: { $0.hits(query) && faults.isActive($0.fault, at: now) }) else {
      return nil
    }
    faults.fire(rule.fault, at: now)
    var event = Event(.brokerMisreported)
    event.subject = query
    event.reason = rule.falsehood.fault.word
    outputs.append(.event(event))
    return rule.falsehood.fault
  }

  /// The account as it was so long ago; nil before its first change.
  func past(_ span: TimeSpan, before now: Instant) -> Past? {
    history.last { $0.instant <= now - span }
  }

  mutating func answerOrders(
    after point: BrokerSequence, at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]
  ) {
    var snapshot = Snapshot(rows: orders, asOf: sequence)
    falsehood(for: .orders, at: now, faults: &faults, into: &outputs)?.falsify(orders: &snapshot, of: self, at: now)
    // What has changed is drawn from what the broker believes to have, be it true or not.
    if point > .zero {
      snapshot.rows = snapshot.answer.filter { $0.sequence > point }
      snapshot.start = 0
    }
    outputs.append(.respond(.orders(snapshot)))
  }

  mutating func answerExecutions(
    after point: BrokerSequence, at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]
  ) {
    let start = executions.lastIndex { $0.sequence <= point }.map { $0 + 1 } ?? 0
    var snapshot = Snapshot(rows: executions, start: start, asOf: sequence)
    falsehood(for: .executions, at: now, faults: &faults, into: &outputs)?
      .falsify(executions: &snapshot, of: self, at: now)
    outputs.append(.respond(.executions(snapshot)))
  }

  mutating func answerAccount(at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]) {
    var report = account(positions: positions, cash: cash, asOf: sequence)
    falsehood(for: .account, at: now, faults: &faults, into: &outputs)?.falsify(account: &report, of: self, at: now)
    outputs.append(.respond(.account(report)))
  }

  /// An account as the broker reports it.
  func account(positions: [Position], cash: [Decimal], asOf: BrokerSequence) -> AccountReport {
    var rows: [PositionReport] = []
    rows.reserveCapacity(positions.count)
    for (index, position) in positions.enumerated() {
      rows.append(
        PositionReport(
          quantity: position.quantity, averagePrice: position.averagePrice ?? .zero, mark: marks[index]))
    }
    return AccountReport(positions: rows, cash: cash, asOf: asOf)
  }
}
