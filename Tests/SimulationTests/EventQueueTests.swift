import Testing
import Trading

@testable import Simulation

@Suite("The event queue")
struct EventQueueTests {
  /// An element as the reference sorts it.
  private struct Expected: Equatable {
    var instant: Int64
    var rank: UInt64
    var number: Int
  }

  private func number(of element: EventQueue.Element) -> Int {
    if case .cutEnds(let number) = element.payload { number } else { 0 }
  }

  @Test(
    "Elements come by instant, rank and order of scheduling, against a sorted list", arguments: 0..<20 as Range<UInt64>)
  func order(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var queue = EventQueue()
    var reference: [Expected] = []
    var number = 0
    func precedes(_ left: Expected, _ right: Expected) -> Bool {
      (left.instant, left.rank, left.number) < (right.instant, right.rank, right.number)
    }
    for _ in 0..<400 {
      if Int.random(in: 0..<3, using: &generator) > 0 {
        let rank = EventQueue.Rank(rawValue: UInt64.random(in: 0...1, using: &generator)) ?? .timer
        number += 1
        let instant = Int64.random(in: -3...3, using: &generator)
        let element = Expected(instant: instant, rank: rank.rawValue, number: number)
        queue.schedule(.cutEnds(fault: number), at: Instant(nanoseconds: instant), rank: rank)
        reference.append(element)
      } else {
        let first = reference.min(by: precedes)
        reference.removeAll { $0 == first }
        #expect(queue.nextInstant?.nanoseconds == first?.instant)
        let popped = queue.popFirst()
        #expect(popped.map { self.number(of: $0) } == first?.number && popped?.instant.nanoseconds == first?.instant)
      }
      #expect(queue.count == reference.count)
    }
    var rest: [Int] = []
    while let element = queue.popFirst() { rest.append(self.number(of: element)) }
    #expect(rest == reference.sorted(by: precedes).map(\.number))
    #expect(queue.nextInstant == nil && queue.count == 0)
  }
}
