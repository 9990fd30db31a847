import Reconciliation
import Simulation
import Trading

extension Relation {
  /// A pass over what is known changes nothing.
  static let askAgain = Relation(
    name: "ask-again",
    summary:
      "when all is quiet, one more full pass makes no record, event, alert or request but the pass's own and its report",
    source: "design, section 3, rule 8",
    exceptions: [
      "before the run has been quiet for as long as confirmations take: one of them may be open",
      "while the engine is not ready, or reconciliation is disabled",
      "the account, where polls do not compare it: nobody may have asked for it since it changed",
      "what a limit holds back again after `ticket-retry-interval`",
      "an order that has become stale meanwhile, or has ended long enough to leave the books: that takes nothing but time",
      "executions of orders that nobody here has placed, where an answer has hidden some: of such orders nothing is kept "
        + "that would tell that any are missing, and only a full pass reads all again",
      "executions that the broker has taken back again, where an answer has hidden some: what is counted lacks nothing",
    ],
    share: RelationShare(cases: 3), trial: AskAgain())
}

/// `ask-again`: lets an operator of a copy ask for a pass, and looks what comes of it.
private struct AskAgain: EndTrial {
  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    guard run.isUndisturbed, run.world.incarnation.condition == .ready, run.world.configuration.engine.isEnabled else {
      return [.excepted]
    }
    let made = run.goOnBriefly(asking: true).filter { ![.passReport, .accountSeen].contains($0.event.subject) }
    guard !made.isEmpty else { return [.holds] }
    let engine = run.world.configuration.engine
    if engine.mode == .live, engine.orderInterval == nil || !engine.pollKind.contents.comparesPositions {
      return [.excepted]
    }
    let hidden = HiddenExecutions(run.world.trace, run.world.broker.executions, run.world.incarnation.books)
    guard let entry = made.first(where: { !hidden.explain($0.event) }) else { return [.excepted] }
    // What is tried again goes on for as long as it is set to.
    if entry.event.subject == .held, run.world.configuration.engine.ticketRetries > 0 { return [.excepted] }
    if run.world.configuration.engine.staleOrders != .off || entry.event.subject == .archived { return [.excepted] }
    // What would have come anyway is not the work of the pass.
    let unasked = run.goOnBriefly(asking: false)
    if unasked.contains(where: { $0.event.kind == entry.event.kind && $0.event.subject == entry.event.subject }) {
      return [.excepted]
    }
    let kind = entry.event.kind
    let what: Message =
      kind == .journalAppended
      ? "the record `\(about: entry.event.subject?.text ?? "")`"
      : kind == .riskAlert ? "an alert of \(about: entry.event.subject?.text ?? "")" : "\(about: kind.name)"
    return [
      .broken(
        RelationBreach(
          message: "one more pass, asked for when all was quiet, made \(what)",
          notes: ["made     \(run.plan.names.line(of: entry))"]))
    ]
  }
}

extension CaseRun {
  /// What the outside sees of a copy in the time that a pass takes.
  fileprivate borrowing func goOnBriefly(asking: Bool) -> [TraceEntry] {
    var world = self.world
    let first = world.trace.entries.count
    if asking {
      do { try world.perform(.operatorCommand(.reconcile), line: 0) } catch { return [] }
    }
    let end = world.now + world.configuration.engine.requestTimeout
    while let next = world.nextInstant, next <= end {
      world.advance(to: next)
      world.step()
    }
    return world.trace.entries[first...].filter { $0.event.kind.isSeenOutside }
  }
}

/// What answers about executions may have hidden, without saying so, of orders that are none of the engine's, or second
/// ones under the id of one, or of what the broker has taken back since.
private struct HiddenExecutions {
  private let executions: [Execution]
  private let books: Books

  init(_ trace: Trace, _ executions: [Execution], _ books: Books) {
    let isHidden = trace.entries.contains { entry in
      entry.event.kind == .brokerMisreported && entry.event.subject == .executions
    }
    self.executions = isHidden ? executions : []
    self.books = books
  }

  /// Whether an event is about one of them.
  func explain(_ event: Event) -> Bool {
    guard event.execution != Event.none else { return false }
    return executions.contains { execution in
      execution.id.index == event.execution
        && (isTakenBack(execution)
          || books.order(execution.order).map { $0.brokerOrder != execution.brokerOrder } ?? true)
    }
  }

  private func isTakenBack(_ execution: Execution) -> Bool {
    executions.contains { bust in
      bust.isBust && bust.order == execution.order && bust.brokerOrder == execution.brokerOrder
        && (bust.reference == execution.id || bust.id == execution.id)
    }
  }
}
