import Reconciliation
import Trading

extension Reckoning {
  /// What the broker's report of one order calls for (order reconciliation document, section 3), older evidence ignored
  /// (design, section 3, rule 4).
  mutating func observe(
    _ report: OrderReport, source: Word, isComparing: Bool, isNews: Bool = true, _ sheet: inout Model
  ) {
    guard let slot = sheet.slot(of: report.order), sheet.orders[slot].isPlaced(by: report) else {
      if sheet.isOver(report) {
        // What was ours, left the books and works again is cancelled like an order of somebody else.
        if strangers.hasNothingSince(report, isAnswer: source == .response || source == .query) {
          endStranger(by: report, &sheet)
        }
        return
      }
      strangers.hear(report, sheet, configuration)
      endStranger(by: report, &sheet)
      guard report.status == .open || report.status == .partial || report.filled > .zero else { return }
      // What a pass has been told of all orders is older than no message that it might have counted.
      if source != .poll, report.sequence <= ordersKnownUpTo { return }
      // It may have the client order id of one that is known under another number of the broker.
      return noteStranger(
        report.order, report.brokerOrder, report.instrument, filled: report.filled, by: .order(report),
        isComparing: isComparing, &sheet)
    }
    // Of an order that is gone nothing new would be said, be it believable or not.
    if isNews { seen.insert(slot) }
    guard isBelievable(report, sheet.orders[slot]) else {
      var doubtful = Discrepancy(.invalidReport, order: report.order.index, broker: report.filled)
      doubtful.reason = .invalid
      doubtful.report = .order(report)
      if !sheet.hasDiscarded(doubtful) { note(doubtful, isComparing: isComparing, &sheet) }
      return
    }
    guard report.sequence >= sheet.orders[slot].sequence else { return }
    takeTerms(report, source: source, isComparing: isComparing, &sheet)
    withdrawInferred(report, source, &sheet)
    if sheet.orders[slot].hasFilled(report.filled) { rowGaps.noteKnown(report) }
    noteGap(report, source: source, isComparing: isComparing, &sheet)
    let known = sheet.orders[slot]
    let isRejected = report.status == .rejected && known.status.mayBecome(.rejected)
    let isEarly = report.endsTooEarly(known, source: source, known: cursor, configuration)
    if isRejected, isEarly { noteRejection(report, isComparing: isComparing, &sheet) }
    let isCompleted = sheet.orders[slot].status == .partial && status(report, sheet.orders[slot]) == .filled
    if source == .poll { noteSurprise(report, &sheet) }
    noteContradiction(report, known, source: source, &sheet)
    if isRejected, !isEarly, let told = sheet.earlyRejection(of: report.order) { close(told.id, &sheet) }
    guard isCompleted else { return }
    // The broker has told by which quantity it is: what was asked for has come to nothing.
    sheet.change(report.order) { ($0.status, $0.openTerms) = (.filled, nil) }
    noteOverfill(report.order, &sheet)
  }

  /// An order that nobody here has placed is told by its number at the broker: those by hand may have one id for all of
  /// them (reference, edge case 158).
  ///
  /// A person is told of it once, and again when it has executed, at least ten times as much as was told, all that it ever
  /// will, or less than was told.
  mutating func noteStranger(
    _ order: ClientOrderID, _ number: BrokerOrderID, _ instrument: InstrumentID, filled: Decimal, by told: RawReport,
    isComparing: Bool, _ sheet: inout Model
  ) {
    var stranger = Discrepancy(
      .unknownOrder, order: order.index, instrument: instrument.index, broker: filled)
    stranger.brokerOrder = number
    stranger.report = told
    if sheet.slot(of: order) != nil { stranger.reason = .duplicateKey }
    // What others do in an instrument that is left out is nobody's business here.
    if stranger.reason == nil, isLeftOut(instrument) { return }
    guard !sheet.hasDiscarded(stranger) else { return }
    let wasOpen = open(stranger, sheet) != nil
    let id = note(stranger, isComparing: isComparing, &sheet)
    guard wasOpen, let known = sheet.discrepancies.first(where: { $0.id == id }),
      let ticket = sheet.tickets.first(where: { $0.discrepancy == id }),
      isNews(Fraction(filled), told, after: Fraction(ticket.broker))
    else { return }
    (stranger.id, stranger.level) = (id, urgency(of: known.kind, worth: nil, in: nil))
    stranger.instrument = known.instrument
    openTicket(stranger, .tickets, for: stranger.reason, &sheet)
  }

