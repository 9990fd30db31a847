import Trading

/// The orders that wait for their turn to be asked for, and when the last ones were (reference, edge cases, section 1,
/// row 10).
///
/// Who has come first is asked for first, and who is asked again comes last, so that none waits for ever. Who came first
/// is who has waited longest since it was asked for last: one whose question another answer has made needless, and who
/// comes again, has waited since it came the first time.
struct LookUpQueue: Sendable {
  /// The orders that wait, by slot; those before ``head`` are through.
  private var slots: [Int] = []
  private var head = 0
  /// When the last look-ups were sent, as many as the limit allows, the oldest one at ``oldest``.
  private var sent: [Instant] = []
  private var oldest = 0

  /// Who is next.
  var first: Int? { head < slots.count ? slots[head] : nil }

  /// From when on one more look-up may be sent.
  func opens(limit: Int, every cycle: TimeSpan) -> Instant {
    sent.count < limit ? .origin : sent[oldest] + cycle
  }

  /// Puts an order behind all that have come before it.
  mutating func insert(_ slot: Int, behind cameBefore: (Int) -> Bool) {
    let place = slots[head...].lastIndex(where: cameBefore).map { $0 + 1 } ?? head
    slots.insert(slot, at: place)
  }

  /// Takes the next one out.
  mutating func removeFirst() {
    head += 1
    guard head * 2 > slots.count else { return }
    slots.removeFirst(head)
    head = 0
  }

  /// The orders of these slots, which ascend, are in the books no more: those behind them move up.
  mutating func forget(_ gone: [Int]) {
    slots = slots[head...].compactMap { slot in
      let place = gone.firstIndex(from: slot, by: { $0 })
      return place < gone.count && gone[place] == slot ? nil : slot - place
    }
    head = 0
  }

  /// A look-up is sent.
  mutating func noteSent(at instant: Instant, limit: Int) {
    guard limit > 0 else { return }
    if sent.count < limit { return sent.append(instant) }
    sent[oldest] = instant
    oldest = (oldest + 1) % sent.count
  }
}
