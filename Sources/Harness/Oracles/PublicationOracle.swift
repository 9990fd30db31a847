import Reconciliation
import Simulation
import Trading

/// `no-lost-event` and `published-once`.
///
/// The event of every durable record reaches the bus, at the latest after the next start: the other half of durable
/// before visible (design, section 3, rule 5). A kill may have it published again; a stop in good order, with a store
/// that works and has nothing outstanding, must not.
struct PublicationOracle: Sendable {
  /// Records whose events are still to come, oldest first, from `head` on.
  private var outstanding: [(sequence: UInt64, kind: Word)] = []
  private var head = 0
  private var appended: UInt64 = 0
  private var durable: UInt64 = 0
  private var isStoreFailing = false
  private var isBusFailing = false
  /// All records up to this one were published before a stop in good order.
  private var settled: UInt64 = 0
  private var wasSettled: UInt64 = 0

  mutating func noteStart(_ sequence: UInt64) {
    // What did not survive is not remembered, and need not be told.
    while outstanding.count > head, let last = outstanding.last, last.sequence > sequence { outstanding.removeLast() }
    appended = sequence
    durable = sequence
    isStoreFailing = false
    isBusFailing = false
    wasSettled = settled
  }

  mutating func noteFailed() { isStoreFailing = true }
  mutating func noteRecovered() { isStoreFailing = false }

  /// What the bus has not confirmed is published again, and after a stop by the next start.
  mutating func noteBus(isFailing: Bool) { isBusFailing = isFailing }

  mutating func noteStop<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    guard !isStoreFailing, !isBusFailing, appended == durable, head == outstanding.count, !world.storeHasLied
    else { return }
    settled = durable
  }

  /// A kill while it stops leaves things as any kill does.
  mutating func noteKill() { settled = wasSettled }

  mutating func noteAppended(_ event: Event) {
    guard event.sequence > appended else { return }
    appended = event.sequence
    guard let kind = event.subject else { return }
    switch kind {
    case .status, .execution, .terms, .intentEnd, .staleOrder, .position, .cash, .discrepancy, .resolution, .ticket,
      .ticketUpdate, .ticketEnd, .ticketStep, .stopped, .chosen:
      outstanding.append((event.sequence, kind))
    default: break
    }
  }

  mutating func noteSynced(_ sequence: UInt64) {
    durable = max(durable, sequence)
  }

  /// Looks at an event that went out on the bus.
  mutating func observePublished<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>
  ) -> Violation? {
    notePublished(entry.event)
    // Of a store that was damaged a start may have taken an older state.
    guard entry.event.sequence <= settled, !world.storeHasLied else { return nil }
    return Violation(
      oracle: .publishedOnce,
      message:
        "\(about: entry.event.kind.name) of record \(entry.event.sequence) was published again, though the engine was "
        + "stopped in good order after it had been",
      instant: entry.instant, entry: number)
  }

  private mutating func notePublished(_ event: Event) {
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
      message: "record \(lost.sequence) (\(about: lost.kind.text)) is durable, but its event was never published",
      instant: end)
  }
}
