import Trading

/// Which orders an answer lists, as the discrepancies about orders ask.
///
/// To look for each of many discrepancies among all the rows would cost as much as both together.
struct ListedOrders {
  /// A discrepancy about an order, or a row: with the broker's number where two orders have one id.
  private struct Name: Hashable {
    var order: UInt32
    var brokerOrder: BrokerOrderID?
  }

  private let rows: ArraySlice<OrderReport>
  /// What the rows are about, if it is asked for often enough to pay for the table.
  private let names: Set<Name>?

  /// Looks at an answer.
  ///
  /// - Parameter count: how many discrepancies it is about to be asked for.
  init(_ snapshot: Snapshot<OrderReport>, askedFor count: Int) {
    rows = snapshot.answer
    // For a few, looking at each row is faster than hashing all of them.
    names =
      count > 8
      ? rows.reduce(into: Set(minimumCapacity: 2 * rows.count)) { names, row in
        names.insert(Name(order: row.order.index))
        names.insert(Name(order: row.order.index, brokerOrder: row.brokerOrder))
      } : nil
  }

  /// Whether the answer lists the order that a discrepancy is about.
  func has(_ discrepancy: Discrepancy) -> Bool {
    if let names {
      return names.contains(Name(order: discrepancy.order, brokerOrder: discrepancy.brokerOrder))
    }
    return rows.contains { row in
      row.order.index == discrepancy.order
        && (discrepancy.brokerOrder == nil || discrepancy.brokerOrder == row.brokerOrder)
    }
  }
}