  private func isNews(_ executed: Fraction, _ told: RawReport, after former: Fraction) -> Bool {
    guard former.isPositive else { return executed.isPositive }
    if !(executed - former * Fraction(10)).isNegative { return true }
    guard case .order(let report) = told, strangers.isNewest(report) else { return false }
    return (executed - former).isNegative || report.status.isTerminal && executed != former
  }

  /// A person is told of a rejection when it is heard, though the order waits for executions (order reconciliation
  /// document, section 3; design, section 3, rule 9).
  private mutating func noteRejection(_ report: OrderReport, isComparing: Bool, _ sheet: inout Model) {
    guard let order = sheet.order(report.order), let filled = order.filled.figure else { return }
    var discrepancy = Discrepancy(
      .statusInconsistency, order: report.order.index, local: filled, broker: report.filled, localStatus: order.status,
      brokerStatus: report.status)
    discrepancy.reason = .rejected
    note(discrepancy, isComparing: isComparing, &sheet)
  }

  /// The broker has said that the order ended before it had executed in full, or that there is none, and now it works or
  /// has executed.
  private mutating func noteContradiction(
    _ report: OrderReport, _ known: ModelOrder, source: Word, _ sheet: inout Model
  ) {
    guard known.status == .cancelled || known.status == .rejected || known.status == .expired,
      let target = status(report, known), target != known.status, known.status.mayBecome(target),
      let filled = known.filled.figure
    else { return }
    // An end that waits for its executions is none yet.
    let isEnd = target == .cancelled || target == .rejected || target == .expired
    if isEnd, !report.endsTooEarly(known, source: source, known: cursor, configuration) { return }
    var contradiction = Discrepancy(
      .contradiction, order: report.order.index, local: filled, broker: report.filled, localStatus: known.status,
      brokerStatus: report.status)
    contradiction.reason = Word(known.status)
    note(contradiction, isComparing: false, &sheet)
  }

  /// Whether the answer says of each of its orders just what is known of it, so that nothing follows from any; the
  /// orders are seen all the same.
  mutating func agree(_ snapshot: Snapshot<OrderReport>, _ sheet: Model) -> Bool {
    let rows = snapshot.answer
    for row in rows.indices {
      guard let slot = sheet.slot(of: rows[row].order), agrees(rows[row], sheet.orders[slot]) else { return false }
      seen.insert(slot)
      if rows[row].sequence >= sheet.orders[slot].sequence { rowGaps.noteKnown(rows[row]) }
    }
    return true
  }

  @inline(__always)
  private func agrees(_ report: OrderReport, _ order: ModelOrder) -> Bool {
    guard isBelievable(report, order) else { return false }
    guard report.sequence >= order.sequence else { return true }
    guard order.hasFilled(report.filled), report.terms.quantity == order.terms.quantity,
      report.terms.pricing == order.terms.pricing, let target = status(report, order)
    else { return false }
    return target == order.status
  }

  /// Whether a report can be about the order that it names.
  @inline(__always)
  func isBelievable(_ report: OrderReport, _ order: ModelOrder) -> Bool {
    order.isPlaced(by: report) && report.instrument == order.terms.instrument
      && report.side == order.terms.side
      && report.terms.quantity > .zero && report.filled >= .zero && isPossible(report.sequence)
  }

