extension Books {
  /// The open ticket about a discrepancy, or nil.
  public func ticket(ofDiscrepancy id: UInt32) -> Ticket? {
    guard let number = openTickets[id], let slot = ticketSlot(of: number) else { return nil }
    return tickets[slot]
  }

  /// Changes the tickets by one record.
  mutating func apply(_ record: TicketRecord) {
    switch record {
    case .opened(let ticket): open(ticket)
    case .updated(let ticket): if let slot = ticketSlot(of: ticket.id) { tickets[slot] = ticket }
    case .resolved(let id, let discrepancy, _, _):
      guard let slot = ticketSlot(of: id) else { return }
      tickets.remove(at: slot)
      if openTickets[discrepancy] == id { openTickets[discrepancy] = nil }
    }
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
