import Trading

extension StrangerDesk {
  /// Tells a person again of the orders of somebody else whose cancel has not come about for so long (setting `wait-alert`).
  ///
  /// Who has decided takes it for done. What the passes find is counted, from the first one that finds it.
  mutating func tellOfWaits(_ core: inout Core) {
    guard let span = core.configuration.waitAlert else { return }
    var found: [UInt32: OrderWaiting] = [:]
    for ticket in core.books.tickets where ticket.decision == .cancel {
      var one = waiting[ticket.discrepancy] ?? OrderWaiting(since: core.now)
      if !one.isTold, core.now - one.since >= span {
        one.isTold = true
        core.notify(.waiting, order: ticket.order, reason: .cancel, discrepancy: ticket.discrepancy)
      }
      found[ticket.discrepancy] = one
    }
    waiting = found
  }
}