  /// Terms that differ are taken over; in a pass they are a difference, unless they are what the trader asked for.
  mutating func takeTerms(_ report: OrderReport, source: Word, isComparing: Bool, _ sheet: inout Model) {
    guard let slot = sheet.slot(of: report.order), report.terms != sheet.orders[slot].amendment,
      isBelievable(report, sheet.orders[slot]), report.sequence >= sheet.orders[slot].sequence
    else { return }
    let order = sheet.orders[slot]
    if source == .poll, order.openTerms != report.terms {
      let isOfQuantity = report.terms.quantity != order.terms.quantity
      note(
        Discrepancy(
          isOfQuantity ? .termsMismatch : .priceDiscrepancy, order: report.order.index,
          local: isOfQuantity ? order.terms.quantity : order.terms.pricing.told,
          broker: isOfQuantity ? report.terms.quantity : report.terms.pricing.told),
        isComparing: isComparing, &sheet)
    }
    call(.terms, .order(.terms(report.order, report.terms, source: source, sequence: report.sequence)), &sheet)
    let wasWorking = sheet.order(report.order)?.status == .partial
    sheet.change(report.order) { order in
      if order.status == .partial || order.status == .filled { order.status = order.leaves.isZero ? .filled : .partial }
    }
    if wasWorking, sheet.order(report.order)?.status == .filled { noteOverfill(report.order, &sheet) }
    // What the trader wanted once and has replaced since is not wanted again: his last word is asked for anew.
    guard order.openTerms == nil, !order.hasCancelIntent, order.formerWishes.contains(report.terms),
      !order.hasFilled(order.terms.quantity), !order.hasFilled(moreThan: order.terms.quantity),
      sheet.order(report.order)?.status.isTerminal == false
    else { return }
    call(.terms, .order(.replaceIntent(report.order, order.amendment)), &sheet)
  }

  /// A cumulative quantity that differs is a difference once executions were read; before that only too little at the
  /// broker is one, since executions may still be on their way.
  private mutating func noteGap(_ report: OrderReport, source: Word, isComparing: Bool, _ sheet: inout Model) {
    guard let slot = sheet.slot(of: report.order), !sheet.orders[slot].hasFilled(report.filled),
      source == .poll || sheet.orders[slot].hasFilled(moreThan: report.filled),
      let filled = sheet.orders[slot].filled.figure
    else { return }
    let order = sheet.orders[slot]
    let id = note(
      Discrepancy(.quantityMismatch, order: report.order.index, local: filled, broker: report.filled),
      isComparing: isComparing, &sheet)
    guard source == .poll else { return }
    let reason = rowGaps.count(
      report, Fraction(report.filled) - order.filled, isProof: report.sequence <= cursor,
      isTold: sheet.tickets.contains { $0.discrepancy == id }, configuration)
    conclude(
      report.order, ToldQuantity(report, knownUpTo: rowGaps.known(of: report.order)), id, reason: reason,
      isSure: rowGaps.isSure, &sheet)
  }

  /// A status that differs in a pass, and not because of a request on its way, is a difference that is settled by
  /// taking the broker's.
  private mutating func noteSurprise(_ report: OrderReport, _ sheet: inout Model) {
    guard let slot = sheet.slot(of: report.order), let target = status(report, sheet.orders[slot]),
      target != sheet.orders[slot].status, sheet.orders[slot].status.mayBecome(target)
    else { return }
    let order = sheet.orders[slot]
    // An end that counts executions which no pass has told yet waits for them.
    if report.endsTooEarly(order, source: .poll, known: cursor, configuration) {
      return sheet.change(report.order) { order in
        guard [.submitted, .unknown, .rejected].contains(order.status) else { return }
        order.status = .open
        order.brokerOrder = report.brokerOrder
        order.sequence = max(order.sequence, report.sequence)
      }
    }
    sheet.change(report.order) {
      $0.status = target
      $0.brokerOrder = report.brokerOrder
      $0.sequence = max($0.sequence, report.sequence)
    }
    let isInFlight = inFlight.contains(report.order.index)
    guard order.status != .pending, !isInFlight, let filled = order.filled.figure else { return }
    // A cancel that waits for its record to be durable is on its way, and cannot be seen.
    let isOptional = order.hasCancelIntent
    let id = note(
      Discrepancy(
        .statusInconsistency, order: report.order.index, local: filled, broker: report.filled,
        localStatus: order.status, brokerStatus: report.status),
      isComparing: true, isOptional: isOptional, &sheet)
    close(id, isOptional: isOptional, &sheet)
  }

