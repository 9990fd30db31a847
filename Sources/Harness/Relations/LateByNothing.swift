import Reconciliation
import Simulation
import Trading

extension Relation {
  /// What arrives at one instant has no order.
  static let lateByNothing = Relation(
    name: "late-by-nothing",
    summary:
      "two messages that reach the engine at one instant may come in either order: the run ends in the same state",
    source: "design, section 3, rules 3 and 4",
    exceptions: [
      "events, alerts and discrepancies on the way: one message may explain what the other one shows",
      "where a fault then acts on another message, or the broker misreports",
      "messages for the broker: a cancel before its place is refused",
      "a lie under the id of the truth that comes with it: whichever comes first is believed",
    ],
    share: RelationShare(cases: 40, occasions: 24), trial: LateByNothing())
}

/// `late-by-nothing`: exchanges the two messages on a copy and lets it go on to the end.
private struct LateByNothing: RelationTrial {
  func weight(of occasion: RelationOccasion) -> Int {
    if case .simultaneous = occasion { 1 } else { 0 }
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    var fork = run.fork()
    fork.world.exchangeNextTwo()
    fork.resume(until: run.plan.ends)
    let isUntrue = fork.world.trace.entries.contains { entry in
      entry.event.kind == .brokerMisreported || entry.event.kind == .messageFalsified && entry.event.reason == .idReused
    }
    if isUntrue { return [.excepted] }
    return [.holdsIf(SameEnd(state: EndState(fork)))]
  }
}

/// The run ends as the copy did.
private struct SameEnd: Prediction {
  let state: EndState

  @_specialize(where Engine == ReconciliationEngine)
  func judge<Engine>(_ run: borrowing CaseRun<Engine>) -> RelationOutcome {
    let real = EndState(run)
    guard real.hadSameFaults(as: state) else { return .excepted }
    return real.breach(against: state, "the run in which two messages of one instant changed places").map {
      .broken($0)
    }
      ?? .holds
  }
}
