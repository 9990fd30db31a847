import Reconciliation
import Trading

/// Messages that a fault keeps, to let all of them go at once.
struct HeldMessages: Sendable {
  private var passages: [Passage] = []

  /// How many there are.
  var count: Int { passages.count }

  /// Keeps one more.
  mutating func hold(_ passage: Passage) { passages.append(passage) }

  /// Gives all of them away in the order of sending: all arrive when the one sent last would have.
  mutating func release(at now: Instant) -> [Passage] {
    defer { passages.removeAll() }
    guard let latency = passages.last?.latency else { return [] }
    return passages.map { held in
      var passage = held
      passage.latency = latency
      if held.sent < now { passage.event = held.told(.messageDelayed, number: (now - held.sent).nanoseconds) }
      return passage
    }
  }
}
