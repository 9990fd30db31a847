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

  @Test("An answer to one that was given up is taken once, and of those long ago not at all")
  func givenUp() {
    var table = RequestTable()
    let answered = table.add(.orders)
    _ = table.settle(answered)
    let unknown = (table.takesLate(answered), table.giveUp(answered))
    #expect(!unknown.0 && unknown.1 == nil)
    let ids = (0..<66).map { table.add(.query(ClientOrderID(index: $0))) }
    for (index, id) in ids.enumerated() { #expect(table.giveUp(id)?.order?.index == UInt32(index)) }
    let taken = ids.map { table.takesLate($0) }
    #expect(taken == [false, false] + Array(repeating: true, count: 64))
    let again = ids.map { (table.takesLate($0), table.settle($0)) }
    #expect(again.allSatisfy { !$0 && $1 == nil })
  }
}
