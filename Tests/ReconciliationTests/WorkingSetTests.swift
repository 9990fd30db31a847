import TestSupport
import Testing
import Trading

@testable import Reconciliation

@Suite("The working set")
struct WorkingSetTests {
  @Test("It holds the orders that have not ended, in the order of acceptance, live and after a restart")
  func followsStatus() throws {
    var generator = SeededGenerator(seed: 3)
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    for index in 0..<60 as Range<UInt32> {
      try books.apply(.order(.accepted(ClientOrderID(index: index), Fixture.terms)))
      let order = ClientOrderID(index: UInt32.random(in: 0...index, using: &generator))
      try books.apply(
        .order(.status(StatusChange(order: order, from: .open, to: generator.status(), source: .stream))))
      if generator.flag() {
        let execution = Fixture.execution(index, 100, order: order, sequence: UInt64(index))
        try books.apply(Fixture.counted(execution))
      }
      #expect(Array(books.working.slots) == books.orders.indices.filter { !books.orders[$0].status.isTerminal })
    }
    let bytes = Checkpoint(sequence: 1, books: books).encoded(naming: Fixture.Labels(), Fixture.identity)
    #expect(try Checkpoint.read(bytes)?.checkpoint.books.working == books.working)
  }
}
