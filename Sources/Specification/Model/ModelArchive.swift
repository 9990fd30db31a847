import Reconciliation
import Trading

/// What has left the books (setting `keep-ended`): the ids stay known.
struct ModelArchive: Sendable {
  /// Of each order the newest change at the broker that was known, and what was counted.
  private(set) var orders: [ClientOrderID: Left] = [:]
  private(set) var executions: Set<ExecutionKey> = []
  /// The newest change at the broker among the executions.
  private(set) var newest = BrokerSequence.zero
  /// Those that were named and leave with the end of the transaction.
  var leaving: [ClientOrderID] = []

  /// What was known of an order when it left.
  struct Left: Sendable {
    var sequence: BrokerSequence
    var filled: Fraction
  }

  mutating func add(_ order: ModelOrder) { orders[order.id] = Left(sequence: order.sequence, filled: order.filled) }

  mutating func add(_ execution: Execution) {
    executions.insert(ExecutionKey(execution))
    newest = max(newest, execution.sequence)
  }
}

extension Model {
  /// Whether an order has left the books.
  func isArchived(_ order: ClientOrderID) -> Bool { archive.orders[order] != nil }

  /// Whether an execution was counted, in the books still or not.
  func knows(_ execution: Execution) -> Bool {
    counted(execution) != nil || archive.executions.contains(ExecutionKey(execution))
  }

  /// Whether a report says nothing new of an order that has left the books: that it has ended, with no more executed than
  /// was counted, or anything that was so before what was known.
  func isOver(_ report: OrderReport) -> Bool {
    guard let left = archive.orders[report.order] else { return false }
    if report.sequence < left.sequence { return true }
    let hasEnded = [.filled, .cancelled, .rejected, .expired].contains(report.status)
    return hasEnded && !(left.filled < Fraction(report.filled))
  }

  /// How many orders are in the books.
  var orderCount: Int { orders.count - archive.orders.count }

  /// Orders leave the books, and with them what was counted of them; what they have made of positions is where the
  /// reckoning begins.
  mutating func archive(_ ids: [ClientOrderID]) {
    for id in ids {
      guard let slot = slot(of: id) else { continue }
      drop(id)
      archive.add(orders[slot])
    }
    for (key, counted) in executions where archive.orders[key.order] != nil {
      archive.add(counted.execution)
      executions[key] = nil
    }
    let gone = Set(ids)
    for index in instruments.indices { instruments[index].begin(behind: gone) }
  }

  /// The orders that may leave the books when a pass has told all orders (setting `keep-ended`).
  ///
  /// - Parameters:
  ///   - instant: nothing may have been recorded of them since.
  ///   - known: the newest change at the broker up to which all executions were told.
  func leaving(by instant: Instant, known: BrokerSequence, isBusy: (Int) -> Bool) -> [ClientOrderID] {
    var leaving: Set<ClientOrderID> = []
    let doubted = Set(discrepancies.map(\.order))
    let lacking = Set(
      discrepancies.filter { $0.kind == .quantityMismatch }
        .compactMap { order(ClientOrderID(index: $0.order))?.terms.instrument })
    for slot in orders.indices where isInBooks(slot) {
      let order = orders[slot]
      guard [.filled, .cancelled, .rejected, .expired].contains(order.status), order.changedAt <= instant,
        !order.hasCancelIntent, !isBusy(slot), inferred(of: order.id).standing.isEmpty,
        !doubted.contains(order.id.index), !lacking.contains(order.terms.instrument)
      else { continue }
      leaving.insert(order.id)
    }
    guard !leaving.isEmpty else { return [] }
    for counted in executions.values where counted.execution.sequence == .zero || known < counted.execution.sequence {
      leaving.remove(counted.execution.order)
    }
    // What leaves an instrument leaves with all that counts before it.
    for instrument in instruments { instrument.keepBehind(&leaving) }
    return orders.map(\.id).filter { leaving.contains($0) && slot(of: $0) != nil }
  }

  private func isInBooks(_ slot: Int) -> Bool { self.slot(of: orders[slot].id) == slot }
}
