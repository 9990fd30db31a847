import Trading

extension ReconciliationEngine {
  /// Takes an operator's command.
  mutating func accept(_ command: OperatorCommand, by person: OperatorID?) {
    guard Authority.allows(command, person, core.configuration) else { return refuse(command, .role, person) }
    let reason: Word? =
      switch command.row.action {
      case .engine(let carryOut): carryOut(&self, person)
      case .ticket(let id, let step): work(on: id, for: command, by: person, step)
      }
    if let reason { refuse(command, reason, person) }
  }

  private mutating func work(
    on id: UInt32, for command: OperatorCommand, by person: OperatorID?,
    _ step: (inout Ticket, Books, Instant) -> TicketWork
  ) -> Word? {
    if let reason = desks.strangers.refusal(of: command, core) { return reason }
    core.beginTransaction()
    let reason = desks.tickets.work(on: id, by: person, &core, step)
    if reason == nil {
      adopt(by: command)
      finishDecided()
      desks.orders.takeUpBlocked(&core)
    }
    core.endTransaction()
    if reason == nil, case .resolve = command { askAfterDecision(about: id) }
    return reason
  }

  private mutating func refuse(_ command: OperatorCommand, _ reason: Word, _ person: OperatorID?) {
    var event = Event(.operatorRefused)
    event.subject = command.word
    event.reason = reason
    event.number = Int64(command.ticket ?? 0)
    event.person = person?.index ?? Event.none
    core.log(event)
  }

  // MARK: - The commands, each with the reason for which it cannot be carried out

  /// Runs a pass, which an emergency does even where nothing else is reconciled.
  mutating func run(_ request: PassRequest, by person: OperatorID?) -> Word? {
    guard core.configuration.isEnabled || request.kind == .emergency else { return .disabled }
    // Whoever asks for what nothing compares would be told that it is clean.
    guard request.symbols.allSatisfy(core.configuration.compares) else { return .leftOut }
    noteLack(of: request.kind, for: .operator)
    begin(KindChoice.plan(request, core.configuration))
    return nil
  }

  /// Uses another kind of pass for a clock.
  mutating func choose(_ kind: PassKind, for clock: PassClock) -> Word? {
    if let reason = KindChoice.refusal(of: kind, for: clock, core.configuration) { return reason }
    if KindChoice.wanted(clock, core.books, core.configuration) != kind {
      core.commit(.control(.kind(kind, for: clock)))
    }
    return nil
  }

  /// Sends no new orders.
  mutating func halt(by person: OperatorID?) -> Word? {
    if !core.books.isHalted { core.commit(.control(.halt(true, by: person?.index ?? Event.none))) }
    updateCondition(reason: .operator)
    return nil
  }

  /// Sends new orders again.
  mutating func resume(by person: OperatorID?) -> Word? {
    if core.books.isHalted { core.commit(.control(.halt(false, by: person?.index ?? Event.none))) }
    updateCondition()
    return nil
  }

  /// Asks the broker about one order; whether that can be asked, the desk says.
  mutating func inquire(_ order: ClientOrderID) -> Word? {
    desks.orders.inquire(order, &core)
    return nil
  }

  /// Begins the emergency stop.
  mutating func stop(by person: OperatorID?) -> Word? {
    if !core.books.isStopped { core.commit(.control(.stop(true, by: person?.index ?? Event.none))) }
    updateCondition(reason: .stopped)
    return nil
  }

  /// Ends the emergency stop, or takes a store that held nothing as it is.
  mutating func release(by person: OperatorID?) -> Word? {
    if core.books.isStopped {
      core.commit(.control(.stop(false, by: person?.index ?? Event.none)))
    } else if core.books.opening != nil {
      acceptStore(by: person)
    }
    updateCondition()
    return nil
  }
}
