import Trading

/// When somebody has to be told again of what nobody has seen to, and what persons do about tickets.
///
/// All of it is in the books but for the one wake-up, which a restart sets anew.
struct TicketDesk: Sendable {
  /// When the desk wakes up.
  private var wakesAt: Instant?

  /// Sets the wake-up to the earliest instant at which a ticket is due, if that has changed.
  mutating func setTimer(_ core: inout Core) {
    guard core.hasTicketsChanged else { return }
    core.hasTicketsChanged = false
    let next = Self.nextDue(core)
    guard next != wakesAt else { return }
    wakesAt = next
    if let next { core.setTimer(.tickets, at: next) } else { core.cancelTimer(.tickets) }
  }

  /// Tells again of what is due.
  mutating func wakeUp(_ core: inout Core) {
    wakesAt = nil
    core.hasTicketsChanged = true
    for ticket in core.books.tickets {
      guard let (at, step) = Self.due(of: ticket, core.configuration), at <= core.now else { continue }
      var ticket = ticket
      ticket.told = core.now
      ticket.author = Event.none
      ticket.note = Event.none
      if step == .escalated {
        ticket.raised = core.now
        ticket.level = Level(rawValue: (ticket.level?.rawValue ?? 0) + 1)
      }
      core.commit(.ticket(.stepped(ticket, step)))
      core.tell(of: ticket, reason: step == .escalated ? .escalated : .reminder)
    }
  }

  private static func nextDue(_ core: Core) -> Instant? {
    core.books.tickets.compactMap { due(of: $0, core.configuration)?.at }.min()
  }

  /// What is due next about a ticket, and when: what is both at once is only told once.
  private static func due(of ticket: Ticket, _ configuration: EngineConfiguration) -> (at: Instant, step: TicketStep)? {
    guard ticket.status == .open else { return nil }
    let escalation = ticket.level == .emergency ? nil : configuration.escalationTime.map { ticket.raised + $0 }
    let reminder = configuration.remindEvery.map { ticket.told + $0 }
    guard let escalation else { return reminder.map { ($0, .reminded) } }
    guard let reminder, reminder < escalation else { return (escalation, .escalated) }
    return (reminder, .reminded)
  }

  /// Carries out what a person does about a ticket.
  ///
  /// - Returns: Why it cannot be done, or nil.
  mutating func accept(_ command: OperatorCommand, by person: OperatorID?, _ core: inout Core) -> Word? {
    guard let id = command.ticket else { return nil }
    guard var ticket = core.books.ticket(id) else { return .noSuchTicket }
    let step: TicketStep
    ticket.author = person?.index ?? Event.none
    ticket.note = Event.none
    switch command {
    case .acknowledge:
      guard ticket.status != .decided else { return .terminal }
      guard ticket.status == .open else { return .unchanged }
      ticket.isAcknowledged = true
      step = .acknowledged
    case .assign(_, let assignee):
      guard ticket.status != .decided else { return .terminal }
      guard ticket.assignee != assignee.index else { return .unchanged }
      ticket.assignee = assignee.index
      step = .assigned
    case .prioritize(_, let level):
      guard ticket.status != .decided else { return .terminal }
      guard ticket.level != level || !ticket.hasGivenLevel else { return .unchanged }
      ticket.level = level
      ticket.hasGivenLevel = true
      step = .prioritized
    case .resolve(_, let decision, let note):
      guard decision.suits(ticket) else { return .invalid }
      guard ticket.decision != decision else { return .unchanged }
      ticket.decision = decision
      ticket.note = note
      step = .decided
    case .pass, .choose, .halt, .resume, .query, .stop, .release: return nil
    }
    core.commit(.ticket(.stepped(ticket, step)))
    return nil
  }
}

extension Ticket {
  /// What a person has decided about a drift, as long as the figures lie as far apart as when that was decided.
  func decision(on finding: Finding) -> TicketDecision? {
    guard let decision, decision.changesBooks, let apart = try? broker - local,
      let found = try? finding.broker - finding.local, apart == found
    else { return nil }
    return decision
  }
}
