import Reconciliation
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

  /// Whether the books hold just what is durable: no record waits for the store, and the store works.
  var hasAllDurable: Bool { durableSequence == appended && !isStoreFailing }

  /// The number of the last durable record.
  var lastDurable: UInt64 { durableSequence }

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
    // A kill in the middle of a step leaves books with records that were never handed to the store.
    let isAhead = world.incarnation.checkpoint.sequence > appended
    durable = hasAllDurable && !isAhead ? world.incarnation.books : nil
  }

  mutating func noteStart<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    // What was recovered is on disk, whether or not it was reported: a kill may leave more than was.
    defer {
      durableSequence = entry.event.sequence
      durable = watches ? world.recoveredBooks : nil
    }
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
      !durable.isSame(as: recovered), let difference = PropertyDifference.first(durable, recovered)
    else { return nil }
    return Violation(
      oracle: .restartEquivalence,
      message: "the engine recovered record \(entry.event.sequence), but `\(about: difference.path)` is "
        + "\(difference.right), and \(difference.left) was durable",
      notes: difference.notes(durable, names), property: difference.path, instant: entry.instant, entry: number)
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
}
