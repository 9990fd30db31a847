import Trading

extension Books {
  /// Calls a function with every number in the books that stands for a name, some of them several times.
  func forEachName(_ body: (NameKey) -> Void) {
    for order in orders { order.forEachName(body) }
    for booked in executions { booked.execution.forEachName(body) }
    for order in archived.orders { body(NameKey(.order, order.id.index)) }
    for key in archived.executions where key.id.index != Event.none && !key.id.isInferred {
      body(NameKey(.execution, key.id.index))
    }
    for discrepancy in discrepancies { discrepancy.forEachName(body) }
    for past in pastDiscrepancies { past.discrepancy.forEachName(body) }
    for ticket in tickets { ticket.forEachName(body) }
    for discrepancy in discarded { discrepancy.forEachName(body) }
  }
}
