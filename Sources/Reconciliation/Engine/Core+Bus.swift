import Trading

extension Core {
  /// What the last turn let out is out: the bus has not said anything else.
  mutating func endRelease() {
    outbox.endRelease()
    journal.formerCheckpoint = nil
  }

  /// The bus has not confirmed events: they wait, in their order, and are published again.
  ///
  /// It is asked again after a growing wait, for as long as it takes: no event is ever dropped.
  mutating func noteBusFailure(from sequence: UInt64, _ reason: Word) {
    let isFirst = !bus.isFailing
    bus.fail(outbox.events(from: sequence), from: sequence)
    outbox.endRelease()
    // It was not written: it would stand ahead of the bus.
    if let former = journal.formerCheckpoint {
      journal.checkpoint = former
      journal.hasToldSinceCheckpoint = true
      journal.formerCheckpoint = nil
    }
    setTimer(.bus, at: now + backoff(attempt: bus.failures, salt: 0))
    guard isFirst else { return }
    var event = Event(.busFailed)
    event.sequence = sequence
    event.reason = reason
    log(event)
    notify(.busFailure, reason: reason)
  }

  /// The wait is over: all that has waited goes out again.
  mutating func retryBus() {
    guard bus.isFailing else { return }
    publish(bus.backlog)
  }

  /// The bus takes events again; one that says so by itself gets at once what has waited, and has to confirm that.
  mutating func noteBusRestored(upTo sequence: UInt64) {
    guard bus.isFailing else { return }
    bus.confirm(upTo: sequence)
    guard bus.backlog.isEmpty else {
      cancelTimer(.bus)
      return publish(bus.backlog)
    }
    var event = Event(.busRestored)
    event.sequence = sequence
    event.number = Int64(bus.longest)
    log(event)
    bus = BusState()
    followUps.append(.reviewCondition(reason: nil))
  }

  /// Whether so much waits for the bus by now, or will with what has become durable, that no order may add to it.
  mutating func noteBacklog() -> Bool {
    guard bus.isFailing, !bus.isFull,
      bus.backlog.count + outbox.eventCount(durable: journal.durable) >= configuration.busBacklog
    else { return false }
    bus.isFull = true
    return true
  }

  private mutating func publish(_ items: [Outbox.Item]) {
    var account = self.account
    for item in items {
      guard case .event(let event) = item.content else { continue }
      if item.account != account { effects.append(.account(item.account)) }
      account = item.account
      effects.append(.publish(event))
    }
    if account != self.account { effects.append(.account(self.account)) }
  }
}
