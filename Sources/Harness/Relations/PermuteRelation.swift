import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Relation {
  /// What comes first in a list of names comes first in nothing else.
  static let permute = Relation(
    name: "permute",
    summary:
      "with orders, instruments, currencies and executions numbered in the opposite order, the same happens at the same "
      + "times, under the other numbers",
    source: "design, section 9: no order of a table reaches an output but by a rule",
    exceptions: [
      "what is found about the account in one pass: positions come first, then balances, each by its number",
      "a limit of a pass or a day that is spent: what comes first takes it",
      "the jitter of the store's and of passes' waits: it has no order whose number could be exchanged with the seed",
      "a message falsified to be about the next instrument, where there are more than two",
      "a kill at a boundary, or a store that fails or is slow, where it falls among what is found about the account in one "
        + "pass: it acts on what comes first, and what is told of the others waits for that",
      "a person who does something about a ticket by its number, where the account has several: which of them has the "
        + "number depends on what comes first",
    ],
    share: RelationShare(cases: 16), trial: PermuteTrial())
}

/// `permute`: runs the case from the start with its names in the opposite order, and translates what comes of it.
private struct PermuteTrial: EndTrial {
  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let exchange = NameExchange(of: run.plan, orders: !run.hasRepeatedWaits)
    guard !exchange.isEmpty else { return [.excepted] }
    let other = run.other(run.plan.scenario, exchanging: exchange) { world in
      world.engine.seed ^= UInt64(exchange.orderMask) << 32
    }
    guard let other else { return [.excepted] }
    let what: Message = "the run with its names in another order"
    let comparison = EntryComparison(
      what: what, outline: { exchange($0).withoutFigures.withoutNumbers },
      otherOutline: { $0.withoutFigures.withoutNumbers })
    var breach = run.firstDifferenceByInstant(other, comparison)
    if breach == nil {
      let state = EndState(run)
      breach = state.breach(against: EndState(other).matched(with: state), what)
    }
    guard breach != nil else { return [.holds] }
    let exceptions = [
      run.hasSpentLimit, other.hasSpentLimit, run.tellsOfNextInstrument, run.isCutAmongFindings,
      other.isCutAmongFindings, run.hasNumberedTickets,
    ]
    if exceptions.contains(true) { return [.excepted] }
    return [RelationOutcome(breach)]
  }
}

extension CaseRun {
  /// Whether the store, the bus or passes have waited for more than a first repeat.
  fileprivate var hasRepeatedWaits: Bool {
    var (failures, streak, hasDiffered) = (0, 0, false)
    for entry in world.trace.entries {
      switch entry.event.kind {
      case .journalFailed, .busUnconfirmed: failures += 1
      case .reconcileFinished:
        // A pass that only looks neither ends a row of failures nor goes on with it.
        guard entry.event.source != .review else { continue }
        let isRepeated = [.failed, .differs, .incomplete].contains(entry.event.state)
        streak = isRepeated ? streak + 1 : 0
        if isRepeated { hasDiffered = true }
      // What a later pass has confirmed is looked at again after one wait more.
      case .positionSynced, .cashSynced: if hasDiffered { return true }
      default: continue
      }
      if failures > 1 || streak > 1 { return true }
    }
    return false
  }

  fileprivate var hasSpentLimit: Bool {
    world.trace.entries.contains { entry in
      entry.event.kind == .riskAlert && (entry.event.reason == .passLimit || entry.event.reason == .dayLimit)
    }
  }

  /// Whether a person names a ticket, and the account has had more than one difference.
  fileprivate var hasNumberedTickets: Bool {
    guard plan.scenario.timeline.contains(where: { $0.form.contents.contains(.ticket) }) else { return false }
    return world.trace.entries.count { $0.event.kind == .reconciliationDiscrepancy && $0.event.isOfAccount } > 1
  }

  fileprivate var tellsOfNextInstrument: Bool {
    plan.names.instruments.count > 2
      && world.trace.entries.contains { $0.event.kind == .messageFalsified && $0.event.reason == .wrongInstrument }
  }

  /// Whether a kill at a boundary or a fault of the store fell on what was found about the account: what comes first then
  /// depends on numbers.
  fileprivate var isCutAmongFindings: Bool {
    var found: Instant?
    for entry in world.trace.entries {
      if entry.event.isOfAccount, entry.event.subject != .storeFailure {
        if world.hasDelayedRecords { return true }
        found = entry.instant
      }
      if entry.event.kind == .containerKilled, entry.event.reason != nil, found == entry.instant { return true }
    }
    return false
  }

  /// The first entry that another run has not at the same instant, in the same order but for what is found about the
  /// account.
  fileprivate borrowing func firstDifferenceByInstant(
    _ other: borrowing CaseRun, _ comparison: EntryComparison
  ) -> RelationBreach? {
    var (mine, theirs) = (world.trace.entries[...], other.world.trace.entries[...])
    while !mine.isEmpty || !theirs.isEmpty {
      if let here = mine.first, let there = theirs.first, here.instant == there.instant,
        comparison.isSame(here.event, there.event)
      {
        mine.removeFirst()
        theirs.removeFirst()
        continue
      }
      guard let instant = [mine.first?.instant, theirs.first?.instant].compactMap({ $0 }).min() else { break }
      let (here, there) = (mine.prefix { $0.instant == instant }, theirs.prefix { $0.instant == instant })
      if let pair = comparison.firstDifference(here, there) {
        return comparison.breach(pair.here, pair.there, plan.names, other.plan.names)
      }
      mine.removeFirst(here.count)
      theirs.removeFirst(there.count)
    }
    return nil
  }
}

extension EntryComparison {
  /// Where the entries of one instant differ: what is found about the account may come in any order among itself.
  fileprivate func firstDifference(
    _ mine: ArraySlice<TraceEntry>, _ theirs: ArraySlice<TraceEntry>
  ) -> (here: TraceEntry?, there: TraceEntry?)? {
    let (left, right) = (mine.filter { !$0.event.isOfAccount }, theirs.filter { !$0.event.isOfAccount })
    let place = zip(left, right).prefix { isSame($0.event, $1.event) }.count
    if place < max(left.count, right.count) { return (left.dropFirst(place).first, right.dropFirst(place).first) }
    var rest = theirs.filter(\.event.isOfAccount)
    for entry in mine where entry.event.isOfAccount {
      guard let place = rest.firstIndex(where: { isSame(entry.event, $0.event) }) else { return (entry, rest.first) }
      rest.remove(at: place)
    }
    return rest.first.map { (nil, $0) }
  }
}

extension Event {
  /// Whether the event is of those that the comparison of the account makes, one for each figure, or may be.
  fileprivate var isOfAccount: Bool {
    guard order == Event.none, execution == Event.none else { return false }
    switch kind {
    case .reconciliationDiscrepancy, .reconciliationResolved, .positionSynced, .cashSynced, .riskAlert,
      .ticketOpened, .ticketUpdated, .ticketResolved, .ticketEscalated, .ticketReminded, .journalAppended:
      return true
    default: return false
    }
  }
}
