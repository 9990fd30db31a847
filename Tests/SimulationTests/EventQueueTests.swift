import Reconciliation
import TestSupport
import Testing
import Trading

@testable import Simulation

@Suite("The event queue")
struct EventQueueTests {
  /// An element as the reference sorts it.
  private struct Expected: Equatable {
    var instant: Int64
    var number: Int
  }

  private func number(of element: EventQueue.Element) -> Int {
    if case .faultWakes(let number) = element.payload { number } else { 0 }
  }

  @Test(
    "Elements come by instant and order of scheduling, against a sorted list", arguments: 0..<20 as Range<UInt64>)
  func order(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var queue = EventQueue()
    var reference: [Expected] = []
    var number = 0
    func precedes(_ left: Expected, _ right: Expected) -> Bool {
      (left.instant, left.number) < (right.instant, right.number)
    }
    for _ in 0..<400 {
      if Int.random(in: 0..<3, using: &generator) > 0 {
        number += 1
        let instant = Int64.random(in: -3...3, using: &generator)
        let element = Expected(instant: instant, number: number)
        queue.schedule(.faultWakes(fault: number), at: Instant(nanoseconds: instant))
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

@Suite("The table of timers")
struct TimerTableTests {
  @Test("Timers fire by instant and order of arming; a new arming replaces the old", arguments: 0..<20 as Range<UInt64>)
  func order(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = TimerTable()
    var reference: [(timer: UInt32, instant: Int64, order: Int)] = []
    for order in 0..<400 {
      let timer = UInt32.random(in: 0..<8, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0, 1:
        let instant = Int64.random(in: -3...3, using: &generator)
        table.set(.request(RequestID(timer)), at: Instant(nanoseconds: instant), cause: 0, request: nil)
        reference.removeAll { $0.timer == timer }
        reference.append((timer, instant, order))
      case 2:
        table.cancel(.request(RequestID(timer)))
        reference.removeAll { $0.timer == timer }
      default:
        let first = reference.min { ($0.instant, $0.order) < ($1.instant, $1.order) }
        #expect(table.nextInstant?.nanoseconds == first?.instant)
        #expect(table.popFirst()?.timer == first.map { .request(RequestID($0.timer)) })
        reference.removeAll { $0.timer == first?.timer }
      }
      #expect(table.armed.count == reference.count)
    }
    table.removeAll()
    #expect(table.nextInstant == nil && table.popFirst() == nil)
  }
}
