import Trading

extension ReconciliationEngine {
  /// Starts from what recovery found.
  ///
  /// Whatever was on its way when the process ended has an unknown outcome; events that may not have reached
  /// the bus are published again, under the same sequence numbers.
  mutating func start(from recovery: Recovery, reason: Word) {
    books = recovery.books
    tracking = Array(repeating: OrderTracking(), count: books.orders.count)
    journal.last = recovery.sequence
    journal.handed = recovery.sequence
    journal.durable = recovery.sequence
    journal.checkpoint = recovery.checkpoint
    journal.executionsSinceCheckpoint = recovery.events.count { $0.kind == .orderFilled }
    var event = Event(.engineStarted)
    event.reason = reason
    event.sequence = recovery.sequence
    event.number = Int64(recovery.replayedCount)
    effects.append(.log(event))
    for event in recovery.events {
      outbox.append(.event(event), after: event.sequence)
      repeatAlert(of: event)
    }
    for slot in books.orders.indices {
      // Whatever the process before this one sent lapses within one timeout from now.
      tracking[slot].placeLapses = now + configuration.requestTimeout
      if books.orders[slot].status == .submitted {
        setStatus(slot, to: .unknown, source: .replay, reason: .restart)
      }
    }
    setPeriodicTimers()
    stream.lastActivity = now
    if configuration.isEnabled, configuration.reconcilesOnStartup {
      beginPass(.startup)
    } else {
      becomeReady()
    }
  }

  /// Tells a person again of what an event may not have told before the process ended: alerts are no records of
  /// their own, each belongs to one.
  private mutating func repeatAlert(of event: Event) {
    switch (event.kind, event.source) {
    case (.orderRejected, .policy?): raiseAlert(.missingOrder, order: event.order, reason: .absent)
    case (.orderRejected, _): raiseAlert(.statusInconsistency, order: event.order, reason: .rejected)
    case (.orderCancelled, .policy?) where event.origin != .unknown:
      raiseAlert(.missingOrder, order: event.order, reason: .absent)
    case (.reconciliationDiscrepancy, _):
      guard let kind = event.subject, [.overfill, .duplicateExecution, .invalidReport, .unknownOrder].contains(kind)
      else { return }
      raiseAlert(
        kind, order: event.order, execution: event.execution, instrument: event.instrument,
        discrepancy: event.discrepancy)
    default: break
    }
  }

  /// Ends the start: orders may be sent from here on.
  mutating func becomeReady() {
    guard condition == .starting else { return }
    condition = .ready
    effects.append(.log(Event(.engineReady)))
    updateCondition(reason: books.isHalted ? .operator : nil)
    for slot in books.orders.indices { advance(slot) }
  }

  private mutating func setPeriodicTimers() {
    guard configuration.isEnabled else { return }
    if let interval = configuration.orderInterval { effects.append(.setTimer(.orderPoll, at: now + interval)) }
    if let silence = configuration.streamSilence {
      stream.watchesSilence = true
      effects.append(.setTimer(.streamSilence, at: now + silence))
    }
    if let interval = configuration.fullInterval { effects.append(.setTimer(.fullPass, at: now + interval)) }
  }

  /// Derives the condition from its causes and logs a change.
  mutating func updateCondition(reason: Word? = nil) {
    guard condition != .starting else { return }
    let isHalted = journal.isFailing || books.isHalted
    let next: EngineCondition =
      isHalted ? .halted : stream.isUp && !lastPassFailed ? .ready : .degraded
    guard next != condition else { return }
    let wasHalted = condition == .halted
    condition = next
    var event = Event(next == .halted ? .engineHalted : next == .degraded ? .engineDegraded : .engineRecovered)
    event.reason = next == .ready ? nil : reason
    effects.append(.log(event))
    guard wasHalted else { return }
    for slot in books.orders.indices {
      // What the halt has held up is taken up at once, not when its backoff ends.
      if tracking[slot].waits { stopWaiting(slot) }
      advance(slot)
    }
  }

  /// Tells a person; goes out once everything known so far is durable, or at once if the store is failing.
  mutating func raiseAlert(
    _ kind: Word, order: UInt32 = Event.none, execution: UInt32 = Event.none, instrument: UInt32 = Event.none,
    reason: Word? = nil, discrepancy: UInt32 = Event.none
  ) {
    var event = Event(.riskAlert)
    event.subject = kind
    event.order = order
    event.execution = execution
    event.instrument = instrument
    event.reason = reason
    event.discrepancy = discrepancy
    // Behind what waits for the failing store it would wait as long, and that is just what it is about.
    guard !journal.isFailing else { return effects.append(.notify(event)) }
    outbox.append(.notice(event), after: journal.last)
  }
}
