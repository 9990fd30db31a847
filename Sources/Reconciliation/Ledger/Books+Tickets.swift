import Trading

extension Books {
  /// Whether the next account has something to settle: what a person has decided is carried out with it, and what was
  /// taken over from the broker is verified by it.
  var awaitsAccount: Bool {
    !unverified.isEmpty || tickets.contains { $0.isAboutAccount && $0.decision?.changesBooks ?? false }
  }

  /// The open ticket about a discrepancy, or nil.
  public func ticket(ofDiscrepancy id: UInt32) -> Ticket? {
    guard let number = openTickets[id], let slot = ticketSlot(of: number) else { return nil }
    return tickets[slot]
  }

  /// The open ticket of a number, or nil.
  public func ticket(_ id: UInt32) -> Ticket? { ticketSlot(of: id).map { tickets[$0] } }

  /// The ticket with the figures of this instant, as far apart as those that a person was told of.
  public func restated(_ ticket: Ticket) -> Ticket {
    guard ticket.isAboutAccount, ticket.kind != .priceDiscrepancy else { return ticket }
    let present: Decimal
    if Int(ticket.instrument) < positions.count {
      present = positions[Int(ticket.instrument)].quantity
    } else if Int(ticket.currency) < cash.count {
      present = cash[Int(ticket.currency)]
    } else {
      return ticket
    }
    guard let apart = try? ticket.broker - ticket.local, let broker = try? present + apart else { return ticket }
    var ticket = ticket
    (ticket.local, ticket.broker) = (present, broker)
    return ticket
  }

  /// The orders of somebody else that a person wants cancelled, in the order of their tickets.
  var strangersToCancel: [(number: BrokerOrderID, order: ClientOrderID, discrepancy: UInt32)] {
    tickets.lazy.filter { $0.decision == .cancel }.compactMap { ticket in
      strangersNumber(ofDiscrepancy: ticket.discrepancy).map {
        ($0, ClientOrderID(index: ticket.order), ticket.discrepancy)
      }
    }
  }

  /// The broker's number of the order of somebody else that an open discrepancy is about.
  func strangersNumber(ofDiscrepancy id: UInt32) -> BrokerOrderID? {
    discrepancySlot(of: id).flatMap { discrepancies[$0].brokerOrder }
  }

  /// Whether the client order id of an order of somebody else is its own: then the order can be known by it.
  func isAlone(_ order: ClientOrderID) -> Bool {
    slot(of: order) == nil && !isArchived(order)
      && discrepancies.count { $0.kind == .unknownOrder && $0.order == order.index } == 1
  }

  /// Whether what a ticket is about can come to a figure: an instrument comes in lots.
  func canBe(_ figure: Decimal, _ ticket: Ticket) -> Bool {
    let index = Int(ticket.instrument)
    return index >= instruments.count || figure.isMultiple(of: instruments[index].lot)
  }

  /// Whether no new orders of an instrument are taken, since nobody has decided about a ticket of a level about it, or
  /// about what the broker says of one of its orders and has denied before.
  func isBlocked(_ instrument: InstrumentID, from level: Level?, byContradictions: Bool = false) -> Bool {
    guard !tickets.isEmpty else { return false }
    return tickets.contains { ticket in
      let isGrave = level.map { level in ticket.level.map { $0 >= level } ?? false } ?? false
      guard ticket.status != .decided, isGrave || byContradictions && ticket.kind == .contradiction else {
        return false
      }
      // What lacks in a balance lacks for whatever is paid from it.
      let index = Int(instrument.index)
      if index < instruments.count, ticket.currency == instruments[index].currency.index { return true }
      // A report may name another instrument than its order has: then it is about both.
      return ticket.instrument == instrument.index
        || order(ClientOrderID(index: ticket.order))?.terms.instrument == instrument
    }
  }

  /// Changes the tickets by one record.
  mutating func apply(_ record: TicketRecord) {
    switch record {
    case .opened(let ticket): open(ticket)
    case .updated(let ticket): change(ticket)
    case .stepped(let ticket, let step):
      change(ticket)
      if ticket.decision == .discard, step == .decided { discard(ticket.discrepancy) }
      if step == .retried { heldDiscrepancies.removeAll { $0 == ticket.discrepancy } }
    case .resolved(let id, let discrepancy, _, _):
      guard let slot = ticketSlot(of: id) else { return }
      tickets.remove(at: slot)
      if openTickets[discrepancy] == id { openTickets[discrepancy] = nil }
    }
  }

  /// Whether a person has thrown away the report that a finding is about: just that one, but of an order of somebody else
  /// whatever is told.
  func isDiscarded(_ finding: Finding, reason: Word?) -> Bool {
    discarded.contains { discrepancy in
      discrepancy.key.subject == finding.key.subject
        && (discrepancy.kind == .unknownOrder || discrepancy.broker == finding.broker && discrepancy.reason == reason)
    }
  }

  private mutating func discard(_ id: UInt32) {
    guard let discrepancy = discrepancies.first(where: { $0.id == id }) else { return }
    switch discrepancy.kind {
    case .invalidReport, .duplicateExecution, .unknownOrder: discarded.append(discrepancy)
    default: break  // It has happened, and no report would tell it again.
    }
  }

  private mutating func change(_ ticket: Ticket) {
    if let slot = ticketSlot(of: ticket.id) { tickets[slot] = ticket }
  }

  /// Adds a ticket, which is newer than all others.
  mutating func open(_ ticket: Ticket) {
    tickets.append(ticket)
    ticketCount = max(ticketCount, ticket.id)
    openTickets[ticket.discrepancy] = ticket.id
  }

  private func ticketSlot(of id: UInt32) -> Int? {
    let slot = tickets.firstIndex(from: id, by: { $0.id })
    return slot < tickets.count && tickets[slot].id == id ? slot : nil
  }
}
