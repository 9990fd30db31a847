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

  /// What comes first.
  var first: Element? { heap.first }

  /// Whether there is nothing in it but signs of life.
  var hasOnlyHeartbeats: Bool { heap.allSatisfy { if case .heartbeat = $0.payload { true } else { false } } }

  /// What comes first and what comes second.
  var firstTwo: (Element, Element)? {
    guard heap.count > 1 else { return nil }
    return (heap[0], heap[second])
  }

  /// The place of what comes second: below the first one, on the left or on the right.
  private var second: Int { heap.count > 2 && heap[2].precedes(heap[1]) ? 2 : 1 }

  /// Exchanges what comes first and what comes second, if there are two; they keep their instants.
  mutating func exchangeFirstTwo() {
    guard heap.count > 1 else { return }
    let other = second
    let first = heap[0].payload
    heap[0].payload = heap[other].payload
    heap[other].payload = first
  }

  mutating func schedule(_ payload: Occurrence, at instant: Instant) {
    scheduled += 1
    let element = Element(instant: instant, order: scheduled, payload: payload)
    heap.append(element)
    var hole = heap.count - 1
    while hole > 0 {
      let parent = (hole - 1) / 2
      guard element.precedes(heap[parent]) else { break }
      heap[hole] = heap[parent]
      hole = parent
    }
    heap[hole] = element
  }

  mutating func popFirst() -> Element? {
    guard let last = heap.popLast() else { return nil }
    guard let first = heap.first else { return last }
    // The hole sinks to where the last element fits: each element on its way is moved once, none swapped.
    var hole = 0
    while true {
      var child = 2 * hole + 1
      guard child < heap.count else { break }
      if child + 1 < heap.count, heap[child + 1].precedes(heap[child]) { child += 1 }
      guard heap[child].precedes(last) else { break }
      heap[hole] = heap[child]
      hole = child
    }
    heap[hole] = last
    return first
  }
}
