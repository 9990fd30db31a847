import Reconciliation
import Trading

extension SimulatedBroker {
  /// The snapshot faults that act on an answer, those that show the past first; each is counted and told.
  private func falsehoods(
    for query: Word, at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]
  ) -> [any AnswerFault] {
    guard !snapshotFaults.isEmpty else { return [] }
    var acting: [any AnswerFault] = []
    for rule in snapshotFaults where rule.hits(query) && faults.isActive(rule.fault, at: now) {
      faults.fire(rule.fault, at: now)
      var event = Event(.brokerMisreported)
      event.subject = query
      event.reason = rule.falsehood.fault.word
      outputs.append(.event(event))
      acting.append(rule.falsehood.fault)
    }
    return acting.filter(\.showsPast) + acting.filter { !$0.showsPast }
  }

  /// The account as it was so long ago, and before the run as it was when the run began.
  func past(_ span: TimeSpan, before now: Instant) -> Past? {
    history.last { $0.instant <= now - span } ?? history.first
  }

  /// Lists orders by their numbers: an order that changes while pages are read stays where it is.
  mutating func answerOrders(
    after point: BrokerSequence, _ page: PageRequest, at now: Instant, faults: inout FaultLedger,
    into outputs: inout [BrokerOutput]
  ) {
    var snapshot = Snapshot(rows: orders, asOf: sequence)
    let falsehoods = falsehoods(for: .orders, at: now, faults: &faults, into: &outputs)
    for falsehood in falsehoods where falsehood.showsPast { falsehood.falsify(orders: &snapshot, of: self, at: now) }
    if let start = page.start { snapshot.rows.removeAll { UInt64($0.brokerOrder.index) < start } }
    for falsehood in falsehoods where !falsehood.showsPast { falsehood.falsify(orders: &snapshot, of: self, at: now) }
    // What has changed is drawn from what the broker believes to have, be it true or not.
    if point > .zero {
      snapshot.rows = snapshot.answer.filter { $0.sequence > point }
      snapshot.start = 0
    }
    page.cut(&snapshot) { UInt64($0.brokerOrder.index) + 1 }
    outputs.append(.respond(.orders(snapshot)))
  }

  /// Lists executions in the order of the broker's sequence.
  mutating func answerExecutions(
    after point: BrokerSequence, _ page: PageRequest, at now: Instant, faults: inout FaultLedger,
    into outputs: inout [BrokerOutput]
  ) {
    let known = max(point.value, page.start ?? 0)
    let start = executions.lastIndex { $0.sequence.value <= known }.map { $0 + 1 } ?? 0
    var snapshot = Snapshot(rows: executions, start: start, asOf: sequence)
    for falsehood in falsehoods(for: .executions, at: now, faults: &faults, into: &outputs) {
      falsehood.falsify(executions: &snapshot, of: self, at: now)
    }
    page.cut(&snapshot) { $0.sequence.value }
    outputs.append(.respond(.executions(snapshot)))
  }

  mutating func answerAccount(at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]) {
    var report = account(positions: positions, cash: cash, asOf: sequence)
    for falsehood in falsehoods(for: .account, at: now, faults: &faults, into: &outputs) {
      falsehood.falsify(account: &report, of: self, at: now)
    }
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
