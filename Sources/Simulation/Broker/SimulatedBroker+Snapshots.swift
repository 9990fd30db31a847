import Reconciliation
public import Trading

/// How an answer of the broker can be wrong without being an error.
public enum SnapshotFalsehood: Hashable, Sendable {
  /// As of so long ago.
  case stale(by: TimeSpan)
  /// Cut after so many rows, and marked as incomplete.
  case truncated(to: Int)
  /// No rows, and claimed to be complete.
  case empty
  /// Without one order, and claimed to be complete.
  case omits(ClientOrderID)
}

/// A snapshot fault that is in force.
struct SnapshotRule: Sendable {
  var fault: Int
  var falsehood: SnapshotFalsehood
}

extension SimulatedBroker {
  /// The first snapshot fault that acts on an answer; it is counted and told.
  private func falsehood(
    for request: Word, at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]
  ) -> SnapshotFalsehood? {
    guard let rule = snapshotFaults.first(where: { faults.isActive($0.fault, at: now) }) else { return nil }
    if case .omits = rule.falsehood, request == .account { return nil }
    faults.fire(rule.fault, at: now)
    var event = Event(.brokerMisreported)
    event.subject = request
    event.reason = rule.falsehood.word
    outputs.append(.event(event))
    return rule.falsehood
  }

  private func past(_ span: TimeSpan, before now: Instant) -> Past? {
    history.last { $0.instant <= now - span }
  }

  mutating func answerOrders(at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]) {
    var snapshot = Snapshot(rows: orders, asOf: sequence)
    switch falsehood(for: .orders, at: now, faults: &faults, into: &outputs) {
    case nil: break
    case .stale(let span):
      let past = past(span, before: now)
      snapshot = Snapshot(rows: past?.orders ?? [], asOf: past?.sequence ?? .zero)
    case .truncated(let count):
      snapshot = Snapshot(rows: Array(orders.prefix(count)), asOf: sequence, isComplete: false)
    case .empty: snapshot.rows = []
    case .omits(let order): snapshot.rows.removeAll { $0.order == order }
    }
    outputs.append(.respond(.orders(snapshot)))
  }

  mutating func answerExecutions(
    after point: BrokerSequence, at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]
  ) {
    let start = executions.lastIndex { $0.sequence <= point }.map { $0 + 1 } ?? 0
    var snapshot = Snapshot(rows: executions, start: start, asOf: sequence)
    switch falsehood(for: .executions, at: now, faults: &faults, into: &outputs) {
    case nil: break
    case .stale(let span):
      let past = past(span, before: now)
      let rows = Array(executions.prefix(past?.executionCount ?? 0))
      snapshot = Snapshot(rows: rows, start: min(start, rows.count), asOf: past?.sequence ?? .zero)
    case .truncated(let count):
      snapshot.rows = Array(executions.prefix(start + count))
      snapshot.isComplete = false
    case .empty: snapshot.start = snapshot.rows.count
    case .omits(let order):
      snapshot = Snapshot(rows: executions[start...].filter { $0.order != order }, asOf: sequence)
    }
    outputs.append(.respond(.executions(snapshot)))
  }

  mutating func answerAccount(at now: Instant, faults: inout FaultLedger, into outputs: inout [BrokerOutput]) {
    var report = account(positions: positions, cash: cash, asOf: sequence)
    switch falsehood(for: .account, at: now, faults: &faults, into: &outputs) {
    case nil, .omits: break
    case .stale(let span):
      if let past = past(span, before: now) {
        report = account(positions: past.positions, cash: past.cash, asOf: past.sequence)
      }
    case .truncated(let count):
      report.positions = Array(report.positions.prefix(count))
      report.isComplete = false
    case .empty:
      report.positions = report.positions.map { PositionReport(quantity: .zero, averagePrice: .zero, mark: $0.mark) }
    }
    outputs.append(.respond(.account(report)))
  }

  private func account(positions: [Position], cash: [Decimal], asOf: BrokerSequence) -> AccountReport {
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

extension SnapshotFalsehood {
  var word: Word {
    switch self {
    case .stale: .stale
    case .truncated: .truncated
    case .empty: .empty
    case .omits: .omits
    }
  }
}
