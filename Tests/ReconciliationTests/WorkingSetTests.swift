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
    for index in 0..<200 as Range<UInt32> {
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
    #expect(books.working.slots.count == Array(books.working.slots).count && !books.working.slots.isEmpty)
    let bytes = Checkpoint(sequence: 1, books: books).encoded(naming: Fixture.Labels(), Fixture.identity)
    #expect(try Checkpoint.read(bytes)?.checkpoint.books.working == books.working)
  }

  @Test("Slots come and go in any order, and who goes through them sees them as they were")
  func slots() {
    var generator = SeededGenerator(seed: 4)
    var (set, expected) = (WorkingSet(), Set<Int>())
    for _ in 0..<500 {
      let (slot, isWorking) = (Int.random(in: 0..<400, using: &generator), generator.flag())
      set.set(slot, isWorking: isWorking)
      if isWorking { expected.insert(slot) } else { expected.remove(slot) }
      #expect(Array(set.slots) == expected.sorted() && set.slots.count == expected.count)
    }
    var seen: [Int] = []
    for slot in set.slots {
      set.set(slot, isWorking: false)
      set.set(slot + 1_000, isWorking: true)
      seen.append(slot)
    }
    #expect(seen == expected.sorted() && Array(set.slots) == seen.map { $0 + 1_000 })
    for slot in seen { set.set(slot + 1_000, isWorking: false) }
    #expect(set == WorkingSet() && set.slots.isEmpty)
  }
}
