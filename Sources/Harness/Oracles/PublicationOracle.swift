import Reconciliation
import Simulation
import Trading

/// `no-lost-event`: the event of every durable record reaches the bus, at the latest after the next start.
///
/// The other half of durable before visible (design, section 3, rule 5): what a restart remembers, the bus was told.
struct PublicationOracle: Sendable {
  /// Records whose events are still to come, oldest first, from `head` on.
  private var outstanding: [(sequence: UInt64, kind: Word)] = []
  private var head = 0
  private var appended: UInt64 = 0
  private var durable: UInt64 = 0

  mutating func noteStart(_ sequence: UInt64) {
    // What did not survive is not remembered, and need not be told.
    while outstanding.count > head, let last = outstanding.last, last.sequence > sequence { outstanding.removeLast() }
    appended = sequence
    durable = sequence
  }

  mutating func noteAppended(_ event: Event) {
    guard event.sequence > appended else { return }
    appended = event.sequence
    guard let kind = event.subject else { return }
    switch kind {
    case .status, .execution, .terms, .position, .cash, .discrepancy, .resolution:
      outstanding.append((event.sequence, kind))
    default: break
    }
  }

  mutating func noteSynced(_ sequence: UInt64) {
    durable = max(durable, sequence)
  }

  mutating func notePublished(_ event: Event) {
    guard let index = outstanding[head...].firstIndex(where: { $0.sequence == event.sequence }) else { return }
    if index == head { head += 1 } else { outstanding.remove(at: index) }
    if head == outstanding.count {
      outstanding.removeAll(keepingCapacity: true)
      head = 0
    }
  }

  /// What was never published, judged at the end.
  func judge(at end: Instant) -> Violation? {
    guard let lost = outstanding[head...].first, lost.sequence <= durable else { return nil }
    return Violation(
      oracle: .noLostEvent,
      message: "record \(lost.sequence) (\(lost.kind.text)) is durable, but its event was never published",
      instant: end)
  }
}
