import Reconciliation
import Trading

/// What the queue holds.
enum Occurrence: Sendable {
  case delivery(envelope: Int)
  case start(reason: Word, cause: UInt32)
  case synced(upTo: UInt64, isLost: Bool, generation: UInt32, cause: UInt32)
  case heartbeat
  case reconnect(generation: UInt32, cause: UInt32)
  case faultWakes(fault: Int)
}

/// The future of a world but for its timers: a binary heap ordered by instant, then order of scheduling.
///
/// Ties are broken by nothing else: no hash, no address (design, section 5: at one instant deliveries come in
/// sending order).
struct EventQueue: Sendable {
  struct Element: Sendable {
    var instant: Instant
    /// The order of scheduling.
    var order: UInt64
    var payload: Occurrence

    func precedes(_ other: Element) -> Bool {
      instant == other.instant ? order < other.order : instant < other.instant
    }
  }

  private var heap: [Element] = []
  private var scheduled: UInt64 = 0

  var nextInstant: Instant? { heap.first?.instant }
  var count: Int { heap.count }

  mutating func schedule(_ payload: Occurrence, at instant: Instant) {
    scheduled += 1
    heap.append(Element(instant: instant, order: scheduled, payload: payload))
    var index = heap.count - 1
    while index > 0 {
      let parent = (index - 1) / 2
      guard heap[index].precedes(heap[parent]) else { break }
      heap.swapAt(index, parent)
      index = parent
    }
  }

  mutating func popFirst() -> Element? {
    guard !heap.isEmpty else { return nil }
    heap.swapAt(0, heap.count - 1)
    let first = heap.removeLast()
    var index = 0
    while true {
      var smallest = index
      let left = 2 * index + 1
      if left < heap.count, heap[left].precedes(heap[smallest]) { smallest = left }
      if left + 1 < heap.count, heap[left + 1].precedes(heap[smallest]) { smallest = left + 1 }
      guard smallest != index else { break }
      heap.swapAt(index, smallest)
      index = smallest
    }
    return first
  }
}
