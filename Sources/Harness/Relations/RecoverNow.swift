import Reconciliation
import Simulation
import Trading

extension Relation {
  /// A kill now forgets nothing.
  static let recoverNow = Relation(
    name: "recover-now",
    summary:
      "killed now and started from its disk, the engine knows every property of its books as its records make it",
    source: "design, section 3, rule 5 and the journal",
    exceptions: [
      "after a store has lied about a sync or was damaged",
      "what the engine knows now, while records wait for the store: it is ahead of the disk",
    ],
    share: RelationShare(cases: 5, occasions: 12), trial: RecoverNow())
}

/// `recover-now`: reads on a copy of the disk what a start would, and compares each stored property of the books with the
/// replay of the durable records, and so it does with the books of the engine.
///
/// The replay begins with what the last start has recovered, and knows nothing of bytes and checkpoints: what a codec
/// leaves out shows, and so does what was changed without a record, though a checkpoint has it.
private struct RecoverNow: RelationTrial {
  /// The end is always one.
  func weight(of occasion: RelationOccasion) -> Int {
    switch occasion {
    case .durable: 1
    case .end: 1000
    case .message, .simultaneous: 0
    }
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    guard run.world.isRunning, !run.world.storeHasLied, let base = run.world.recoveredBooks,
      let records = run.world.durableRecords
    else { return [.excepted] }
    let recovery: Recovery
    do { recovery = try run.world.recoveryAfterKill() } catch {
      return [broken("killed now, the engine would refuse to start from a store that was never damaged", "\(error)")]
    }
    var ledger = Ledger(base)
    var last: UInt64 = 0
    // What was written again after the store had failed stands twice on a disk that had taken it after all.
    for record in records where record.sequence > last {
      last = record.sequence
      do { try ledger.replay(record) } catch {
        return [broken("record \(record.sequence) is durable, and its figures do not fit into the books", "\(error)")]
      }
    }
    let restarts = run.oracles.restarts
    // A kill may leave more than was reported: a slow store syncs what was written meanwhile as well.
    guard recovery.sequence >= restarts.lastDurable else {
      let message: Message =
        "killed now, the engine would recover records up to \(recovery.sequence), but \(restarts.lastDurable) is durable"
      return [broken(message, nil, about: "sequence")]
    }
    // In the middle of a run what `==` compares is enough.
    var looksClosely = dice.isThorough
    if case .end = occasion { looksClosely = true }
    if let difference = difference(ledger.books, recovery.books, looksClosely: looksClosely) {
      let message: Message =
        "killed now, the engine would recover `\(about: difference.path)` as \(difference.right), and its records make "
        + "it \(difference.left)"
      return [broken(message, nil, about: difference.path, difference.notes(ledger.books, run.plan.names))]
    }
    guard restarts.hasAllDurable,
      let difference = difference(ledger.books, run.world.incarnation.books, looksClosely: dice.isThorough)
    else { return [.holds] }
    let message: Message =
      "the engine has `\(about: difference.path)` as \(difference.right), and its records, all of them durable, make it "
      + "\(difference.left)"
    return [broken(message, nil, about: difference.path, difference.notes(ledger.books, run.plan.names))]
  }

  private func difference(_ left: Books, _ right: Books, looksClosely: Bool) -> PropertyDifference? {
    (looksClosely ? left.isSame(as: right) : left == right) ? nil : PropertyDifference.first(left, right)
  }

  private func broken(
    _ message: Message, _ reason: String?, about property: String? = nil, _ notes: [String] = []
  ) -> RelationOutcome {
    .broken(
      RelationBreach(message: message, property: property, notes: (reason.map { ["because  \($0)"] } ?? []) + notes))
  }
}
