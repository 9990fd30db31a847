import Reconciliation
import Trading

extension Reckoning {
  /// A person is told of a discrepancy, once as long as its figures lie as far apart.
  mutating func openTicket(
    _ discrepancy: Discrepancy, _ family: Due.Family, for reason: Word?, isOptional: Bool = false,
    _ sheet: inout Model
  ) {
    var ticket = Ticket(discrepancy, id: sheet.ticketCount + 1, reason: reason, at: now)
    var record = TicketRecord.opened(ticket)
    if let known = sheet.tickets.first(where: { $0.discrepancy == discrepancy.id }) {
      let apart = Fraction(discrepancy.broker) - Fraction(discrepancy.local)
      guard known.kind == .contradiction || Fraction(known.broker) - Fraction(known.local) != apart else { return }
      ticket.id = known.id
      ticket.takeOver(known)
      // A limit that has held a drift back is why, whatever its figures are by now.
      if reason == .mismatch, sheet.held.contains(discrepancy.id) { ticket.reason = known.reason }
      record = .updated(ticket)
    }
    call(family, .record(.ticket(record.withoutNumber)), isOptional: isOptional)
    write(.ticket(record), &sheet)
  }

  /// A kill may have come between a discrepancy and its ticket: then the start opens that.
  mutating func openMissingTickets(_ model: Model) {
    for discrepancy in model.discrepancies
    where discrepancy.isForPersonAtOnce && !model.tickets.contains(where: { $0.discrepancy == discrepancy.id }) {
      let ticket = Ticket(discrepancy, id: 0, reason: discrepancy.reason, at: now)
      call(.tickets, .record(.ticket(.opened(ticket))))
    }
  }

  /// What persons have decided to throw away, or to let stand of what no pass looks at again, ends at once, or at the start after a kill that came between.
  mutating func endDiscarded(_ model: inout Model, _ newlyDiscarded: UInt32?) {
    let discarded = model.tickets.filter { ticket in
      ticket.decision == .discard || ticket.decision == .acceptLocal && ticket.kind == .overfill
        || ticket.id == newlyDiscarded
    }
    guard !discarded.isEmpty else { return }
    model.tryOut { sheet in for ticket in discarded { close(ticket.discrepancy, by: .operator, &sheet) } }
  }

  /// What a person throws away with a command, if it can be.
  func discarded(by command: OperatorCommand, _ model: Model) -> UInt32? {
    guard case .resolve(let id, let decision, _) = command, let ticket = model.tickets.first(where: { $0.id == id }),
      ticket.decision != decision
    else { return nil }
    // What an order has executed too much stays, and nothing will show it to be otherwise.
    let lets = decision == .acceptLocal && ticket.kind == .overfill
    return lets || decision == .discard && TicketVerdict.canDiscard(ticket) ? id : nil
  }

  /// How urgent a difference of a worth is (order/position document, intervention thresholds): what nobody can value is
  /// critical, and a position that one side lacks is at least that.
  func urgency(of kind: Word, worth: Decimal?, in currency: CurrencyID?) -> Level? {
    guard let worth, let currency else { return .critical }
    let level = configuration.level(of: worth, in: currency)
    return kind == .missingPosition && level != .emergency ? .critical : level
  }

  /// In which currency a discrepancy is worth something: that of its balance, of its instrument, or of that of its order.
  func currency(of discrepancy: Discrepancy, _ sheet: Model) -> CurrencyID? {
    if discrepancy.currency != Event.none { return CurrencyID(index: discrepancy.currency) }
    let instrument = sheet.order(ClientOrderID(index: discrepancy.order))?.terms.instrument.index
    let index = instrument ?? discrepancy.instrument
    return index == Event.none ? nil : sheet.instruments[Int(index)].terms.currency
  }

  /// What a difference about an order is worth: what differs, or what is left to execute, at the price of the order.
  func worth(of discrepancy: Discrepancy, _ sheet: Model) -> Decimal? {
    guard let order = sheet.order(ClientOrderID(index: discrepancy.order)) else { return nil }
    let terms = sheet.instruments[Int(order.terms.instrument.index)].terms
    let apart = (Fraction(discrepancy.broker) - Fraction(discrepancy.local)).magnitude
    guard apart.fitsDecimal else { return nil }
    let quantity: Fraction
    switch discrepancy.kind {
    case .priceDiscrepancy:
      return (apart * Fraction(order.terms.quantity) * Fraction(terms.multiplier)).figure
    case .quantityMismatch, .termsMismatch, .overfill: quantity = apart
    case .missingOrder, .statusInconsistency: quantity = order.leaves
    default: return nil
    }
    let price: Decimal
    switch order.terms.pricing {
    case .market: return nil
    case .limit(let limit), .stopLimit(_, let limit): price = limit
    case .stop(let stop): price = stop
    }
    guard price > .zero else { return nil }
    return (quantity * Fraction(price) * Fraction(terms.multiplier)).figure
  }
}

extension Ticket {
  /// What other figures leave of a ticket: when it opened, whose it is, and the level that a person has given it.
  mutating func takeOver(_ former: Ticket) {
    opened = former.opened
    assignee = former.assignee
    attempts = former.attempts
    tried = former.tried
    hasGivenLevel = former.hasGivenLevel
    if hasGivenLevel { level = former.level }
    // That somebody else's order has executed takes nothing back of the wish to have it cancelled.
    guard former.decision == .cancel else { return }
    (decision, author, note) = (former.decision, former.author, former.note)
  }
}

extension Discrepancy {
  /// Whether it tells that an order was rejected which still lacks executions.
  var isEarlyRejection: Bool { kind == .statusInconsistency && reason == .rejected }

  /// Whether a person is told at once, since no pass looks for it again or nobody here has placed the order.
  var isForPersonAtOnce: Bool {
    // A rejection does not wait for the executions that the end of the order waits for.
    [.unknownOrder, .overfill, .invalidReport, .duplicateExecution, .contradiction, .timingConflict].contains(kind)
      || isEarlyRejection
  }
}