  /// Where a report says that an order stands; "filled" is believed when the executions say so (edge case 47).
  @inline(__always)
  func status(_ report: OrderReport, _ order: ModelOrder) -> OrderStatus? {
    switch report.status {
    case .cancelled, .rejected, .expired: return report.status
    case .open, .partial, .filled:
      if order.hasFilled(moreThan: report.terms.quantity) || order.hasFilled(report.terms.quantity) { return .filled }
      if report.status == .filled, order.status.isTerminal { return nil }
      return order.filled.isPositive ? .partial : .open
    case .pending, .submitted, .unknown: return nil
    }
  }

  /// The orders that a complete answer ought to have and lacks.
  mutating func noteMissing(from snapshot: Snapshot<OrderReport>, isOfAll: Bool, _ sheet: inout Model) {
    guard snapshot.isWhole, isPossible(snapshot.asOf) else { return }
    ordersKnownUpTo = max(ordersKnownUpTo, snapshot.asOf)
    // Of what has changed alone nothing is missing.
    guard isOfAll else { return }
    for slot in sheet.orders.indices where !seen.contains(slot) && !isDone(slot, sheet) {
      let order = sheet.orders[slot]
      guard order.status == .unknown || order.status == .open || order.status == .partial,
        order.sequence <= snapshot.asOf, let filled = order.filled.figure
      else { continue }
      note(
        Discrepancy(.missingOrder, order: order.id.index, local: filled, localStatus: order.status), isComparing: true,
        &sheet)
    }
  }
}

extension ModelOrder {
  /// Whether an order of the broker is this one: under a number other than the known one it is an order that nobody
  /// here has placed, whatever client order id it has (reference, brokers: a tag is no identity).
  func isPlaced(as other: BrokerOrderID) -> Bool { brokerOrder == nil || brokerOrder == other }

  /// Whether the id that it was sent under belongs to an order that may be another's.
  var isWithoutId: Bool { isIdTaken && brokerOrder == nil }

  /// Whether the broker had done something before this order was sent, by an answer that had all orders.
  func isYounger(than change: BrokerSequence) -> Bool { change.value > 0 && change.value <= sentAfter.value }

  /// Whether a report is about this order: of one that was not sent, as far as the records say, or whose id was taken, it
  /// tells the very terms (reference, edge case 157), and so does one that is as it was before this one was sent.
  @inline(__always)
  func isPlaced(by report: OrderReport) -> Bool {
    if brokerOrder != nil { return isPlaced(as: report.brokerOrder) }
    let isTheSame =
      report.terms == amendment && (report.side, report.instrument) == (terms.side, terms.instrument)
    return isTheSame || status != .pending && !isIdTaken && !isYounger(than: report.sequence)
  }
}

extension OrderPricing {
  /// The price that is told of: the limit, else the stop, else none.
  var told: Decimal {
    switch self {
    case .market: .zero
    case .limit(let price), .stop(let price), .stopLimit(_, let price): price
    }
  }
}

extension OrderStatus {
  /// Whether evidence of the broker moves an order from here to there: an end is an end, but for evidence of an
  /// execution or of a live order (edge cases 10, 11 and 43).
  func mayBecome(_ next: OrderStatus) -> Bool {
    switch self {
    case .pending: next == .cancelled || next == .rejected
    case .submitted, .unknown: true
    case .open: next != .open
    case .partial: next != .open && next != .partial
    case .filled: false
    case .cancelled: next == .open || next == .partial || next == .filled
    case .rejected: next != .rejected
    case .expired: next == .filled
    }
  }
}
