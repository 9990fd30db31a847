import Trading

extension Snapshot where Row == OrderReport {
  /// The answer with one row for each order at the broker: of several, the one of its latest change, and of those of one
  /// change the first.
  ///
  /// An answer that was put together from pages has a row twice, and one of the two may lie. It is one answer still: it
  /// neither moves an order to and fro, nor counts twice (design, section 3, rules 4 and 8).
  var toldOnce: Snapshot {
    // Whoever lists orders by number has each once: a pass over a million of them makes no table to see it.
    if zip(answer, answer.dropFirst()).allSatisfy({ $0.brokerOrder.index < $1.brokerOrder.index }) { return self }
    var places: [ToldOrder: Int] = [:]
    var told: [OrderReport] = []
    for report in answer {
      let name = ToldOrder(order: report.order, brokerOrder: report.brokerOrder)
      if let place = places[name] {
        if report.sequence > told[place].sequence { told[place] = report }
      } else {
        places[name] = told.count
        told.append(report)
      }
    }
    return told.count == answer.count ? self : Snapshot(rows: told, asOf: asOf, isComplete: isComplete, more: more)
  }
}

/// An order as an answer names it: two may work under one id of the client.
private struct ToldOrder: Hashable {
  let order: ClientOrderID
  let brokerOrder: BrokerOrderID
}
