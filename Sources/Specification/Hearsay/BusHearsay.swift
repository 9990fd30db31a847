import Reconciliation
import Trading

/// What the event bus was told to take, and what it has not taken.
struct BusHearsay: Sendable {
  /// Whether it has failed, and has not taken all that waits since.
  private(set) var isFailing = false
  /// How often it has failed since it last worked.
  private(set) var failures = 0
  /// The records whose event is still to come, ascending: not handed out, or not confirmed.
  private(set) var due: [UInt64] = []
  /// Those of them that were handed out in this turn, and are out if nobody says otherwise.
  private(set) var handed: [UInt64] = []
  /// Those that were handed out in the turn before.
  private var former: [UInt64] = []
  /// The most that have waited for it in this failure.
  private(set) var longest = 0

  mutating func start(_ recovery: Recovery) {
    self = BusHearsay()
    due = recovery.events.map(\.sequence)
  }

  mutating func begin() {
    if !former.isEmpty { former.removeAll(keepingCapacity: true) }
    if !handed.isEmpty { swap(&former, &handed) }
  }

  /// Takes a record that calls for an event.
  mutating func note(_ sequence: UInt64) { due.append(sequence) }

  /// Takes an event that goes out.
  ///
  /// While the bus fails it is due until the bus has confirmed it.
  mutating func publish(_ sequence: UInt64) {
    handed.append(sequence)
    guard !isFailing else { return }
    if due.first == sequence { due.removeFirst() } else { due.removeAll { $0 == sequence } }
  }

  mutating func fail(from sequence: UInt64) {
    if isFailing {
      due.removeAll { $0 < sequence && former.contains($0) }
    } else {
      due = former.filter { $0 >= sequence } + due
    }
    isFailing = true
    failures += 1
  }

  /// The bus has the events up to that of a record: it works if none that is durable is left.
  mutating func confirm(upTo sequence: UInt64, durable: UInt64) {
    guard isFailing else { return }
    due.removeAll { $0 <= sequence }
    guard waiting(durable) == 0 else { return }
    isFailing = false
    failures = 0
    longest = 0
  }

  /// Ends a turn.
  mutating func finish(durable: UInt64) {
    if isFailing { longest = max(longest, waiting(durable)) }
  }

  /// Whether so many events wait for the bus, or have in this failure.
  func isFull(_ limit: Int, durable: UInt64) -> Bool { isFailing && max(longest, waiting(durable)) >= limit }

  /// How many events wait for a bus that fails.
  func backlog(_ durable: UInt64) -> Int { isFailing ? waiting(durable) : 0 }

  private func waiting(_ durable: UInt64) -> Int { due.count { $0 <= durable } }
}
