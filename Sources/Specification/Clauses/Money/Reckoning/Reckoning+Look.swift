import Reconciliation
import Trading

extension Reckoning {
  /// What the answers of a pass call for that changes nothing: a discrepancy for each difference that is not open, and a
  /// person who is told of it at once.
  mutating func look(_ answers: JudgedPass, _ sheet: inout Model) {
    stillOpen.removeAll(keepingCapacity: true)
    if let orders = answers.orders {
      for report in orders.answer where isInView(report.instrument, answers) { look(report, &sheet) }
      lookForMissing(orders, answers, &sheet)
    }
    guard !answers.hasFailed, let account = answers.account, account.isComplete, isPossible(account.asOf) else {
      return
    }
    // Executions that are not in the books explain what differs, and stay where they are.
    guard account.asOf <= max(cursor, seenUpTo(answers, sheet)) else { return }
    guard !isOutdated(account, sheet) else {
      if isAccountOutdated == nil { isUnclear = true }
      return
    }
    guard account.asOf < newest else { return look(account, sheet, answers, &sheet) }
    if let past = sheet.past(asOf: account.asOf) { look(account, past.model, answers, &sheet) }
  }

  /// What an account calls for that differs from figures which are not older than it.
  private mutating func look(
    _ account: AccountReport, _ here: Model, _ answers: JudgedPass, _ sheet: inout Model
  ) {
    if answers.kind.isOfPositions {
      let alike = account.positions.indices.map { index in
        index >= sheet.instruments.count || isLeftOut(InstrumentID(index: UInt32(index)))
          || difference(index, account, here) == nil
      }
      noteTold(account) { alike[$0] }
    }
    for index in account.positions.indices
    where answers.kind.isOfPositions && index < sheet.instruments.count
      && isInView(InstrumentID(index: UInt32(index)), answers) && !isLeftOut(InstrumentID(index: UInt32(index)))
    {
      if let one = difference(index, account, here) { sight(one.assessed, &sheet) }
    }
    let currencies = Set(
      answers.symbols.compactMap { symbol in
        symbol < sheet.instruments.count ? sheet.instruments[Int(symbol)].terms.currency.index : nil
      })
    for index in account.cash.indices
    where answers.kind.isOfBalances && index < sheet.balances.count
      && (answers.symbols.isEmpty || currencies.contains(UInt32(index))) && !isLeftOut(CurrencyID(index: UInt32(index)))
    {
      if let one = cashDifference(index, account, here) { sight(one.assessed, &sheet) }
    }
    for discrepancy in sheet.discrepancies where discrepancy.order == Event.none && discrepancy.execution == Event.none
    {
      let isInView =
        discrepancy.currency == Event.none
        ? answers.kind.isOfPositions && isInView(InstrumentID(index: discrepancy.instrument), answers)
        : answers.kind.isOfBalances && (answers.symbols.isEmpty || currencies.contains(discrepancy.currency))
      // Whoever has a ticket keeps it until a pass ends it that may.
      guard isInView, !isLeftOut(discrepancy), discrepancy.isLookedForByEachPass, !stillOpen.contains(discrepancy.id),
        !sheet.tickets.contains(where: { $0.discrepancy == discrepancy.id })
      else { continue }
      close(discrepancy.id, &sheet)
    }
  }

  private func isInView(_ instrument: InstrumentID, _ answers: JudgedPass) -> Bool {
    answers.symbols.isEmpty || answers.symbols.contains(instrument.index)
  }

  /// Up to which change the answer shows that all executions are in the books.
  private func seenUpTo(_ answers: JudgedPass, _ sheet: Model) -> BrokerSequence {
    guard let executions = answers.executions, executions.isWhole, isPossible(executions.asOf),
      executions.answer.allSatisfy({ sheet.knows($0) })
    else { return .zero }
    return executions.asOf
  }

