import Trading

extension ReconciliationEngine {
  /// Starts from what recovery found.
  ///
  /// Whatever was on its way when the process ended has an unknown outcome; events that may not have reached
  /// the bus are published again, under the same sequence numbers.
  mutating func start(from recovery: Recovery, reason: Word) {
    core.restore(recovery)
    var event = Event(.engineStarted)
    event.reason = reason
    event.sequence = recovery.sequence
    event.number = Int64(recovery.replayedCount)
    core.log(event)
    for event in recovery.events {
      core.turn(to: recovery.account(of: event))
      core.outbox.append(.event(event), after: event.sequence)
      core.repeatAlert(of: event)
    }
    core.turn(to: .default)
    noteEmptyStore(upTo: recovery.sequence)
    startDesks()
    startOthers()
  }

  /// The desks of the account in hand begin their work.
  mutating func startDesks() {
    core.openMissingTickets()
    finishDecided()
    desks.orders.start(&core)
    if core.configuration.isEnabled {
      noteLackingKinds()
      desks.scheduler.startPolls(&core)
      desks.streamWatch.start(&core)
      desks.scheduler.startFullPasses(&core)
    }
    if core.account == .default { startMetrics() }
    desks.streamWatch.begin(at: core.now)
    if core.configuration.isEnabled, core.configuration.reconcilesOnStartup {
      beginPass(.startup)
    } else if !core.refusesToStart {
      becomeReady()
      // Nothing else would ask for what the process before this one has left to be shown.
      if awaitsAccount { begin(PassPlan(.mismatch, .incremental)) }
    }
  }

  /// Makes an order of somebody else one of ours: the broker is asked what has become of it since it told its terms.
  mutating func adopt(by command: OperatorCommand) {
    guard let report = desks.strangers.adopted(by: command, core) else { return }
    core.commit(.order(report.adoption))
    desks.orders.takeUpAdopted(&core)
    desks.executions.readAgain()
  }

  /// Ends what persons have decided to throw away, where a kill may have come in between, and what is adopted.
  mutating func finishDecided() {
    for ticket in core.books.tickets where ticket.isDone {
      desks.discrepancies.resolve(ticket.discrepancy, kind: ticket.kind, by: .operator, &core)
    }
  }

  /// Ends the start: orders may be sent from here on.
  mutating func becomeReady() {
    core.condition = .ready
    core.log(Event(.engineReady))
    updateCondition()
    desks.orders.advanceAll(&core)
    // What this pass has told may have ended what a person wanted.
    desks.strangers.review(&core)
  }

  /// Why the engine is in a condition whose cause is not what has just happened: it may have come about during the
  /// start, or stand where another one has ended.
  func standingReason(of condition: EngineCondition) -> Word? {
    switch condition {
    case .halted:
      core.books.isStopped
        ? .stopped
        : core.books.isHalted ? .operator : core.journal.isFailing ? core.journal.failureReason : .busFailure
    case .degraded: desks.streamWatch.isUp ? .failed : desks.streamWatch.lossReason
    case .starting: .startup
    case .ready: nil
    }
  }

  /// Derives the condition from its causes and logs a change.
  mutating func updateCondition(reason: Word? = nil) {
    guard core.condition != .starting else { return }
    let next = RiskGate.condition(
      isHalted: core.journal.isFailing || core.bus.isFull || core.books.isHalted || core.books.isStopped,
      isStreamUp: desks.streamWatch.isUp,
      lacksAnswer: desks.passes.lacksAnswer)
    guard next != core.condition else { return }
    let wasHalted = core.condition == .halted
    let mightSend = RiskGate.allowsOrders(core.condition, core.configuration)
    core.condition = next
    var event = Event(next == .halted ? .engineHalted : next == .degraded ? .engineDegraded : .engineRecovered)
    event.reason = next == .ready ? nil : reason ?? standingReason(of: next)
    core.log(event)
    if wasHalted {
      desks.orders.resume(&core)
    } else if RiskGate.allowsOrders(next, core.configuration) {
      if mightSend { desks.orders.advanceAll(&core) } else { desks.orders.takeUpHeldBack(&core) }
    }
  }
}

extension Core {
  /// Tells a person again of what an event may not have told before the process ended: alerts are no records of
  /// their own, each belongs to one.
  fileprivate mutating func repeatAlert(of event: Event) {
    switch (event.kind, event.source) {
    case (.storeLost, _): notify(.emptyStore, reason: event.reason)
    case (.orderRejected, .policy?):
      notify(.missingOrder, order: event.order, reason: event.reason == .late ? .late : .absent)
    case (.orderRejected, _): notify(.statusInconsistency, order: event.order, reason: .rejected)
    case (.orderCancelled, .policy?) where event.origin != .unknown:
      notify(.missingOrder, order: event.order, reason: .absent)
    case (.orderUnchanged, _) where event.subject == .cancel || event.reason == .exhausted:
      notify(.statusInconsistency, order: event.order, reason: event.reason)
    case (.orderStale, .report?), (.orderStale, .cancel?):
      notify(.staleOrder, order: event.order, reason: .stale)
    case (.executionBusted, _), (.executionCorrected, _):
      notify(
        .execution, order: event.order, execution: event.execution,
        reason: event.kind == .executionBusted ? .busted : .corrected)
    case (.ticketOpened, _), (.ticketUpdated, _), (.ticketEscalated, _), (.ticketReminded, _):
      guard let kind = event.subject else { return }
      let reason =
        event.kind == .ticketEscalated ? .escalated : event.kind == .ticketReminded ? .reminder : event.reason
      notify(
        kind, order: event.order, execution: event.execution, instrument: event.instrument, currency: event.currency,
        reason: reason, discrepancy: event.discrepancy)
    default: break
    }
  }
}
