import Reconciliation
import Trading

extension Model {
  /// Takes the next record.
  mutating func take(_ entry: JournalEntry) {
    sequence = entry.sequence
    switch entry.record {
    case .order(let record):
      take(record, at: entry.instant)
      change(record.order) { $0.changedAt = entry.instant }
    case .execution(.counted(let execution, _, let origin)):
      count(execution, origin, record: entry.sequence)
      change(execution.order) { $0.changedAt = entry.instant }
    case .position(.adopted(let adoption)):
      let index = Int(adoption.instrument.index)
      keep { .instrument(index, $0.instruments[index]) }
      instruments[index].adopt(Fraction(adoption.to), at: Fraction(adoption.averagePrice), asOf: adoption.asOf)
      correct(
        UnverifiedCorrection(
          .position(adoption.instrument), from: adoption.from, to: adoption.to, policy: adoption.policy,
          charge: adoption.charge, at: entry.instant))
    case .position(.verified(let instrument)): settle(.position(instrument))
    case .cash(.verified(let currency)): settle(.cash(currency))
    case .cash(.adopted(let adoption)):
      let index = Int(adoption.currency.index)
      keep { .balance(index, $0.balances[index]) }
      let paid = payments(in: adoption.currency, behind: adoption.asOf)
      balances[Int(adoption.currency.index)] = ModelBalance(
        amount: Fraction(adoption.to) + paid.amount,
        figure: paid.figure.flatMap { (Fraction(adoption.to) + Fraction($0)).figure }, roundings: paid.count,
        adoptedAsOf: adoption.asOf)
      correct(
        UnverifiedCorrection(
          .cash(adoption.currency), from: adoption.from, to: adoption.to, policy: adoption.policy,
          charge: adoption.charge, at: entry.instant))
    case .discrepancy(let record): take(record, at: entry.instant)
    case .ticket(let record): take(record)
    case .control(.halt(let isOn, _)): isHalted = isOn
    case .control(.stop(let isOn, _)): isStopped = isOn
    case .control(.kind(let kind, let clock)): chosen[clock] = kind
    case .control(.opening(let opening, _)): self.opening = opening
    case .control(.opened): opening = nil
    case .control(.accountSeen(let asOf)): accountAsOf = asOf
    case .control(.archived(.execution)): break
    case .control(.archived(.order(let order))): archive.leaving.append(order.id)
    case .control(.archived(.end)):
      archive(archive.leaving)
      archive.leaving = []
    case .control(.passReport(let report)): passReports = passReports.filter { $0.kind != report.kind } + [report]
    }
  }

  /// What the executions behind a change at the broker have paid, as it is and as it was rounded.
  private func payments(
    in currency: CurrencyID, behind change: BrokerSequence
  ) -> (amount: Fraction, figure: Decimal?, count: Int) {
    var paid: (amount: Fraction, figure: Decimal?, count: Int) = (.zero, .zero, 0)
    for counted in executions.values where counted.execution.sequence > change {
      let execution = counted.execution
      let terms = instruments[Int(execution.instrument.index)].terms
      guard terms.currency == currency else { continue }
      let worth = Fraction(execution.quantity) * Fraction(execution.price) * Fraction(terms.multiplier)
      // What was taken back or amended is not paid as it was.
      let former = former(of: execution)?.execution
      let undone = former.map { Fraction($0.quantity) * Fraction($0.price) * Fraction(terms.multiplier) } ?? .zero
      let fees = Fraction(execution.fee) - Fraction(former?.fee ?? .zero)
      paid.amount = paid.amount + (execution.side == .buy ? undone - worth : worth - undone) - fees
      paid.figure = paid.figure.flatMap { (Fraction($0) - fees).figure }
      for (money, isPaid) in [(worth, execution.side == .buy), (undone, execution.side == .sell)] {
        paid.figure = paid.figure.flatMap { sum in
          money.figure.flatMap { (Fraction(sum) + Fraction(isPaid ? -$0 : $0)).figure }
        }
      }
      paid.count += former == nil ? 1 : 2
    }
    return paid
  }

  /// A figure was taken over, and the broker has to show it again; what was taken back it has shown already.
  private mutating func correct(_ correction: UnverifiedCorrection) {
    settle(correction.figure)
    if correction.policy != .undone { unverified.append(correction) }
  }

  private mutating func settle(_ figure: UnverifiedCorrection.Figure) {
    keep { .unverified($0.unverified) }
    unverified = unverified.filter { $0.figure != figure }
  }

  private mutating func take(_ record: TicketRecord) {
    switch record {
    case .opened(let ticket):
      keep { .ticketAdded(count: $0.ticketCount) }
      tickets.append(ticket)
      ticketCount = max(ticketCount, ticket.id)
    case .updated(let ticket), .stepped(let ticket, _):
      guard let index = tickets.firstIndex(where: { $0.id == ticket.id }) else { break }
      keep { .ticketChanged(index, $0.tickets[index]) }
      tickets[index] = ticket
    case .resolved(let id, _, _, _):
      guard let index = tickets.firstIndex(where: { $0.id == id }) else { break }
      keep { .ticketRemoved(index, $0.tickets[index]) }
      tickets.remove(at: index)
    }
    // What was thrown away is remembered as it was told.
    if case .stepped(let ticket, .decided) = record, ticket.decision == .discard {
      keep { .discarded($0.discarded) }
      discarded += discrepancies.filter { $0.id == ticket.discrepancy && $0.isOfReport }
    }
    // What is tried again is held back by no limit, until one does so anew.
    if case .stepped(let ticket, .retried) = record { release(ticket.discrepancy) }
  }

