import Trading

extension Books {
  /// Calls a function with every number in the books that stands for a name, some of them several times.
  func forEachName(_ body: (NameKey) -> Void) {
    for order in orders {
      body(NameKey(.order, order.id.index))
      body(NameKey(.instrument, order.terms.instrument.index))
      if let brokerOrder = order.brokerOrder { body(NameKey(.brokerOrder, brokerOrder.index)) }
    }
    for booked in executions { booked.execution.forEachName(body) }
    for discrepancy in discrepancies { discrepancy.forEachName(body) }
    for past in pastDiscrepancies { past.discrepancy.forEachName(body) }
    for ticket in tickets { ticket.forEachName(body) }
    for discrepancy in discarded { discrepancy.forEachName(body) }
  }
}
