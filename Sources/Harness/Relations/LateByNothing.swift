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
      "where a fault then acts on the message of another order, or one is falsified, or the broker misreports",
      "a run that ends while something about an order is under way, or stands otherwise at the broker",
      "positions and balances, where another figure was taken over from the broker or at another time",
      "what an order that was cancelled would have become, and the engine's condition where one of the two runs ends when quiet",
      "messages for the broker: a cancel before its place is refused",
      "what takes an execution back, and what tells behind it that its order has ended: that the next pass tells",
    ],
    share: RelationShare(cases: 12, occasions: 48), trial: LateByNothing())
}

/// `late-by-nothing`: exchanges the two messages on a copy and lets it go on to the end.
private struct LateByNothing: RelationTrial {
  /// Two messages that tell of two changes of one order are worth most.
  ///
  /// They are rare, and it is they that can overtake each other; the three answers of a pass always come together.
  func weight(of occasion: RelationOccasion) -> Int {
    guard case .simultaneous(let first, let second) = occasion else { return 0 }
    guard let order = first.order, order == second.order else { return 1 }
    return first.report?.sequence == second.report?.sequence ? 2 : 48
  }

  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    guard case .simultaneous(let first, let second) = occasion else { return [] }
    if second.endsOrder(behind: first) { return [.excepted] }
    let isExecution = first.isExecution || second.isExecution
    var fork = run.fork()
    fork.world.exchangeNextTwo()
    fork.resume(until: run.ends)
    if fork.hasNoOneEnd { return [.excepted] }
    let end = SameEnd(
      state: EndState(fork, withWatermarks: isExecution), corrections: fork.corrections, struck: fork.struck,
      withWatermarks: isExecution, endedEarly: fork.ends < fork.plan.ends)
    return [.holdsIf(end)]
  }
}

/// The run ends as the copy did.
private struct SameEnd: Prediction {
  let state: EndState
  let corrections: [Correction]
  let struck: [Struck: Int]
  /// Whether the newest change that is known of each order is compared: an execution always leaves one, and a report
  /// only if it brings something new.
  let withWatermarks: Bool
  /// Whether the copy has ended when it was quiet.
  let endedEarly: Bool

  @_specialize(where Engine == ReconciliationEngine)
  func judge<Engine>(_ run: borrowing CaseRun<Engine>) -> RelationOutcome {
    let real = EndState(run, withWatermarks: withWatermarks)
    // What was lost and not found yet the copy may have found, since another message made it ask.
    guard real.hadSameFaults(as: state), run.struck == struck, !run.hasNoOneEnd, run.world.agreesOnOrders else {
      return .excepted
    }
    let isSameAccount = run.corrections == corrections
    let isShort = run.ends < run.plan.ends
    func isCompared(_ row: EndState.Row, in state: EndState) -> Bool {
      switch (row.subject.prefix { $0 != " " }, row.property) {
      case ("position", _), ("cash", _): isSameAccount
      case ("engine", "condition"): !isShort && !endedEarly
      // A replace that the cancel takes back or comes after: the order is as dead with either quantity.
      case ("order", "quantity"): state.word(of: row.subject, "status") != Word.cancelled.text
      default: true
      }
    }
    return RelationOutcome(
      real.filtered { isCompared($0, in: real) }.breach(
        against: state.filtered { isCompared($0, in: real) },
        "the run in which two messages of one instant changed places"))
  }
}

/// A figure that was taken over from the broker.
private struct Correction: Equatable {
  let instant: Instant
  let kind: EventKind
  let number: UInt32
  let local: Decimal
  let broker: Decimal
}

/// What faults have done to messages about one order.
private struct Struck: Hashable {
  let kind: EventKind
  let order: UInt32
}

extension CaseRun {
  /// How often faults have lost or failed messages about each order: a fault of so many messages strikes those that come
  /// first.
  fileprivate var struck: [Struck: Int] {
    var counts: [Struck: Int] = [:]
    for entry in world.trace.entries where [.messageLost, .messageFailed].contains(entry.event.kind) {
      counts[Struck(kind: entry.event.kind, order: entry.event.order), default: 0] += 1
    }
    return counts
  }

  /// What was taken over on the way.
  fileprivate var corrections: [Correction] {
    world.trace.entries.compactMap { entry in
      let event = entry.event
      return switch event.kind {
      case .positionSynced, .cashSynced:
        Correction(
          instant: entry.instant, kind: event.kind,
          number: event.kind == .cashSynced ? event.currency : event.instrument, local: event.quantity,
          broker: event.filled)
      default: nil
      }
    }
  }

  /// Whether the end depends on what was said when, or is none yet.
  fileprivate var hasNoOneEnd: Bool {
    world.isBusyWithOrders
      || world.trace.entries.contains { [.brokerMisreported, .messageFalsified].contains($0.event.kind) }
  }
}

extension EngineInput {
  fileprivate var isExecution: Bool {
    if case .streamUpdate(.execution) = self { true } else { false }
  }

  /// Whether it tells that an order has ended, where it or the message before it takes back an execution of that order.
  fileprivate func endsOrder(behind other: EngineInput) -> Bool {
    guard let order, order == other.order, let report, report.status.isTerminal else { return false }
    return takesBack || other.takesBack
  }

  private var takesBack: Bool {
    if case .streamUpdate(.execution(let execution, _)) = self { execution.reference != nil } else { false }
  }
}
