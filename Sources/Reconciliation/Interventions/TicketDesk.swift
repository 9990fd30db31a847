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

  /// Does what is due: tells again, or tries again what a limit holds back.
  mutating func wakeUp(_ core: inout Core) {
    wakesAt = nil
    core.hasTicketsChanged = true
    for ticket in core.books.tickets {
      guard let (at, step) = Self.due(of: ticket, core), at <= core.now else { continue }
      var ticket = ticket
      ticket.author = Event.none
      ticket.note = Event.none
      if step == .retried {
        ticket.attempts += 1
        ticket.tried = core.now
      } else {
        ticket.told = core.now
      }
      if step == .escalated {
        ticket.raised = core.now
        ticket.level = Level(rawValue: (ticket.level?.rawValue ?? 0) + 1)
      }
      core.commit(.ticket(.stepped(ticket, step)))
      if step.isTold { core.tell(of: ticket, reason: step == .escalated ? .escalated : .reminder) }
    }
  }

  private static func nextDue(_ core: Core) -> Instant? {
    core.books.tickets.compactMap { due(of: $0, core)?.at }.min()
  }

  /// What is due next about a ticket, and when: of what is at one instant the gravest.
  private static func due(of ticket: Ticket, _ core: Core) -> (at: Instant, step: TicketStep)? {
    guard ticket.status == .open else { return nil }
    let configuration = core.configuration
    let escalation = ticket.level == .emergency ? nil : configuration.escalationTime.map { ticket.raised + $0 }
    let candidates: [(Instant?, TicketStep)] = [
      (escalation, .escalated), (configuration.remindEvery.map { ticket.told + $0 }, .reminded),
      (retry(of: ticket, core), .retried),
    ]
    var next: (at: Instant, step: TicketStep)?
    for case (let at?, let step) in candidates where next.map({ at < $0.at }) ?? true { next = (at, step) }
    return next
  }

  /// When what a limit holds back is tried again; what no limit holds each pass tries.
  private static func retry(of ticket: Ticket, _ core: Core) -> Instant? {
    guard Int(ticket.attempts) < core.configuration.ticketRetries, core.books.isHeld(ticket.discrepancy) else {
      return nil
    }
    return ticket.tried + core.configuration.ticketRetryInterval
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
      // Who says how urgent it is has looked at it: what is left undone is counted from here.
      ticket.raised = core.now
      step = .prioritized
    case .resolve(_, let decision, let note):
      guard decision.suits(ticket) else { return .invalid }
      guard ticket.decision != decision else { return .unchanged }
      if let figure = decision.figure {
        guard core.books.canBe(figure, ticket) else { return .invalid }
        // A figure is what there is now, and what executes from here on is added to it.
        let present = core.books.restated(ticket)
        guard present.isNearer(figure, than: ticket) else { return .stale }
        ticket = present
      }
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
  ///
  /// A figure that a person has given has in it what has executed since.
  func decision(on finding: Finding) -> TicketDecision? {
    guard let decision, decision.changesBooks, isOf(finding) else { return nil }
    guard case .figure(let figure) = decision else { return decision }
    return (try? figure + (finding.local - local)).map(TicketDecision.figure)
  }

  /// Whether a person has decided that a drift stays, as long as the figures lie as far apart.
  func leaves(_ finding: Finding) -> Bool {
    (decision == .acceptLocal || decision == .ignore) && isOf(finding)
  }

  /// Whether the figures of a drift lie as far apart as those that the ticket tells.
  private func isOf(_ finding: Finding) -> Bool {
    guard let apart = try? broker - local, let found = try? finding.broker - finding.local else { return false }
    return apart == found
  }

  /// Whether a person who gives a figure has seen these figures, and not those of a former instant.
  fileprivate func isNearer(_ figure: Decimal, than former: Ticket) -> Bool {
    guard local != former.local else { return true }
    func distance(_ ticket: Ticket) -> Decimal? {
      guard let first = try? figure - ticket.local, let second = try? figure - ticket.broker else { return nil }
      return try? (first + second).magnitude
    }
    guard let here = distance(self), let there = distance(former) else { return false }
    return here < there
  }
}
