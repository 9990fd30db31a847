import Reconciliation
import Simulation
import Trading

/// `correction-atomic`: a restart finds all that a pass has corrected, or nothing of it.
///
/// Reckons from the numbers of the records that the store was given in one pass and from the number that a start has
/// recovered, and knows nothing of how a store keeps records together.
struct CorrectionAtomicOracle: Sendable {
  /// The corrections of a pass: the first record and the last.
  private struct Correction {
    var records: ClosedRange<UInt64>
    var count: Int
  }

  /// The corrections since the last start, the last of which may go on.
  private var corrections: [Correction] = []
  private var isPassOver = true
  private var isStoreFailing = false

  /// While the store fails what it is given later is of several passes.
  mutating func noteStore(isFailing: Bool) {
    isStoreFailing = isFailing
    isPassOver = true
  }

  mutating func notePassFinished() { isPassOver = true }

  mutating func noteAppended(_ event: Event) {
    guard event.subject == .position || event.subject == .cash, !isStoreFailing else { return }
    guard !isPassOver, let last = corrections.popLast(), last.records.upperBound < event.sequence else {
      corrections.append(Correction(records: event.sequence...event.sequence, count: 1))
      isPassOver = false
      return
    }
    corrections.append(
      Correction(records: last.records.lowerBound...event.sequence, count: last.count + 1))
  }

  mutating func noteStart<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>
  ) -> Violation? {
    defer {
      corrections.removeAll()
      isPassOver = true
      isStoreFailing = false
    }
    // What a disk has forgotten or damaged is not the engine's doing.
    guard !world.storeHasLied else { return nil }
    let recovered = entry.event.sequence
    guard
      let half = corrections.first(where: { $0.records.lowerBound <= recovered && recovered < $0.records.upperBound })
    else { return nil }
    return Violation(
      oracle: .correctionAtomic,
      message: "the engine recovered records up to \(recovered), and with that half of a correction: "
        + "\(half.count) figures were taken over by records \(half.records.lowerBound) to \(half.records.upperBound)",
      instant: entry.instant, entry: number)
  }
}
