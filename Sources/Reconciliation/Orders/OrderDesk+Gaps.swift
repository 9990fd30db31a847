import Trading

/// An executed quantity that a report outside of passes has told, and that the books lacked then.
struct ToldGap: Sendable {
  var slot: Int
  var filled: Decimal
  /// The change at the broker that the report told of.
  var asOf: BrokerSequence
  /// The last pass that had started by then.
  var pass: Int
}

extension OrderDesk {
  /// A gap seen outside a pass does not wait for the next one: only a pass can tell which executions are missing.
  ///
  /// Once for each gap: an answer that hides the executions would else be asked for in a loop (rule 10).
  mutating func noteGap(_ report: OrderReport, _ slot: Int, source: Word, _ core: inout Core) {
    guard report.filled > core.books.orders[slot].filled, source != .poll, tracking[slot].askedFor != report.filled
    else { return }
    tracking[slot].askedFor = report.filled
    toldGaps.removeAll { $0.slot == slot }
    toldGaps.append(ToldGap(slot: slot, filled: report.filled, asOf: report.sequence, pass: passCount))
    core.followUps.append(.startPass(.mismatch))
  }

  /// Takes from the gaps those that a pass has settled: the executions have come, or an answer that is as new as the
  /// report has told of the order, so that what differs still is a discrepancy.
  ///
  /// What a report tells while a pass runs, the next one asks for.
  ///
  /// - Returns: The newest change at the broker that a report told of before the pass had started and whose executions
  ///   the pass has not brought; nil if there is none.
  mutating func settleGaps(after pass: ReconciliationPass, _ core: Core) -> BrokerSequence? {
    guard !toldGaps.isEmpty else { return nil }
    toldGaps.removeAll { core.books.orders[$0.slot].filled >= $0.filled }
    let asked = toldGaps.filter { $0.pass < passCount }
    toldGaps.removeAll { gap in
      gap.pass < passCount && pass.orders.map { OrderDesk.answers($0, gap, core.books.orders[gap.slot]) } ?? false
    }
    return asked.map(\.asOf).max()
  }

  /// Whether gaps are left of which the answers of the pass that ends have proved nothing.
  var hasUnprovenGaps: Bool { toldGaps.contains { $0.pass < passCount } }

  private static func answers(_ snapshot: Snapshot<OrderReport>, _ gap: ToldGap, _ order: ManagedOrder) -> Bool {
    if SnapshotRule.doubt(isComplete: snapshot.isComplete, asOf: snapshot.asOf) == nil, snapshot.asOf >= gap.asOf {
      return true
    }
    return snapshot.answer.contains { report in
      report.order == order.id && report.sequence >= gap.asOf && !OrderDetector.isOther(report, than: order)
        && StatusRule.isBelievable(report, order)
    }
  }
}
