import Reconciliation
import Simulation
import Trading

/// What the broker says of orders and executions.
extension PlainBook {
  /// Takes in the state of an order at the broker, as far as the executions for it are here.
  mutating func take(_ report: OrderReport, _ source: Word, _ now: Instant, _ effects: inout [ForeignEffect]) {
    guard let order = ledger.order(report.order), order.brokerOrder ?? report.brokerOrder == report.brokerOrder,
      order.terms.instrument == report.instrument, order.terms.side == report.side
    else { return }
    guard report.filled <= order.filled else {
      // The executions come first, whatever the stream and the cursor say.
      if !asked.values.contains(.executions(after: .zero)) { ask(.executions(after: .zero), now, &effects) }
      if [.pending, .submitted, .unknown].contains(order.status) {
        note(.became(order.id, .open, report.brokerOrder, .zero), source, &effects)
      }
      return
    }
    guard report.filled == order.filled, report.sequence >= order.sequence else { return }
    var terms = order.terms
    (terms.quantity, terms.pricing) = (report.terms.quantity, report.terms.pricing)
    // A replace can leave nothing to be executed: then the order is complete by its terms.
    if terms != order.terms, report.status.isWorking || report.status == .filled {
      note(.changed(order.id, terms), source, &effects)
    }
    let isNews = order.status != report.status || order.brokerOrder != report.brokerOrder
    if isNews, order.status.canBecome(report.status) || order.status == report.status {
      note(.became(order.id, report.status, report.brokerOrder, report.sequence), source, &effects)
    }
    // A message that comes twice is no reason to ask twice.
    guard isNews || source == .poll || source == .query, let order = ledger.order(order.id), order.hasCancelIntent,
      order.status.isWorking
    else { return }
    waiting.append((wishes[order.id] ?? 0, .cancel(order.id)))
    release(upTo: durable, now, &effects)
  }

  /// Counts an execution, once.
  mutating func book(_ execution: Execution, _ source: Word, _ effects: inout [ForeignEffect]) {
    guard let order = ledger.order(execution.order), order.terms.instrument == execution.instrument,
      order.terms.side == execution.side, order.brokerOrder ?? execution.brokerOrder == execution.brokerOrder
    else { return }
    let isKnown = ledger.executions.contains { known in
      known.order == execution.order
        && (execution.isNameless ? known.sequence == execution.sequence : known.id == execution.id)
    }
    guard !isKnown || mistake == .countsTwice && source == .poll && order.filled < order.terms.quantity else { return }
    let before = ledger.statement.positions[Int(execution.instrument.index)]
    note(.executed(execution), source, &effects)
    let after = ledger.statement.positions[Int(execution.instrument.index)]
    log(.fillApplied, &effects) { event in
      (event.order, event.execution) = (execution.order.index, execution.id.index)
      (event.quantity, event.price, event.source) = (execution.quantity, execution.price, source)
      event.fee = execution.fee
      if let realized = try? after.realizedProfit - before.realizedProfit, !realized.isZero {
        (event.leaves, event.count) = (realized, 1)
      }
    }
  }
}