  private mutating func take(_ record: DiscrepancyRecord, at instant: Instant) {
    switch record {
    case .found(let discrepancy):
      keep { .discrepancyAdded(count: $0.discrepancyCount) }
      discrepancies.append(discrepancy)
      discrepancyCount = max(discrepancyCount, discrepancy.id)
    case .resolved(let id, _, let by):
      guard let index = discrepancies.firstIndex(where: { $0.id == id }) else { break }
      keep { .past($0.past) }
      keep { .discrepancyRemoved(index, $0.discrepancies[index]) }
      past.append(PastDiscrepancy(discrepancies.remove(at: index), resolved: instant, by: by))
      // Sixty-four are remembered.
      past.removeFirst(max(0, past.count - 64))
      release(id)
    case .held(let id, _):
      keep { .held($0.held) }
      held.insert(id)
    }
  }

  private mutating func release(_ discrepancy: UInt32) {
    guard held.contains(discrepancy) else { return }
    keep { .held($0.held) }
    held.remove(discrepancy)
  }

  private mutating func take(_ record: OrderRecord, at instant: Instant) {
    switch record {
    case .accepted(let order, let terms):
      var accepted = ModelOrder(id: order, terms: terms)
      accepted.acceptedAt = instant
      add(accepted)
    case .attempt(let order, let number, let listed):
      change(order) {
        if $0.attempts == 0 { $0.sentAfter = listed }
        if $0.status == .submitted { $0.stoppedAttempts += 1 }
        $0.status = .submitted
        $0.attempts = number
        $0.isIdTaken = false
      }
    case .status(let change):
      self.change(change.order) { order in
        order.status = change.to
        order.brokerOrder = change.brokerOrder ?? order.brokerOrder
        order.sequence = max(order.sequence, change.sequence)
        if (change.to, change.reason) == (.unknown, .duplicateKey) { order.isIdTaken = true }
        guard change.to.isTerminal else { return }
        // That an order is given up is no word of the broker: the trader still wants it gone.
        if change.source != .policy {
          order.hasCancelIntent = false
          order.openTerms = nil
        }
        order.replaceIntent = nil
        order.formerWishes = []
      }
    case .cancelIntent(let order):
      // Who wants an order gone wants it no other way.
      change(order) { order in
        order.hasCancelIntent = true
        order.replaceIntent = nil
      }
    case .replaceIntent(let order, let amendment):
      change(order) { order in
        order.replaceIntent = amendment
        order.openTerms = amendment
        let former = order.amendment
        order.formerWishes.removeAll { [former, amendment].contains($0) }
        order.formerWishes.append(former)
      }
    case .intentEnd(let order, let intent, _):
      change(order) { order in
        if intent == .cancel { order.hasCancelIntent = false } else { order.replaceIntent = nil }
        // That nobody wants it any more does not tell of an order that is executed in full what it was.
        if order.replaceIntent == nil, order.filled < Fraction(order.terms.quantity) { order.openTerms = nil }
      }
    case .terms(let order, let amendment, _, let sequence):
      change(order) { order in
        order.terms.quantity = amendment.quantity
        order.terms.pricing = amendment.pricing
        order.sequence = max(order.sequence, sequence)
        if order.openTerms == amendment { (order.replaceIntent, order.openTerms) = (nil, nil) }
      }
    case .stale: break
    case .adopted(let order, let terms, let number, let sequence):
      var adopted = ModelOrder(id: order, terms: terms)
      (adopted.status, adopted.acceptedAt) = (.open, instant)
      (adopted.brokerOrder, adopted.sequence) = (number, sequence)
      add(adopted)
    }
  }

  /// Counts an execution: in its order always, in position and balance unless a figure taken over holds it already.
  mutating func count(_ execution: Execution, _ origin: ExecutionOrigin, record: UInt64) {
    let key = ExecutionKey(execution)
    let former = former(of: execution)
    keep { .execution(key, $0.executions[key]) }
    if execution.id.isInferred { noteInferred() }
    executions[key] = CountedExecution(execution: execution, origin: origin, record: record)
    // What is taken back or amended counts no more, as if it had never been so.
    let formerQuantity = former.map { Fraction($0.execution.quantity) } ?? .zero
    let formerValue = former.map { Fraction($0.execution.quantity) * Fraction($0.execution.price) } ?? .zero
    let quantity = Fraction(execution.quantity) - formerQuantity
    let value = Fraction(execution.quantity) * Fraction(execution.price) - formerValue
    change(execution.order) { order in
      order.filled = order.filled + quantity
      order.value = order.value + value
      order.brokerOrder = execution.brokerOrder
      order.sequence = max(order.sequence, execution.sequence)
      if order.leaves.isZero {
        order.status = .filled
        order.formerWishes = []
        order.hasCancelIntent = false
        order.replaceIntent = nil
      } else if !order.status.isTerminal || (former != nil && order.status == .filled) {
        order.status = order.filled.isZero ? .open : .partial
      }
    }
    let index = Int(execution.instrument.index)
    // A position and a balance are taken over each by itself.
    if origin == .reported {
      if let former {
        keep { .instrument(index, $0.instruments[index]) }
        instruments[index].revise(former.execution, isReported: former.origin == .reported, by: execution)
      } else {
        let counted = instruments[index].count(execution)
        keep { _ in .reckoning(index, counted) }
      }
    }
    let terms = instruments[index].terms
    let currency = Int(terms.currency.index)
    // What a balance that was taken over has paid for is not paid again.
    if execution.sequence > .zero, execution.sequence <= balances[currency].adoptedAsOf { return }
    keep { .balance(currency, $0.balances[currency]) }
    // What was paid for it as it was is undone to the last decimal, and what it is worth now is paid.
    if let former { balances[currency].pay(for: former.execution, terms.multiplier, isUndone: true) }
    balances[currency].pay(for: execution, terms.multiplier)
  }
}
