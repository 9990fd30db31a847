import Trading

extension Core {
  /// Tells a person of a difference, once as long as it is the same: with a ticket, so that a restart knows of it too.
  ///
  /// - Parameters:
  ///   - id: the number of its discrepancy.
  ///   - newest: what the broker has told last of an order of somebody else, if the finding is from there.
  mutating func tell(of finding: Finding, _ id: UInt32, reason: Word?, newest: OrderReport? = nil) {
    guard var discrepancy = books.openDiscrepancy(finding.key) else { return }
    discrepancy.kind = finding.key.kind
    discrepancy.local = finding.local
    discrepancy.broker = finding.broker
    let order = books.order(ClientOrderID(index: finding.key.order))
    discrepancy.level = Level.level(
      of: finding.key.kind, worth: ImpactAssessment.impact(of: finding, order, configuration),
      in: ImpactAssessment.currency(of: finding, order, configuration), configuration)
    tell(of: discrepancy, reason: reason, newest: newest)
  }

  private mutating func tell(of discrepancy: Discrepancy, reason: Word?, newest: OrderReport? = nil) {
    var ticket = Ticket(discrepancy, id: books.ticketCount + 1, reason: reason, at: now)
    if let known = books.ticket(ofDiscrepancy: discrepancy.id) {
      guard !known.tellsOfSame(as: ticket, newest: newest) else { return }
      ticket.id = known.id
      ticket.opened = known.opened
      ticket.assignee = known.assignee
      ticket.attempts = known.attempts
      ticket.tried = known.tried
      // Why a person has to decide does not change with the figures while a limit holds it back.
      if reason == .mismatch, books.isHeld(discrepancy.id) { ticket.reason = known.reason }
      ticket.hasGivenLevel = known.hasGivenLevel
      if known.hasGivenLevel { ticket.level = known.level }
      // Who wants an order gone wants that no less when it has executed.
      if known.decision == .cancel {
        (ticket.decision, ticket.author, ticket.note) = (.cancel, known.author, known.note)
      }
      commit(.ticket(.updated(ticket)))
    } else {
      commit(.ticket(.opened(ticket)))
    }
    tell(of: ticket, reason: ticket.reason)
  }

  /// What a person has decided about an order of somebody else has come to nothing, or has left what that has executed:
  /// the person has to decide again.
  mutating func reopenTicket(ofDiscrepancy id: UInt32, reason: Word, executed: Decimal) {
    guard var ticket = books.ticket(ofDiscrepancy: id) else { return }
    (ticket.decision, ticket.isAcknowledged) = (nil, false)
    (ticket.author, ticket.note) = (Event.none, Event.none)
    (ticket.told, ticket.raised) = (now, now)
    ticket.reason = reason
    ticket.broker = max(ticket.broker, executed)
    commit(.ticket(.updated(ticket)))
    tell(of: ticket, reason: reason)
  }

  /// Raises the alarm of a ticket.
  mutating func tell(of ticket: Ticket, reason: Word?) {
    notify(
      ticket.kind, order: ticket.order, execution: ticket.execution, instrument: ticket.instrument,
      currency: ticket.currency, reason: reason, discrepancy: ticket.discrepancy)
  }

  /// There is nothing to decide any more; to be recorded before the end of the discrepancy, so that a kill between the
  /// two leaves a discrepancy that the next pass ends, and no ticket about nothing.
  mutating func resolveTicket(ofDiscrepancy id: UInt32, by: Word) {
    guard let ticket = books.ticket(ofDiscrepancy: id) else { return }
    commit(.ticket(.resolved(id: ticket.id, discrepancy: id, kind: ticket.kind, by: by)))
  }

  /// Opens the tickets that a kill has kept from being opened with their discrepancies.
  mutating func openMissingTickets() {
    for discrepancy in books.discrepancies
    where discrepancy.isToldAtOnce && books.ticket(ofDiscrepancy: discrepancy.id) == nil {
      tell(of: discrepancy, reason: discrepancy.reason)
    }
  }
}

extension Ticket {
  /// Whether the person to whom this was told knows all that another one would tell: that the figures lie as far apart.
  ///
  /// Of an order of somebody else, less than ten times as much executed is no news until it has ended, so that one that
  /// executes in a thousand pieces is told four times; what was taken back is. An order that goes on executing after its
  /// end is told again at ten times as much, or if a person has decided about less.
  fileprivate func tellsOfSame(as other: Ticket, newest: OrderReport?) -> Bool {
    if kind == .unknownOrder {
      guard broker.isPositive else { return !other.broker.isPositive }
      // What cannot be ten times as much fits no decimal.
      if let tenfold = try? broker * Decimal(10), other.broker >= tenfold { return false }
      guard let newest else { return true }
      return newest.status.isTerminal ? newest.filled == broker : newest.filled >= broker
    }
    if kind == .contradiction {
      guard other.broker > broker else { return true }
      return decision == nil && (try? broker * Decimal(10)).map { other.broker < $0 } ?? true
    }
    guard let mine = try? broker - local, let theirs = try? other.broker - other.local else {
      return local == other.local && broker == other.broker
    }
    return mine == theirs
  }
}

extension Discrepancy {
  /// Whether a person is told as soon as it is found, since no pass will say more of it.
  fileprivate var isToldAtOnce: Bool {
    switch kind {
    case .overfill, .duplicateExecution, .invalidReport, .unknownOrder, .contradiction, .timingConflict: true
    case .statusInconsistency: reason == .rejected
    default: false
    }
  }
}