  private mutating func look(_ report: OrderReport, _ sheet: inout Model) {
    guard let order = sheet.order(report.order), order.isPlaced(by: report) else {
      if sheet.isOver(report) { return }
      strangers.hear(report, sheet, configuration)
      guard report.status == .open || report.status == .partial || report.filled > .zero else { return }
      return noteStranger(
        report.order, report.brokerOrder, report.instrument, filled: report.filled, by: .order(report),
        isComparing: false, &sheet)
    }
    guard isBelievable(report, order) else {
      var doubtful = Discrepancy(.invalidReport, order: report.order.index, broker: report.filled)
      doubtful.reason = .invalid
      doubtful.report = .order(report)
      if !sheet.hasDiscarded(doubtful) { note(doubtful, isComparing: false, &sheet) }
      return
    }
    guard report.sequence >= order.sequence, let filled = order.filled.figure else { return }
    if report.terms != order.amendment, report.terms != order.openTerms {
      let isOfPrice = report.terms.quantity == order.terms.quantity
      sight(
        Discrepancy(
          isOfPrice ? .priceDiscrepancy : .termsMismatch, order: report.order.index,
          local: isOfPrice ? order.terms.pricing.told : order.terms.quantity,
          broker: isOfPrice ? report.terms.pricing.told : report.terms.quantity), &sheet)
    }
    if !order.hasFilled(report.filled) {
      return sight(
        Discrepancy(.quantityMismatch, order: report.order.index, local: filled, broker: report.filled), &sheet)
    }
    guard let target = status(report, order), target != order.status, order.status.mayBecome(target),
      order.status != .pending, !inFlight.contains(report.order.index)
    else { return }
    sight(
      Discrepancy(
        .statusInconsistency, order: report.order.index, local: filled, broker: report.filled,
        localStatus: order.status, brokerStatus: report.status), isOptional: order.hasCancelIntent, &sheet)
  }

  private mutating func lookForMissing(
    _ orders: Snapshot<OrderReport>, _ answers: JudgedPass, _ sheet: inout Model
  ) {
    guard orders.isWhole, isPossible(orders.asOf), !answers.kind.asksChangesOnly else { return }
    let told = Set(orders.answer.map(\.order))
    for slot in sheet.orders.indices where !seen.contains(slot) {
      let order = sheet.orders[slot]
      guard [.unknown, .open, .partial].contains(order.status), order.sequence <= orders.asOf,
        isInView(order.terms.instrument, answers), !told.contains(order.id), !isDone(slot, sheet),
        let filled = order.filled.figure
      else { continue }
      sight(Discrepancy(.missingOrder, order: order.id.index, local: filled, localStatus: order.status), &sheet)
    }
  }

  /// A difference is seen: unless it is open already and the same still, it is opened, and a person is told that nobody
  /// has confirmed it.
  private mutating func sight(_ discrepancy: Discrepancy, isOptional: Bool = false, _ sheet: inout Model) {
    let known = open(discrepancy, sheet)
    if let known { stillOpen.append(known) }
    let ticket = known.flatMap { id in sheet.tickets.first { $0.discrepancy == id } }
    guard let known, !isNews(discrepancy, known, ticket, sheet) else {
      if let known, ticket == nil { close(known, isOptional: isOptional, &sheet) }
      let id = note(discrepancy, isComparing: true, isOptional: isOptional, &sheet)
      return tellSight(of: discrepancy, id, isOptional: isOptional, sheet)
    }
    // What a poll has seen once nobody was told of.
    guard ticket == nil, !(sighted?.contains(known) ?? false) else { return }
    tellSight(of: discrepancy, known, isOptional: isOptional || sighted == nil, sheet)
  }

  private mutating func tellSight(of discrepancy: Discrepancy, _ id: UInt32, isOptional: Bool, _ sheet: Model) {
    sighted?.insert(id)
    var alert = Event(.riskAlert)
    alert.subject = discrepancy.kind
    alert.order = discrepancy.order
    alert.instrument = discrepancy.instrument
    alert.currency = discrepancy.currency
    alert.reason = .unconfirmed
    alert.discrepancy = id
    call(.sights, .telling(alert, record: sheet.sequence), isOptional: isOptional)
  }

  /// Whether a difference is another one than a person was told of.
  private func isNews(_ discrepancy: Discrepancy, _ known: UInt32, _ ticket: Ticket?, _ sheet: Model) -> Bool {
    let apart = Fraction(discrepancy.broker) - Fraction(discrepancy.local)
    if let ticket {
      return discrepancy.order == Event.none && Fraction(ticket.broker) - Fraction(ticket.local) != apart
    }
    guard let former = sheet.discrepancies.first(where: { $0.id == known }), former.kind != .missingOrder else {
      return false
    }
    return Fraction(former.broker) - Fraction(former.local) != apart || former.brokerStatus != discrepancy.brokerStatus
  }
}
