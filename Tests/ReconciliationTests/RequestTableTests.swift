import Testing
import Trading

@testable import Reconciliation

@Suite("Requests without an answer")
struct RequestTableTests {
  @Test("Each is settled once, in any order, under the number it got")
  func settle() {
    var table = RequestTable()
    let orders = (0..<5).map { ClientOrderID(index: $0) }
    let ids = orders.map { table.add(.query($0)) }
    #expect(ids.map(\.number) == [1, 2, 3, 4, 5])
    for index in [2, 0, 4, 3, 1] {
      #expect(table.settle(ids[index])?.order == orders[index])
      #expect(table.settle(ids[index]) == nil)
    }
    #expect(table.settle(RequestID(0)) == nil && table.settle(RequestID(6)) == nil)
    #expect(table.add(.orders) == RequestID(6))
    #expect(table.settle(RequestID(6))?.order == nil)
  }
}
