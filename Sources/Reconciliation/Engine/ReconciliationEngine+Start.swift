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
      core.outbox.append(.event(event), after: event.sequence)
      core.repeatAlert(of: event)
    }
    noteEmptyStore(upTo: recovery.sequence)
    core.openMissingTickets()
    finishDiscards()
    orders.start(&core)
    if core.configuration.isEnabled {
      noteLackingKinds()
      scheduler.startPolls(&core)
      streamWatch.start(&core)
      scheduler.startFullPasses(&core)
    }
    startMetrics()
    streamWatch.lastActivity = core.now
    if core.configuration.isEnabled, core.configuration.reconcilesOnStartup {
      beginPass(.startup)
    } else if !core.refusesToStart {
      becomeReady()
      // Nothing else would ask for what the process before this one has left to be shown.
      if awaitsAccount { begin(PassPlan(.mismatch, .incremental)) }
    }
  }

  /// Takes an operator's command.
  mutating func accept(_ command: OperatorCommand, by person: OperatorID?) {
    guard Authority.allows(command, person, core.configuration) else { return refuse(command, .role, person) }
    switch command {
    case .pass(let request):
      guard core.configuration.isEnabled || request.kind == .emergency else {
        return refuse(command, .disabled, person)
      }
      noteLack(of: request.kind, for: .operator)
      begin(KindChoice.plan(request, core.configuration))
    case .choose(let kind, let clock):
      if let reason = KindChoice.refusal(of: kind, for: clock, core.configuration) {
        return refuse(command, reason, person)
      }
      if KindChoice.wanted(clock, core.books, core.configuration) != kind {
        core.commit(.control(.kind(kind, for: clock)))
      }
    case .halt:
      if !core.books.isHalted { core.commit(.control(.halt(true, by: person?.index ?? Event.none))) }
      updateCondition(reason: .operator)
    case .resume:
      if core.books.isHalted { core.commit(.control(.halt(false, by: person?.index ?? Event.none))) }
      updateCondition()
    case .stop:
      if !core.books.isStopped { core.commit(.control(.stop(true, by: person?.index ?? Event.none))) }
      updateCondition(reason: .stopped)
    case .release:
      if core.books.isStopped {
        core.commit(.control(.stop(false, by: person?.index ?? Event.none)))
      } else if core.books.opening != nil {
        acceptStore(by: person)
      }
      updateCondition()
    case .query(let order): orders.inquire(order, &core)
    case .acknowledge, .assign, .resolve, .prioritize:
      core.beginTransaction()
      let reason = tickets.accept(command, by: person, &core)
      if reason == nil {
        finishDiscards()
        orders.takeUpBlocked(&core)
      }
      core.endTransaction()
      if let reason { return refuse(command, reason, person) }
      if case .resolve(let id, _, _) = command { askAfterDecision(about: id) }
    }
  }

  /// Ends what persons have decided to throw away; a kill may have come in between.
  private mutating func finishDiscards() {
    for ticket in core.books.tickets where ticket.decision == .discard {
      discrepancies.resolve(ticket.discrepancy, kind: ticket.kind, by: .operator, &core)
    }
  }

  private mutating func refuse(_ command: OperatorCommand, _ reason: Word, _ person: OperatorID?) {
    var event = Event(.operatorRefused)
    event.subject = command.word
    event.reason = reason
    event.number = Int64(command.ticket ?? 0)
    event.person = person?.index ?? Event.none
    core.log(event)
  }

  /// Ends the start: orders may be sent from here on.
  mutating func becomeReady() {
    core.condition = .ready
    core.log(Event(.engineReady))
    updateCondition()
    orders.advanceAll(&core)
  }

  /// Why the engine is in a condition whose cause is not what has just happened: it may have come about during the
  /// start, or stand where another one has ended.
  func standingReason(of condition: EngineCondition) -> Word? {
    switch condition {
    case .halted: core.books.isStopped ? .stopped : core.books.isHalted ? .operator : core.journal.failureReason
    case .degraded: streamWatch.isUp ? .failed : streamWatch.lossReason
    case .starting: .startup
    case .ready: nil
    }
  }

  /// Derives the condition from its causes and logs a change.
  mutating func updateCondition(reason: Word? = nil) {
    guard core.condition != .starting else { return }
    let next = RiskGate.condition(
      isHalted: core.journal.isFailing || core.books.isHalted || core.books.isStopped, isStreamUp: streamWatch.isUp,
      lacksAnswer: passes.lacksAnswer)
    guard next != core.condition else { return }
    let wasHalted = core.condition == .halted
    let mightSend = RiskGate.allowsOrders(core.condition, core.configuration)
    core.condition = next
    var event = Event(next == .halted ? .engineHalted : next == .degraded ? .engineDegraded : .engineRecovered)
    event.reason = next == .ready ? nil : reason ?? standingReason(of: next)
    core.log(event)
    if wasHalted {
      orders.resume(&core)
    } else if RiskGate.allowsOrders(next, core.configuration) {
      if mightSend { orders.advanceAll(&core) } else { orders.takeUpHeldBack(&core) }
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
