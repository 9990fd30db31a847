import Reconciliation
import Simulation
import Trading

extension Relation {
  /// A kill now forgets nothing.
  static let recoverNow = Relation(
    name: "recover-now",
    summary: "killed now and started from its disk, the engine knows every property of its books as it was",
    source: "design, section 3, rule 5 and the journal",
    exceptions: [
      "while records wait for the store, or the store fails: then the books are ahead of the disk",
      "after a store has lied about a sync or was damaged",
    ],
    share: RelationShare(cases: 1, occasions: 8), trial: RecoverNow())
}

/// `recover-now`: reads on a copy of the disk what a start would, and compares each stored property of the books.
private struct RecoverNow: RelationTrial {
  func weight(of occasion: RelationOccasion) -> Int {
    switch occasion {
    case .durable, .end: 1
    case .message, .simultaneous: 0
    }
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let restarts = run.oracles.restarts
    guard run.world.isRunning, !run.world.storeHasLied, !run.world.hasUnsynced, restarts.hasAllDurable else {
      return [.excepted]
    }
    let recovery: Recovery
    do { recovery = try run.world.recoveryAfterKill() } catch {
      return [
        .broken(
          RelationBreach(
            message: "killed now, the engine would refuse to start from a store that was never damaged",
            notes: ["because  \(error)"]))
      ]
    }
    guard recovery.sequence == restarts.lastDurable else {
      return [
        .broken(
          RelationBreach(
            message: "killed now, the engine would recover records up to \(recovery.sequence), but "
              + "\(restarts.lastDurable) is durable",
            property: "sequence"))
      ]
    }
    let books = run.world.incarnation.books
    guard let difference = PropertyDifference.first(books, recovery.books) else { return [.holds] }
    return [
      .broken(
        RelationBreach(
          message: "killed now, the engine would recover `\(about: difference.path)` as \(difference.right), and it is "
            + "\(difference.left)",
          property: difference.path, notes: difference.notes(books, run.plan.names)))
    ]
  }
}
