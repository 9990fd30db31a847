/// The bus as far as the engine knows it.
///
/// A bus that works says nothing: what a turn has published is out unless the next input says otherwise. So while it works
/// nothing is kept here.
struct BusState: Sendable {
  /// Whether it has failed, and has not taken anything since.
  private(set) var isFailing = false
  /// How often it has failed in a row.
  private(set) var failures = 0
  /// The events that it has not confirmed, in the order of their records.
  private(set) var backlog: [Outbox.Item] = []
  /// The most events that have waited in this failure.
  private(set) var longest = 0
  /// Whether so many events wait that no order may add to them, until the bus works.
  var isFull = false

  /// Adds an event that waits for the bus.
  mutating func keep(_ item: Outbox.Item) {
    backlog.append(item)
    longest = max(longest, backlog.count)
  }

  /// The bus has failed.
  ///
  /// - Parameters:
  ///   - handed: the events of the last turn that it has not confirmed, if it worked before.
  ///   - sequence: the record from whose event on nothing is confirmed.
  mutating func fail(_ handed: [Outbox.Item], from sequence: UInt64) {
    removeConfirmed { $0 < sequence }
    if !isFailing { handed.forEach { keep($0) } }
    isFailing = true
    failures += 1
  }

  /// The bus has taken the events up to that of a record.
  mutating func confirm(upTo sequence: UInt64) { removeConfirmed { $0 <= sequence } }

  private mutating func removeConfirmed(_ isConfirmed: (UInt64) -> Bool) {
    backlog.removeAll { item in
      if case .event(let event) = item.content { isConfirmed(event.sequence) } else { true }
    }
  }
}
