import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("Which orders an answer lists")
struct ListedOrdersTests {
  @Test("Whether it is asked for one or for many, an order is listed under its id and, where that is told, its number")
  func alike() {
    var generator = SeededGenerator(seed: 9)
    var listed = 0
    for _ in 0..<20 {
      var rows: [OrderReport] = []
      for _ in 0..<Int.random(in: 0...12, using: &generator) {
        var row = Fixture.report(.open, order: ClientOrderID(index: UInt32.random(in: 0...9, using: &generator)))
        row.brokerOrder = BrokerOrderID(index: UInt32.random(in: 0...3, using: &generator))
        rows.append(row)
      }
      let snapshot = Snapshot(rows: rows, asOf: BrokerSequence(9))
      let (few, many) = (ListedOrders(snapshot, askedFor: 8), ListedOrders(snapshot, askedFor: 9))
      for order in 0...10 as ClosedRange<UInt32> {
        var discrepancy = Discrepancy(.missingOrder, order: order)
        for number in [nil, 0, 1, 2, 3] as [UInt32?] {
          discrepancy.brokerOrder = number.map { BrokerOrderID(index: $0) }
          let isListed = rows.contains { row in
            row.order.index == order && (number == nil || row.brokerOrder.index == number)
          }
          #expect(few.has(discrepancy) == isListed && many.has(discrepancy) == isListed)
          if isListed { listed += 1 }
        }
      }
    }
    #expect(listed > 100)
  }
}
