import Trading

extension Books {
  /// Whether an order takes away no more of its position than is there for certain: then it lowers what is at risk, and
  /// nothing that keeps orders back for the sake of the risk has a reason to keep it.
  ///
  /// For certain is there what both these books and the broker show, once all has executed that may still be on the same
  /// side and waits for the same: a stop and a limit lie on two sides of the market, as the legs of a bracket do, and a
  /// position has both. An order that a person has to decide about counts whatever it waits for, and of what others have
  /// on that side, or was put aside there, nobody knows how much it takes; what is on the other side, or has ended and is
  /// booked, takes nothing away.
  ///
  /// - Parameters:
  ///   - leaves: how much of the order may still execute.
  ///   - slot: the slot of the order; nil for one that is not taken yet.
  func isExit(_ terms: OrderTerms, leaves: Decimal, slot: Int?) -> Bool {
    let instrument = terms.instrument
    guard Int(instrument.index) < positions.count, var room = certain(of: instrument, closedBy: terms.side),
      room.isPositive
    else { return false }
    let disputed = tickets.filter { $0.status != .decided && isAboutOrder($0, of: instrument) }
    guard disputed.allSatisfy({ !mayTakeUnknown($0, by: terms.side) }) else { return false }
    for other in working.slots where other != slot && mayGoBefore(slot, other) {
      let order = orders[other]
      guard order.terms.instrument == instrument, order.terms.side == terms.side, order.mostOrdered > order.filled,
        (order.terms.pricing.stop == nil) == (terms.pricing.stop == nil)
          || disputed.contains(where: { $0.order == order.id.index })
      else { continue }
      guard let rest = try? room - (order.mostOrdered - order.filled) else { return false }
      room = rest
    }
    return leaves <= room
  }

  /// Of two orders that both wait to be sent the one that was taken first goes first.
  private func mayGoBefore(_ slot: Int?, _ other: Int) -> Bool {
    orders[other].status != .pending || other < slot ?? orders.count
  }

  /// How much of a position an order of a side can close, by the side that shows less of it; nil beyond a decimal.
  private func certain(of instrument: InstrumentID, closedBy side: Side) -> Decimal? {
    let here = positions[Int(instrument.index)].quantity
    var least = side == .sell ? here : -here
    for discrepancy in discrepancies where discrepancy.isOfQuantity(of: instrument) {
      let told = ticket(ofDiscrepancy: discrepancy.id)
      guard let apart = try? (told?.broker ?? discrepancy.broker) - (told?.local ?? discrepancy.local),
        let there = try? here + apart
      else { return nil }
      least = min(least, side == .sell ? there : -there)
    }
    return least
  }

  /// Whether a ticket is about an order or an execution of an instrument.
  private func isAboutOrder(_ ticket: Ticket, of instrument: InstrumentID) -> Bool {
    (ticket.order != Event.none || ticket.execution != Event.none)
      && (ticket.instrument == instrument.index
        || order(ClientOrderID(index: ticket.order))?.terms.instrument == instrument)
  }

  /// Whether nobody knows how much of a position what a ticket is about has taken away, or may: an order on that side
  /// that is none of these books, or a report of it that was put aside.
  private func mayTakeUnknown(_ ticket: Ticket, by side: Side) -> Bool {
    let report = discrepancies.first { $0.id == ticket.discrepancy }?.report
    if let told = report?.side, told == side { return true }
    guard ticket.kind != .unknownOrder, let order = order(ClientOrderID(index: ticket.order)) else {
      return report == nil
    }
    return order.terms.side == side && ticket.execution != Event.none
  }
}

extension RawReport {
  /// The side that the report tells.
  fileprivate var side: Side {
    switch self {
    case .execution(let execution): execution.side
    case .order(let report): report.side
    }
  }
}

extension Discrepancy {
  /// Whether the account shows another quantity of an instrument.
  fileprivate func isOfQuantity(of instrument: InstrumentID) -> Bool {
    (kind == .missingPosition || kind == .quantityMismatch) && order == Event.none && execution == Event.none
      && self.instrument == instrument.index
  }
}
