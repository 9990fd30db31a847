import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// `restart-equivalence`: what a start recovers is just what was durable.
///
/// Keeps a copy of the engine's books at each sync, which costs copies; so it works only where a restart can come.
struct RestartEquivalenceOracle: Sendable {
  private let watches: Bool
  private var appended: UInt64 = 0
  private var durableSequence: UInt64 = 0
  private var isStoreFailing = false
  private var hasSynced = false
  private var durable: Books?

  init(watches: Bool) {
    self.watches = watches
  }

  mutating func noteAppended(_ event: Event) {
    appended = event.sequence
  }

  /// While the store fails the books are ahead of the journal, until the engine says that it has recovered.
  mutating func noteFailed() { isStoreFailing = true }
  mutating func noteRecovered() { isStoreFailing = false }

  mutating func noteSynced(_ sequence: UInt64) {
    durableSequence = sequence
    hasSynced = true
  }

  /// Takes the books at the end of a step with a sync, if nothing was written in it behind what was synced: with a
  /// slow store the books are ahead, and then there is nothing to compare with.
  mutating func noteStepEnd<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    guard hasSynced else { return }
    hasSynced = false
    guard watches else { return }
    durable = durableSequence == appended && !isStoreFailing ? world.incarnation.books : nil
  }

  mutating func noteStart<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    appended = entry.event.sequence
    isStoreFailing = false
    // A store that lied about a sync, or was damaged, is not what this oracle is about.
    guard watches, !world.storeHasLied else { return nil }
    if entry.event.sequence < durableSequence {
      return Violation(
        oracle: .restartEquivalence,
        message: "the engine recovered records up to \(entry.event.sequence), but \(durableSequence) was durable",
        instant: entry.instant, entry: number)
    }
    // A kill may leave more than was reported: a torn write can keep whole records.
    guard entry.event.sequence == durableSequence, let durable, let recovered = world.recoveredBooks,
      recovered != durable
    else { return nil }
    return Violation(
      oracle: .restartEquivalence,
      message: "the engine recovered record \(entry.event.sequence), but its books differ from those that were durable",
      notes: describe(durable, recovered, names), instant: entry.instant, entry: number)
  }

  /// The engine refused what it found on disk.
  func observeRefusal<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>
  ) -> Violation? {
    guard !world.storeHasLied else { return nil }
    return Violation(
      oracle: .restartEquivalence, message: "the engine refused to start from a store that was never damaged",
      instant: entry.instant, entry: number)
  }

  private func describe(_ durable: Books, _ recovered: Books, _ names: Names) -> [String] {
    var notes: [String] = []
    for order in durable.orders where recovered.order(order.id) != order {
      let name = names.text(of: .order(order.id.index), for: .order)
      let now = recovered.order(order.id).map { OrderView($0).summary } ?? "forgotten"
      notes.append("order    \(name) was \(OrderView(order).summary), recovered as \(now)")
    }
    if durable.executions.count != recovered.executions.count {
      notes.append("fills    \(durable.executions.count) were durable, \(recovered.executions.count) recovered")
    }
    return notes
  }
}
