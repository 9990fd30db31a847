public import Trading

extension Books {
  /// Changes the books by one record of an instant.
  ///
  /// - Throws: ``DecimalError/overflow`` if a figure leaves the range of a decimal; the books are then unchanged.
  public mutating func apply(_ record: JournalRecord, at instant: Instant) throws(DecimalError) {
    switch record {
    case .order(let record): apply(record, at: instant)
    case .execution(.counted(let execution, _, let origin)): try book(execution, origin, at: instant)
    case .position(.adopted(let adoption)):
      let instrument = Int(adoption.instrument.index)
      let spending = try spending(
        after: adoption.charge, in: instruments[instrument].currency, at: instant)
      try adopt(adoption)
      self.spending = spending
      note(
        UnverifiedCorrection(
          .position(adoption.instrument), from: adoption.from, to: adoption.to, policy: adoption.policy,
          charge: adoption.charge, at: instant))
    case .position(.verified(let instrument)): forgetCorrection(of: .position(instrument))
    case .cash(.verified(let currency)): forgetCorrection(of: .cash(currency))
    case .cash(.adopted(let adoption)):
      // What was paid behind the account is paid still.
      let balance = try cash[Int(adoption.currency.index)] + (adoption.to - adoption.from)
      spending = try spending(after: adoption.charge, in: adoption.currency, at: instant)
      cash[Int(adoption.currency.index)] = balance
      cashAsOf[Int(adoption.currency.index)] = adoption.asOf
      note(
        UnverifiedCorrection(
          .cash(adoption.currency), from: adoption.from, to: adoption.to, policy: adoption.policy,
          charge: adoption.charge, at: instant))
    case .discrepancy(.found(let discrepancy)): open(discrepancy)
    case .discrepancy(.resolved(let id, _, let by)): closeDiscrepancy(id, by: by, at: instant)
    case .discrepancy(.held(let id, _)): holdDiscrepancy(id)
    case .ticket(let record): apply(record)
    case .control(.halt(let isOn, _)): isHalted = isOn
    case .control(.stop(let isOn, _)): isStopped = isOn
    case .control(.kind(let kind, let clock)): chosenKinds[clock] = kind
    case .control(.opening(let opening, _)): self.opening = opening
    case .control(.opened): opening = nil
    case .control(.accountSeen(let asOf)): accountAsOf = asOf
    case .control(.archived(.execution)): break  // It is said for the archive.
    case .control(.archived(.order(let order))): archived.announce(order)
    case .control(.archived(.end)): try archive()
    case .control(.passReport(let report)):
      passReports.removeAll { $0.kind == report.kind }
      passReports.append(report)
    }
  }

  private func spending(
    after charge: Decimal, in currency: CurrencyID, at instant: Instant
  ) throws(DecimalError) -> CorrectionSpending {
    var spending = spending
    try spending.add(charge, in: currency, at: instant)
    return spending
  }

  private mutating func apply(_ record: OrderRecord, at instant: Instant) {
    change(by: record, at: instant)
    if let slot = slot(of: record.order) { orders[slot].changedAt = instant }
  }

  private mutating func change(by record: OrderRecord, at instant: Instant) {
    switch record {
    case .accepted(let order, let terms):
      var managed = ManagedOrder(id: order, terms: terms)
      managed.acceptedAt = instant
      add(managed)
    case .attempt(let order, let number, let known):
      withOrder(order) { order in
        if order.attempts == 0 { order.sentAfter = known }
        if order.status == .submitted { order.limitedAttempts += 1 }
        order.status = .submitted
        order.attempts = number
        order.isKeyTaken = false
      }
    case .status(let change):
      withOrder(change.order) { order in
        order.status = change.to
        order.brokerOrder = change.brokerOrder ?? order.brokerOrder
        order.sequence = max(order.sequence, change.sequence)
        if change.to == .unknown, change.reason == .duplicateKey { order.isKeyTaken = true }
        if change.to.isTerminal {
          // What the engine only concludes is no word of the broker: the trader's wish outlives it.
          if change.source != .policy { order.hasCancelIntent = false }
          order.replaceIntent = nil
          if change.source != .policy { order.settleAskedTerms() }
        }
      }
    case .cancelIntent(let order):
      withOrder(order) { order in
        order.hasCancelIntent = true
        order.replaceIntent = nil
      }
    case .replaceIntent(let order, let amendment):
      noteSuperseded(by: amendment, order)
      withOrder(order) { $0.replaceIntent = amendment }
    case .intentEnd(let order, let intent, _):
      withOrder(order) { order in
        if intent == .cancel { order.hasCancelIntent = false } else { order.replaceIntent = nil }
        // Of what is executed in full by the terms in force more may be on order; whether it is, a report has to tell.
        if order.replaceIntent == nil, order.filled < order.terms.quantity { order.settleAskedTerms() }
      }
    case .terms(let order, let amendment, _, let sequence):
      withOrder(order) { order in
        order.terms.quantity = amendment.quantity
        order.terms.pricing = amendment.pricing
        order.sequence = max(order.sequence, sequence)
        if order.askedTerms == amendment { order.settleAskedTerms() }
      }
    case .stale: break
    case .adopted(let order, let terms, let number, let sequence):
      var managed = ManagedOrder(id: order, terms: terms)
      managed.acceptedAt = instant
      // Whether it has executed or ended the broker is asked.
      managed.status = .open
      managed.brokerOrder = number
      managed.sequence = sequence
      add(managed)
    }
  }

  /// Adds an order and its slot.
  mutating func add(_ order: ManagedOrder) {
    let index = Int(order.id.index)
    if orderSlots.count <= index {
      orderSlots.append(contentsOf: repeatElement(-1, count: index + 1 - orderSlots.count))
    }
    orderSlots[index] = Int32(orders.count)
    if !order.status.isTerminal { working.set(orders.count, isWorking: true) }
    orders.append(order)
  }

  private mutating func withOrder(_ order: ClientOrderID, _ change: (inout ManagedOrder) -> Void) {
    guard let slot = slot(of: order) else { return }
    let wasWorking = !orders[slot].status.isTerminal
    change(&orders[slot])
    noteWork(slot, wasWorking: wasWorking)
  }

  /// Keeps what is known of orders that work alone.
  mutating func noteWork(_ slot: Int, wasWorking: Bool) {
    let isWorking = !orders[slot].status.isTerminal
    if isWorking != wasWorking { working.set(slot, isWorking: isWorking) }
    if !isWorking, !supersededTerms.isEmpty { supersededTerms[orders[slot].id.index] = nil }
  }

  /// The trader wants other terms: those in force are what he wanted before.
  private mutating func noteSuperseded(by amendment: Amendment, _ order: ClientOrderID) {
    guard let former = self.order(order)?.amendment else { return }
    var terms = supersededTerms[order.index] ?? []
    terms.removeAll { $0 == amendment || $0 == former }
    supersededTerms[order.index] = terms + [former]
  }
}
